"""Rows become an .xlsx; XlsxWriter, since openpyxl takes three times as long to write what is never read back here."""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from assistant.export.printed import legal

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_BREAK = re.compile(r"\r\n?")
_LONGEST = 32_767
"""Characters a cell holds."""


class Formula(msgspec.Struct, frozen=True):
    """What a cell computes, with the = in front, and what it comes to; text is never taken for one."""

    text: str
    value: int | float | Decimal


Value = str | int | float | Decimal | Formula | None
"""What a cell holds; None is nothing."""


class Sheet(msgspec.Struct):
    """A sheet in the making. `width` is that of the first column, in characters."""

    name: str
    width: int
    freeze: str = ""
    """The cell whose left and upper neighbours stay in sight; empty where all move."""
    rows: list[tuple[Value, ...]] = []

    def append(self, *values: Value) -> None:
        """Add a row."""
        self.rows.append(values)


def sheets_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an .xlsx; text that XML cannot hold becomes �."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    with Workbook(written, {"in_memory": True}) as book:
        for each in sheets:
            sheet = book.add_worksheet(each.name)
            sheet.set_column(0, 0, each.width)
            if each.freeze:
                sheet.freeze_panes(each.freeze)
            for number, values in enumerate(each.rows):
                _fill(sheet, number, values)
    return written.getvalue()


def _fill(sheet: "Worksheet", row: int, values: Iterable[Value]) -> None:
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(row, column, _BREAK.sub("\n", legal(value))[:_LONGEST])
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, None, value.value)
        else:
            sheet.write_number(row, column, value)
