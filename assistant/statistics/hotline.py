"""Letters and messages of citizens become the figures of the platform part."""

from collections.abc import Sequence

from assistant.ingest import Sheet
from assistant.statistics.rows import NOTHING, Counted, Tally, day, find_word, open_column, says_nothing, word

_AGREED = {
    "agreed": ["同意", "=是", "=公开", "同意公开", "愿意公开"],
    "not_agreed": ["不同意", "=否", "不公开", "不同意公开", "不愿意", "不愿意公开", "未同意"],
}
_ON_TIME = {
    "on_time": ["=是", "按时", "按期", "及时", "按时办结", "按期办结", "未超期", "未逾期", "提前办结"],
    "late": ["=否", "超期", "逾期", "未按时", "未按期", "不按时", "不按期", "超时", "延期办结"],
}
_COLUMNS = {"是否同意公开": _AGREED, "是否按时": _ON_TIME}
_OVERDUE = ("超期", "逾期", "超时")


def count_hotline(sheets: Sequence[Sheet], year: int) -> Counted:
    """Count hotline.total, agreed, not_agreed, on_time, late and hotline.by_kind.<类别> (件) by 来信日期.

    agreed+not_agreed and on_time+late are the total; a row that does not say leaves the two it concerns missing. Rows
    without a readable 来信日期 leave every figure missing; in a sheet without the column every row counts.
    """
    tally = Tally()
    for sheet in sheets:
        _open(tally, sheet, sheets)
        for index in range(len(sheet)):
            if says_nothing(sheet, index):
                tally.skip(sheet, index, NOTHING)
            elif _of_year(tally, sheet, index, year):
                _count(tally, sheet, index)
    return tally.result()


def _open(tally: Tally, sheet: Sheet, sheets: Sequence[Sheet]) -> None:
    tally.open(sheet, "hotline.total")
    for column, words in _COLUMNS.items():
        open_column(tally, sheet, sheets, column, [f"hotline.{key}" for key in words])
    if len(sheet) and "来信日期" not in sheet.columns:
        tally.tell(sheet, "没有“来信日期”列，各行全部计入报告年度", "请确认都是报告年度的来信，或加上“来信日期”列")


def _of_year(tally: Tally, sheet: Sheet, index: int, year: int) -> bool:
    if "来信日期" not in sheet.columns:
        return True
    received = day(sheet.cells("来信日期")[index])
    if received is None:
        hint = "请补上来信日期（如2023-06-30）；来信的各项数字暂缺"
        keys = ("total", *_AGREED, *_ON_TIME)
        tally.ask(sheet, index, "来信日期", "来信日期为空或读不出来", hint, *(f"hotline.{key}" for key in keys))
        return False
    if received.year != year:
        tally.skip(sheet, index, f"来信日期不在{year}年")
        return False
    return True


def _count(tally: Tally, sheet: Sheet, index: int) -> None:
    tally.add("hotline.total", sheet, index)
    if kind := word(sheet.cells("类别")[index]):
        tally.add(f"hotline.by_kind.{kind.replace('.', '．')}", sheet, index)
    for column, words in _COLUMNS.items():
        if column not in sheet.columns:
            continue
        found = _said(sheet, index, column)
        if found:
            tally.add(f"hotline.{found}", sheet, index)
            continue
        hint = "请写成是或否；这两个数暂缺"
        tally.ask(sheet, index, column, f"{column}为空或不认识", hint, *(f"hotline.{key}" for key in words))


def _said(sheet: Sheet, index: int, column: str) -> str | None:
    """Return what a cell says; under 是否超期 a 是 is late."""
    written = word(sheet.cells(column)[index])
    header = sheet.headers.get(column, column)
    if any(each in header for each in _OVERDUE) and written in ("是", "否"):
        return "late" if written == "是" else "on_time"
    return find_word(written, _COLUMNS[column])
