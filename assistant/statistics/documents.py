"""Lists of normative documents, of enforcement decisions and of fees become table 2.

Counting rules: 现行有效 is the stock on 31 December; decisions are all decisions of the year, published or not
(武政办发〔2025〕54号); fees are exact and stand in 万元.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.enforcement import count_enforcement
from assistant.statistics.fees import count_fees
from assistant.statistics.rows import Counted, Tally, day, find_word, says_nothing, word

_CATEGORIES = {
    "rules": ["规章", "政府规章", "部门规章", "地方政府规章"],
    "normative_docs": ["行政规范性文件", "规范性文件", "部门规范性文件", "政府规范性文件"],
    "": ["其他文件", "一般文件", "其他", "非规范性文件", "一般公文", "其他公文"],
}
_STATES = {
    True: [
        "现行有效",
        "有效",
        "继续有效",
        "修改",
        "已修改",
        "修订",
        "修正",
        "部分有效",
        "部分修改",
        "部分废止",
        "部分失效",
        "延续",
    ],
    False: [
        "废止",
        "已废止",
        "失效",
        "已失效",
        "宣布失效",
        "无效",
        "废止或失效",
        "停止执行",
        "过期",
        "不再有效",
        "非现行有效",
    ],
}
_CELLS = ("issued", "repealed", "in_force")
_NUMBERED = re.compile(r"[〔\[（(【]((?:19|20)\d{2})[〕\]）)】]")
_YEARS = re.compile(r"(?:有效期)?([1-9]|10|[一二三四五六七八九十])年")
_END_HINT = "请写明废止或失效的日期（如2023-06-30）；是否计入本年废止由它决定"


class Document(NamedTuple):
    """One row of the list: `end` is the first day the document is no longer in force, `valid` what its 状态 says."""

    row: str
    issued: int
    end: date | None
    valid: bool | None


def count_documents(sheets: Iterable[Sheet], year: int) -> Counted:
    """Count table 2 from lists of normative documents, enforcement statistics and fee ledgers (fees.ipf_yuan in 元).

    A cell no list speaks of, or one a row leaves undecided, is not among the figures.
    """
    kinds: dict[SheetKind, list[Sheet]] = {}
    for sheet in sheets:
        kinds.setdefault(sheet.kind, []).append(sheet)
    return (
        count_normative(kinds.get(SheetKind.NORMATIVE_DOCS, []), year)
        + count_enforcement(kinds.get(SheetKind.LAW_ENFORCEMENT, []), year)
        + count_fees(kinds.get(SheetKind.FEES, []), year)
    )


def count_normative(sheets: Sequence[Sheet], year: int) -> Counted:
    """Count documents issued and repealed in the year and in force on its 31 December (件).

    A document whose 有效期至 lies in the year lapses the day after; one whose 废止日期 lies in the year is repealed. A
    document listed twice (same 文号) counts once. A list without rows means zero.
    """
    tally, seen = Tally(), dict[str, str]()
    for sheet in sheets:
        _open(tally, sheet)
        for index in range(len(sheet)):
            if says_nothing(sheet, index) or word(sheet.cells("文件名称")[index]) == "无":
                for key in _keys("rules") + _keys("normative_docs"):
                    tally.add(key, sheet, index, 0)
            elif not _listed_before(tally, sheet, index, seen):
                _count(tally, sheet, index, year)
    return tally.result()


def _keys(row: str) -> list[str]:
    return [f"table2.{row}.{cell}" for cell in _CELLS]


def _open(tally: Tally, sheet: Sheet) -> None:
    """Open the cells the sheet can speak of, and say what its columns do not tell."""
    categorised = "类别" in sheet.columns
    tally.open(sheet, *_keys("normative_docs"), *(_keys("rules") if categorised or not len(sheet) else []))
    if not len(sheet):
        return
    if not categorised:
        hint = "清单中如有规章或其他文件，请加“类别”列写明；规章三格暂缺"
        tally.tell(sheet, "没有“类别”列，各行都按行政规范性文件统计", hint)
    if not {"状态", "清理结果", *_ENDS} & sheet.columns.keys():
        hint = "请加“状态”列（现行有效、废止、失效）或“废止日期”“有效期至”列"
        keys = [key for key in (*_keys("rules"), *_keys("normative_docs")) if not key.endswith("issued")]
        tally.tell(sheet, "没有“状态”列，也没有废止、失效日期，不能统计废止件数和现行有效件数", hint, *keys)


_ENDS = ("失效日期", "废止日期", "有效期至")


def _listed_before(tally: Tally, sheet: Sheet, index: int, seen: dict[str, str]) -> bool:
    """Say whether a document with this 文号 was counted already, and show both rows."""
    number = word(sheet.cells("文号")[index])
    if not number:
        return False
    here = str(sheet.place(index))
    if first := seen.get(number):
        tally.ask(sheet, index, "文号", f"文号与 {first} 相同，只计一件", "如不是同一文件，请改正文号")
        tally.skip(sheet, index, "文号重复，已计一件")
        return True
    seen[number] = here
    return False


def _count(tally: Tally, sheet: Sheet, index: int, year: int) -> None:
    row = _row(tally, sheet, index)
    if row == "":
        tally.skip(sheet, index, "类别不是规章或行政规范性文件，不计入表二")
    if not row:
        return
    issued = _issued(sheet, index)
    if issued is None:
        hint = "请补上印发日期（如2023-06-30）；表二这一行暂缺"
        tally.ask(sheet, index, "印发日期", "印发日期为空或读不出来", hint, *_keys(row))
        return
    if issued > year:
        tally.skip(sheet, index, f"印发日期在{year}年之后")
        return
    start = day(sheet.cells("施行日期")[index])
    if start is not None and start.year > year >= issued:
        hint = "已按制发计入现行有效；本机关如从施行之日起计，请在第六项说明"
        tally.ask(sheet, index, "施行日期", f"{year}年12月31日尚未施行", hint)
    end = _end(tally, sheet, index, row)
    valid = _state(tally, sheet, index, row)
    if not _decide(tally, sheet, index, Document(row, issued, end, valid), year):
        tally.skip(sheet, index, f"{year}年以前已废止或失效")


def _row(tally: Tally, sheet: Sheet, index: int) -> str | None:
    """Return the row of table 2, "" for a document that is in neither, None where nobody can tell."""
    if "类别" not in sheet.columns:
        return "normative_docs"
    written = word(sheet.cells("类别")[index])
    row = next((key for key, words in _CATEGORIES.items() if written in words), None)
    if row is None:
        problem = f"类别“{written[:12]}”不认识" if written else "类别为空"
        hint = "请写成规章、行政规范性文件或其他文件；表二规章、行政规范性文件暂缺"
        tally.ask(sheet, index, "类别", problem, hint, *_keys("rules"), *_keys("normative_docs"))
    return row


def _issued(sheet: Sheet, index: int) -> int | None:
    """Return the year of issue, from 印发日期 or, where that is empty, from the year in the 文号."""
    cell = sheet.cells("印发日期")[index]
    if found := day(cell):
        return found.year
    match = _NUMBERED.search(word(sheet.cells("文号")[index]))
    return int(match.group(1)) if match and cell is None else None


def _end(tally: Tally, sheet: Sheet, index: int, row: str) -> date | None:
    """Return the first day the document is no longer in force: its repeal or its lapse, the earlier."""
    ends = []
    for column in _ENDS:
        cell = sheet.cells(column)[index]
        if cell is None or word(cell) in ("长期", "长期有效", "现行有效", "无期限"):
            continue
        found = day(cell) or _after_years(sheet, index, word(cell))
        if found is None:
            hint = "请写成日期（如2023-06-30），长期有效的留空"
            tally.ask(sheet, index, column, "日期读不出来", hint, *_keys(row)[1:])
            continue
        last = "有效" in sheet.headers.get(column, column) and day(cell) is not None
        ends.append(found + timedelta(days=1) if last else found)
    return min(ends, default=None)


def _after_years(sheet: Sheet, index: int, written: str) -> date | None:
    """Return the first day after so many years (有效期5年) from 施行日期, None where that is not known."""
    match = _YEARS.fullmatch(written)
    start = day(sheet.cells("施行日期")[index])
    if match is None or start is None:
        return None
    years = "一二三四五六七八九十".find(match.group(1)) + 1 or int(match.group(1))
    leap_day = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + years, day=28 if leap_day else start.day)


def _state(tally: Tally, sheet: Sheet, index: int, row: str) -> bool | None:
    """Return whether 状态 says the document is in force; None where it says nothing."""
    written = word(sheet.cells("状态")[index]) or word(sheet.cells("清理结果")[index])
    for valid, words in _STATES.items():
        if written in words:
            return valid
    if written:
        found = find_word(written, {str(valid): words for valid, words in _STATES.items()})
        if found:
            return found == "True"
        hint = "请写成现行有效、废止或失效；废止件数和现行有效件数暂缺"
        tally.ask(sheet, index, "状态", f"状态“{written[:12]}”不认识", hint, *_keys(row)[1:])
    return None


def _decide(tally: Tally, sheet: Sheet, index: int, document: Document, year: int) -> bool:
    """Count the document where it belongs; return False where it belongs nowhere in this year."""
    issued, repealed, in_force = _keys(document.row)
    used = document.issued == year
    if used:
        tally.add(issued, sheet, index)
    end, valid = document.end, document.valid
    ended = end is not None and end <= date(year, 12, 31)
    if end is None and valid is False:
        tally.ask(sheet, index, "状态", "已废止或失效，但没有日期", _END_HINT, repealed, in_force)
        return True
    if ended and valid:
        hint = "已按日期统计；请核对哪一个是对的"
        tally.ask(sheet, index, "状态", f"状态是现行有效，但废止、失效日期在{year}年12月31日以前", hint)
    if not ended:
        tally.add(in_force, sheet, index)
        return True
    if end is not None and end.year == year:
        tally.add(repealed, sheet, index)
        return True
    return used
