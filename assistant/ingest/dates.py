"""Cells become dates, in all the ways ledgers write them."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from assistant.ingest.characters import half_width
from assistant.ingest.source import Cell

_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_TIME = r"(?:[T\s]*\d{1,2}\s*[:：时点]\s*(?:\d{1,2}.{0,16})?)?"
_WEEKDAY = r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
_WRITTEN = re.compile(
    r"(\d{4})\s*(?:([-/.．／－])\s*(\d{1,2})\s*\2\s*(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?)"
    + _WEEKDAY
    + _TIME
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})" + _TIME)
_SERIAL = re.compile(r"\d{5}(?:\.\d*)?")


def to_date(cell: Cell, date1904: bool = False) -> date | None:
    """Return the day a cell says, or None where it says none for certain.

    Reads dates, 2025-03-04, 2025/3/4, 2025.3.4, 20250304 and 2025年3月4日, each with or without a time of day, and
    Excel serial numbers of the years 2000 to 2099, in the workbook's system. A year of two digits is never guessed.

    >>> to_date("2025年3月4日 10:32"), to_date(45720), to_date("25.3.4")
    (datetime.date(2025, 3, 4), datetime.date(2025, 3, 4), None)
    """
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, str):
        return _from_text(cell, date1904)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(cell, date1904)
    return None


@lru_cache(maxsize=65536)
def _from_text(text: str, date1904: bool) -> date | None:
    text = half_width(text).strip()
    if found := _WRITTEN.fullmatch(text):
        year, _, *days = found.groups()
        month, day = (each for each in days if each)
        return _day(int(year), int(month), int(day))
    if found := _COMPACT.fullmatch(text):
        return _day(*map(int, found.groups()))
    return _from_number(float(text), date1904) if _SERIAL.fullmatch(text) else None


def _from_number(number: float, date1904: bool) -> date | None:
    if 19000101 <= number < 21000000 and number == int(number):
        return _from_text(str(int(number)), date1904)
    if not 0 < number < 80000:
        return None
    found = (_EPOCH_1904 if date1904 else _EPOCH) + timedelta(days=int(number))
    return found if _FIRST <= found <= _LAST else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
