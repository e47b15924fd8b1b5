"""Enforcement statistics become table 2: totals as stated, or one decision a row."""

from collections.abc import Sequence

from assistant.ingest import Sheet
from assistant.statistics.rows import Counted, Tally, day, find_word, says_nothing, to_number, word

ROWS = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}

_TYPES = {
    "table2.licensing.decisions": ["行政许可", "许可"],
    "table2.penalties.decisions": ["行政处罚", "处罚"],
    "table2.coercion.decisions": ["行政强制", "强制"],
}
_OTHERS = ("检查", "征收", "征用", "确认", "裁决", "给付", "奖励", "备案", "公共服务", "其他")
_ALL = tuple(_TYPES)


def count_enforcement(sheets: Sequence[Sheet], year: int) -> Counted:
    """Count the year's decisions (件): the 数量 of every row, or the rows where there is no such column.

    A type the sheet never names stays missing; a sheet without rows means zero for all three.
    """
    tally = Tally()
    for sheet in sheets:
        if not len(sheet):
            tally.open(sheet, *_ALL)
        for index in range(len(sheet)):
            if says_nothing(sheet, index) or word(sheet.cells("事项类型")[index]) == "无":
                for each in _ALL:
                    tally.add(each, sheet, index, 0)
            elif key := _type(tally, sheet, index):
                tally.open(sheet, key)
                _count(tally, sheet, index, key, year)
    return tally.result()


def _type(tally: Tally, sheet: Sheet, index: int) -> str | None:
    """Return the figure a row belongs to, None where it belongs to none or nobody can tell."""
    written = word(sheet.cells("事项类型")[index])
    found = find_word(written, _TYPES)
    if found is not None:
        return found
    if any(other in written for other in _OTHERS):
        tally.skip(sheet, index, "事项类型不是行政许可、行政处罚或行政强制，不计入表二")
        return None
    hint = "请写成行政许可、行政处罚或行政强制；表二这三格暂缺"
    problem = f"事项类型“{written[:12]}”不认识" if written else "事项类型为空"
    tally.ask(sheet, index, "事项类型", problem, hint, *_ALL)
    return None


def _count(tally: Tally, sheet: Sheet, index: int, key: str, year: int) -> None:
    totals = "数量" in sheet.columns
    cell = sheet.cells("决定日期")[index]
    decided = day(cell)
    if decided is None and (cell is not None or not totals):
        hint = "请补上决定日期（如2023-06-30）；表二这一格暂缺"
        tally.ask(sheet, index, "决定日期", "决定日期为空或读不出来", hint, key)
    elif decided is not None and decided.year != year:
        tally.skip(sheet, index, f"决定日期不在{year}年")
    elif not totals:
        tally.add(key, sheet, index)
    else:
        _state(tally, sheet, index, key)


def _state(tally: Tally, sheet: Sheet, index: int, key: str) -> None:
    """Add the number a row of totals states."""
    number = to_number(sheet.cells("数量")[index])
    if isinstance(number, int) and number >= 0:
        tally.add(key, sheet, index, number)
        return
    hint = "请填写件数，没有的填0；表二这一格暂缺"
    tally.ask(sheet, index, "数量", "数量为空或不是件数", hint, key)
