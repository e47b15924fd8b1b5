"""Every table as a spreadsheet: formulae for the totals, a sheet of sources, nothing a cell could execute."""

import io
from typing import TYPE_CHECKING

from assistant.statistics import Figures, Statistics, explain, label_of, ranges
from assistant.tables import load_tables

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """Return text that no spreadsheet takes for a formula: such text gets a ' in front (formula injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def workbook_bytes(statistics: Statistics) -> bytes:
    """Return tables 2, 3 and 4, all other figures and where each was counted, as an .xlsx."""
    from openpyxl import Workbook

    book = Workbook()
    _table2(_sheet(book, "表二", first=True), statistics)
    _table3(_sheet(book, "表三"), statistics)
    _table4(_sheet(book, "表四"), statistics)
    _figures(_sheet(book, "其他统计"), statistics.figures)
    _sources(_sheet(book, "来源"), statistics.figures)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet(book: "Workbook", name: str, first: bool = False) -> "Worksheet":
    sheet: Worksheet = book.active if first else book.create_sheet()  # type: ignore[assignment]
    sheet.title = name
    return sheet


def _append(sheet: "Worksheet", *values: object) -> None:
    sheet.append([safe(value) for value in values])


def _table2(sheet: "Worksheet", statistics: Statistics) -> None:
    for block in load_tables().blocks2:
        _append(sheet, block.label)
        _append(sheet, block.corner, *(column.label for column in block.columns))
        for row in block.rows:
            cells = statistics.table2.get(row.key, {})
            _append(sheet, row.label, *(cells.get(column.key) for column in block.columns))
    sheet.column_dimensions["A"].width = 24


def _table3(sheet: "Worksheet", statistics: Statistics) -> None:
    """Fill rows 2 to 26 with counted cells, and formulae where the form adds up."""
    tables = load_tables()
    _append(sheet, "申请情况", *(tables.column_label(column.key) for column in tables.columns3))
    place = {row.key: number for number, row in enumerate(tables.rows3, 2)}
    leaves = [place[row] for row in tables.leaf_rows3]
    for row in tables.rows3:
        number, cells = place[row.key], statistics.table3.get(row.key, {})
        counted = [cells.get(column.key) for column in tables.columns3]
        written = [*counted[:-1], f"=SUM(B{number}:G{number})"]
        if row.computed:
            written[:-1] = [f"=SUM({letter}{min(leaves)}:{letter}{max(leaves)})" for letter in "BCDEFG"]
        sheet.append([tables.row_label(row.key), *(written if None not in counted else counted)])
    sheet.column_dimensions["A"].width = 60
    sheet.freeze_panes = "B2"


def _table4(sheet: "Worksheet", statistics: Statistics) -> None:
    tables = load_tables()
    _append(sheet, "", *(column.label for column in tables.columns4))
    for number, group in enumerate(tables.groups4, 2):
        cells = statistics.table4.get(group.key, {})
        counted = [cells.get(column.key) for column in tables.columns4]
        sheet.append(
            [group.label, *([*counted[:-1], f"=SUM(B{number}:E{number})"] if None not in counted else counted)]
        )
    sheet.column_dimensions["A"].width = 24


def _figures(sheet: "Worksheet", figures: Figures) -> None:
    _append(sheet, "项目", "数值", "单位", "来历")
    for key, figure in figures.items():
        if not key.startswith("table"):
            _append(sheet, label_of(key), figure.value, figure.unit, figure.origin.value)
    sheet.column_dimensions["A"].width = 48


def _sources(sheet: "Worksheet", figures: Figures) -> None:
    _append(sheet, "项目", "数值", "文件", "工作表", "行号")
    for key, figure in figures.items():
        for rows in explain(figures, key):
            _append(sheet, label_of(key), figure.value, rows.file, rows.sheet or "", _told(rows.numbers))
    sheet.column_dimensions["A"].width = 48


_CELL = 30_000
"""Characters after which a list of rows is cut; a cell holds 32,767."""


def _told(numbers: tuple[int, ...]) -> str:
    text = "、".join(ranges(numbers))
    return text if len(text) <= _CELL else text[:_CELL] + f"……共{len(numbers)}行"
