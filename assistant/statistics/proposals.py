"""Suggestions of people's congresses and proposals of consultative conferences become the figures of section six."""

from collections.abc import Sequence

from assistant.ingest import Sheet
from assistant.statistics.rows import (
    NOTHING,
    Counted,
    Tally,
    add_up,
    day,
    find_word,
    open_column,
    says_nothing,
    to_number,
    word,
)

TYPES = ("建议", "提案")
WAYS = ("主办", "独办", "分办", "会办")
PUBLICITY = {"published": "公开", "exempt": "不公开", "others": "由其他单位公开"}

_TYPES = {"建议": ["人大", "建议", "代表"], "提案": ["政协", "提案", "委员"]}
_WAYS = {
    "主办": ["主办", "牵头办理", "主办件", "牵头"],
    "独办": ["独办", "单独办理", "独立办理", "单办"],
    "分办": ["分办", "分别办理", "分头办理"],
    "会办": ["会办", "协办", "协助办理", "会同办理", "参与办理", "配合办理"],
}
_PUBLICITY = {
    "published": [
        *("=公开", "=是", "已公开", "主动公开", "全文公开", "摘要公开", "同意公开", "网上公开", "网站公开", "公开发布"),
        *("本单位公开", "本机关公开", "我局公开"),
    ],
    "exempt": [
        *("=否", "不公开", "不予公开", "不予主动公开", "不主动公开", "未公开", "涉密", "不宜公开", "不同意公开"),
        *("依申请公开", "免予公开", "不予网上公开"),
    ],
    "others": [
        *("主办单位", "牵头单位", "其他单位", "承办单位公开", "主办方", "主办单位公开", "主办单位主动公开"),
        *("主办单位网站公开", "主办单位负责公开", "牵头单位公开"),
    ],
}
_ADOPTED = {
    "adopted": ["=采纳", "=是", "已采纳", "部分采纳", "全部采纳", "采纳落实", "均采纳"],
    "": ["=否", "未采纳", "不采纳", "不予采纳", "未予采纳", "留作参考", "列入计划", "解释说明"],
}


def count_proposals(sheets: Sequence[Sheet], year: int) -> Counted:
    """Count proposals.<建议|提案>: total, four ways of handling, published/exempt/others, adopted (件), measures (条).

    主办+独办+分办+会办 and published+exempt+others are both the total; 协办 counts as 会办. A way, a publicity or a
    number of measures nobody can tell leaves those figures of its type missing, not the total. proposals.total,
    proposals.adopted and proposals.measures are both types together.
    """
    tally = Tally()
    for sheet in sheets:
        _open(tally, sheet, sheets)
        for index in range(len(sheet)):
            if says_nothing(sheet, index):
                tally.skip(sheet, index, NOTHING)
            else:
                _count(tally, sheet, index, year)
    units = {f"proposals.{each}.measures": "条" for each in TYPES}
    counted = tally.result(units)
    figures = {figure.key: figure for figure in counted.figures}
    sums = [add_up("proposals.total", [f"proposals.{each}.total" for each in TYPES], figures)]
    for key, unit in (("adopted", "件"), ("measures", "条")):
        sums.append(add_up(f"proposals.{key}", [f"proposals.{each}.{key}" for each in TYPES], figures, unit))
    return Counted(tuple(filter(None, sums))) + counted


def _open(tally: Tally, sheet: Sheet, sheets: Sequence[Sheet]) -> None:
    """Open what the sheet's columns can tell."""
    tells = {"办理方式": WAYS, "是否公开": PUBLICITY, "是否采纳": ("adopted",), "采纳措施数": ("measures",)}
    for each in TYPES:
        tally.open(sheet, f"proposals.{each}.total")
        for column, keys in tells.items():
            open_column(tally, sheet, sheets, column, [f"proposals.{each}.{key}" for key in keys])


def _count(tally: Tally, sheet: Sheet, index: int, year: int) -> None:
    answered = day(sheet.cells("答复日期")[index])
    if answered is not None and answered.year != year:
        tally.skip(sheet, index, f"答复日期不在{year}年")
        return
    if answered is None and sheet.cells("答复日期")[index] is not None:
        hint = "请写成日期（如2023-06-30）；这一件已计入，请确认属于报告年度"
        tally.ask(sheet, index, "答复日期", "答复日期读不出来", hint)
    written = word(sheet.cells("类型")[index])
    kind = find_word(written, _TYPES)
    if kind is None:
        hint = "请写成人大建议或政协提案；建议提案的各项数字暂缺"
        tally.ask(sheet, index, "类型", "类型为空或不认识", hint, *_every(TYPES))
        return
    tally.add(f"proposals.{kind}.total", sheet, index)
    _place(tally, sheet, index, kind, "办理方式", _WAYS)
    _place(tally, sheet, index, kind, "是否公开", _PUBLICITY)
    _measures(tally, sheet, index, kind, _place(tally, sheet, index, kind, "是否采纳", _ADOPTED))


def _every(types: Sequence[str]) -> list[str]:
    keys = ("total", *WAYS, *PUBLICITY, "adopted", "measures")
    return [f"proposals.{each}.{key}" for each in types for key in keys]


def _place(tally: Tally, sheet: Sheet, index: int, kind: str, column: str, words: dict[str, list[str]]) -> str | None:
    """Count the row under what one of its columns says and return it; "" counts nowhere, None cannot be told."""
    if column not in sheet.columns:
        return None
    written = word(sheet.cells(column)[index])
    found = find_word(written, words) if written else None
    if found:
        tally.add(f"proposals.{kind}.{found}", sheet, index)
    if found is None:
        known = "、".join(listed_words[0].removeprefix("=") for listed_words in words.values())
        keys = [f"proposals.{kind}.{key}" for key in words if key]
        problem = f"{column}“{written[:12]}”不认识" if written else f"{column}为空"
        tally.ask(sheet, index, column, problem, f"请写成{known}之一；{kind}的这几个数暂缺", *keys)
    return found


def _measures(tally: Tally, sheet: Sheet, index: int, kind: str, adopted: str | None) -> None:
    """Add the measures adopted; an empty cell is zero only where nothing was adopted."""
    if "采纳措施数" not in sheet.columns:
        return
    cell = sheet.cells("采纳措施数")[index]
    number = 0 if cell is None and adopted == "" else to_number(cell)
    key = f"proposals.{kind}.measures"
    if isinstance(number, int) and number >= 0:
        tally.add(key, sheet, index, number)
        return
    tally.ask(
        sheet, index, "采纳措施数", "采纳措施数为空或不是条数", f"请填写条数，没有的填0；{kind}的采纳措施数暂缺", key
    )
