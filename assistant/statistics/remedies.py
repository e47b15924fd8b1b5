"""Lists of administrative reviews and lawsuits become table 4."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.ingest import Sheet
from assistant.statistics.rows import NOTHING, Counted, Tally, add_up, day, find_word, says_nothing, word

_GROUPS = {
    "review": ["行政复议", "复议", "复议案件"],
    "suit_direct": ["未经复议直接起诉", "直接起诉", "未经复议", "未复议", "直接诉讼"],
    "suit_after_review": ["复议后起诉", "经复议起诉", "复议后诉讼", "经复议后起诉", "复议后提起诉讼", "经复议"],
}
_OUTCOMES = {
    "upheld": ["维持", "驳回诉讼请求", "驳回原告诉讼请求", "驳回原告的诉讼请求", "驳回全部诉讼请求", "胜诉"],
    "corrected": ["纠正", "撤销", "变更", "确认违法", "确认无效", "责令履行", "限期履行", "责令重新", "判令", "败诉"],
    "other": [
        *("其他", "撤回", "撤诉", "终止", "驳回申请", "驳回复议申请", "驳回行政复议申请", "驳回起诉", "调解", "和解"),
        *("不予受理", "不予立案", "移送", "按撤诉处理", "准予撤回"),
    ],
    "pending": [
        "尚未审结",
        "未审结",
        "未结",
        "审理中",
        "在审",
        "正在审理",
        "办理中",
        "中止",
        "待判决",
        "未判决",
        "待审理",
    ],
}
_ORIGINAL = ("原行为机关", "原行政行为", "作出原行政行为", "原机关", "被申请人")
_DEFENDANT = ("被告", *_ORIGINAL)


class Case(NamedTuple):
    """The dates of a case; None where the list has none."""

    accepted: date | None
    closed: date | None


def count_remedies(sheets: Sequence[Sheet], year: int) -> Counted:
    """Count table 4 (件): cases that were open in the year, with what had become of them by its 31 December.

    A case is counted in the year it was accepted, closed, or pending in. Where this organ is a co-defendant only as the
    reviewing organ the case is the original organ's (国办公开办函〔2016〕201号) and is skipped. A case nobody can place
    leaves the whole table missing; a list without rows means zero.
    """
    tally = Tally()
    leaves = _every()
    for sheet in sheets:
        tally.open(sheet, *leaves)
        if len(sheet) and not {"受理日期", "审结日期"} & sheet.columns.keys():
            tally.tell(
                sheet, "没有“受理日期”和“审结日期”列，各行全部计入报告年度", "请加上日期列，或确认都是报告年度的案件"
            )
        for index in range(len(sheet)):
            if says_nothing(sheet, index) or word(sheet.cells("案件类型")[index]) == "无":
                tally.skip(sheet, index, NOTHING)
            else:
                _count(tally, sheet, index, year)
    counted = tally.result()
    figures = {figure.key: figure for figure in counted.figures}
    totals = (
        add_up(f"table4.{group}.total", [f"table4.{group}.{each}" for each in _OUTCOMES], figures) for group in _GROUPS
    )
    return Counted(tuple(filter(None, totals))) + counted


def _count(tally: Tally, sheet: Sheet, index: int, year: int) -> None:
    ours = _ours(tally, sheet, index)
    case = _case(tally, sheet, index)
    if not ours or case is None:
        return
    if reason := _outside(case, year):
        tally.skip(sheet, index, reason)
        return
    group = _group(tally, sheet, index)
    outcome = _outcome(tally, sheet, index, case, year)
    if group and outcome:
        tally.add(f"table4.{group}.{outcome}", sheet, index)


def _ours(tally: Tally, sheet: Sheet, index: int) -> bool:
    """Say whether this organ counts the case; a bare 共同被告 is asked about, for both organs are that."""
    written = word(sheet.cells("本机关地位")[index])
    if not written:
        return True
    original = any(each in written for each in _ORIGINAL)
    if "复议机关" in written and not original:
        tally.skip(sheet, index, "本机关是作共同被告的复议机关，由原行为机关计数（国办公开办函〔2016〕201号）")
        return False
    if "共同被告" in written and not original:
        hint = "请写成“被告”（原行为机关）或“共同被告（复议机关）”；表四暂缺"
        tally.ask(sheet, index, "本机关地位", "只写了共同被告，不知由哪个机关计数", hint, *_every())
        return False
    if any(each in written for each in _DEFENDANT):
        return True
    hint = "请写成“被告”“被申请人”或“共同被告（复议机关）”；表四暂缺"
    tally.ask(sheet, index, "本机关地位", "本机关地位不认识", hint, *_every())
    return False


def _every() -> list[str]:
    return [f"table4.{group}.{outcome}" for group in _GROUPS for outcome in _OUTCOMES]


def _case(tally: Tally, sheet: Sheet, index: int) -> Case | None:
    """Return the dates, None where one is unreadable or they contradict each other."""
    dates = []
    for column in ("受理日期", "审结日期"):
        cell = sheet.cells(column)[index]
        dates.append(day(cell))
        if cell is not None and dates[-1] is None and find_word(word(cell), {"": _OUTCOMES["pending"]}) is None:
            tally.ask(sheet, index, column, "日期读不出来", "请写成日期（如2023-06-30）；表四暂缺", *_every())
            return None
    case = Case(*dates)
    if case.accepted and case.closed and case.closed < case.accepted:
        tally.ask(sheet, index, "审结日期", "审结日期早于受理日期", "请核对两个日期；表四暂缺", *_every())
        return None
    return case


def _outside(case: Case, year: int) -> str:
    """Return why a case is not of this year, "" where it is."""
    if case.accepted and case.accepted.year > year:
        return f"{year}年以后受理"
    if case.closed and case.closed.year < year:
        return f"{year}年以前审结"
    return ""


def _group(tally: Tally, sheet: Sheet, index: int) -> str | None:
    written = word(sheet.cells("案件类型")[index])
    suit = any(each in written for each in ("诉讼", "起诉"))
    found = find_word(written.replace("行政复议", "复议") if suit else written, _GROUPS)
    if suit and found == "review":
        found = None
    if found is None:
        hint = "请写成行政复议、未经复议直接起诉或复议后起诉；表四暂缺"
        tally.ask(sheet, index, "案件类型", "案件类型为空或分不清是否经过复议", hint, *_every())
    return found


def _outcome(tally: Tally, sheet: Sheet, index: int, case: Case, year: int) -> str | None:
    """Return what had become of the case by 31 December."""
    written = word(sheet.cells("结果")[index])
    found = find_word(written, _OUTCOMES)
    hint = "请写成结果维持、结果纠正、其他结果或尚未审结，并核对审结日期；表四暂缺"
    if case.closed and case.closed.year > year:
        return "pending"
    if case.closed and found == "pending":
        problem = "结果是尚未审结，却有审结日期"
    elif not written and case.closed is None and case.accepted and "结果" in sheet.columns:
        problem = "没有结果，也没有审结日期"
    elif found is None:
        problem = "结果为空或不认识"
    elif found != "pending" and case.closed is None and case.accepted and case.accepted.year < year:
        problem = "上年及以前受理，有结果而没有审结日期，不知是否在本年审结"
    else:
        return found
    tally.ask(sheet, index, "结果", problem, hint, *_every())
    return None
