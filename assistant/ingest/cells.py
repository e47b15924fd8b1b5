"""Cells become values: stripped text, numbers, dates, None; a column at a time, because exports are long."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from assistant.ingest.characters import half_width, has_odd_width
from assistant.ingest.columns import Column
from assistant.ingest.dates import to_date
from assistant.ingest.header import Raw
from assistant.ingest.source import Cell

_EMPTY = frozenset(
    (
        "",
        "无",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "\\",
        "―",
        "–",
        "－",
        "／",
        "N/A",
        "n/a",
        "NULL",
        "null",
        "空",
        "(空)",
        "（空）",
    )
)
EMPTY_HINT = f"^(?:{'|'.join(map(re.escape, sorted(_EMPTY)))})$"
"""What any engine finds in the words for nothing."""
_NUMBER = re.compile(r"([-+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?)\s*[件条份次个项篇]?")
_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
_HIDDEN = "〔已隐去〕"


def is_empty(cell: Raw) -> bool:
    """Say whether a cell holds nothing, or one of the words offices write for nothing (无, —, /)."""
    if isinstance(cell, str):
        return cell in _EMPTY or half_width(cell).strip() in _EMPTY
    return cell is None


def clean(cells: Sequence[Raw], column: Column, date1904: bool = False) -> list[Cell]:
    """Return the cells of a column as values, in order; `date1904` tells how the workbook counts days."""
    one = reader(column, date1904)
    if set(map(type, cells)) != {str}:
        return [one(cell) if type(cell) is str or column.date else _plain(cell) for cell in cells]
    distinct = set(cells)
    if len(distinct) * 2 < len(cells) or column.number:
        known = {cell: one(cell) for cell in distinct}
        return [known[cell] for cell in cells]
    if has_odd_width(joined := "\n".join(cells)) or (column.free and _PERSONAL.search(joined)):  # type: ignore[arg-type]
        return [one(cell) for cell in cells]
    return [None if (text := cell.strip()) in _EMPTY else text for cell in cells]  # type: ignore[union-attr]


def reader(column: Column, date1904: bool = False) -> Callable[[Raw], Cell]:
    """Return how one cell of the column is read."""
    if column.date:
        return lambda cell: _day(cell, date1904)
    if column.number:
        return _number
    return _free if column.free else _plain


def _plain(cell: Raw) -> Cell:
    """Return text stripped and half-width, whole numbers as int, moments as days, ticks as 是 and 否."""
    if isinstance(cell, str):
        text = half_width(cell).strip()
        return None if text in _EMPTY else text
    if cell is None or isinstance(cell, int):
        return {True: "是", False: "否"}[cell] if isinstance(cell, bool) else cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    return str(cell)


def _day(cell: Raw, date1904: bool) -> Cell:
    """Return a serial number as the day it stands for; text stays as written, whoever uses it reads or refuses it."""
    value = _plain(cell)
    if isinstance(value, (int, float)):
        return to_date(value, date1904) or value
    return value


def _number(cell: Raw) -> Cell:
    """Return 1,234 and 12件 as numbers; what is no plain number stays text."""
    value = _plain(cell)
    if isinstance(value, str) and (found := _NUMBER.fullmatch(value)):
        digits = re.sub("[,，]", "", found[1])
        return float(digits) if "." in digits else int(digits)
    return value


def _free(cell: Raw) -> Cell:
    """Return text with identity and mobile numbers blotted out."""
    value = _plain(cell)
    return _PERSONAL.sub(_HIDDEN, value) if isinstance(value, str) else value


def as_number(cell: Raw) -> int | float | None:
    """Return a cell as a number, or None where it is none."""
    value = _number(cell)
    return value if isinstance(value, (int, float)) else None
