"""Every table as a spreadsheet: formulae for the totals, a sheet of sources, nothing a cell could execute."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.export.sheets import Formula, Sheet, Value, sheets_bytes
from assistant.statistics import Figures, Statistics, explain, label_of, ranges
from assistant.tables import load_tables

Number = int | float | Decimal
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """Return text that no spreadsheet takes for a formula: such text gets a ' in front (formula injection)."""
    return _safe(value) if isinstance(value, str) else value


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def workbook_bytes(statistics: Statistics) -> bytes:
    """Return tables 2, 3 and 4, all other figures and where each was counted, as an .xlsx."""
    return sheets_bytes(
        [
            _table2(statistics),
            _table3(statistics),
            _table4(statistics),
            _figures(statistics.figures),
            _sources(statistics.figures),
        ]
    )


def _table2(statistics: Statistics) -> Sheet:
    sheet = Sheet("表二", 24)
    for block in load_tables().blocks2:
        sheet.append(block.label)
        sheet.append(block.corner, *(column.label for column in block.columns))
        for row in block.rows:
            cells = statistics.table2.get(row.key, {})
            sheet.append(row.label, *(cells.get(column.key) for column in block.columns))
    return sheet


def _table3(statistics: Statistics) -> Sheet:
    """Return rows 2 to 26 with counted cells, and formulae where the form adds up."""
    tables = load_tables()
    sheet = Sheet("表三", 60, freeze="B2")
    sheet.append("申请情况", *(tables.column_label(column.key) for column in tables.columns3))
    place = {row.key: number for number, row in enumerate(tables.rows3, 2)}
    leaves = [place[row] for row in tables.leaf_rows3]
    for row in tables.rows3:
        number, cells = place[row.key], statistics.table3.get(row.key, {})
        counted = [cells.get(column.key) for column in tables.columns3]
        formulas = {6: f"=SUM(B{number}:G{number})"}
        if row.computed:
            down = (f"=SUM({letter}{min(leaves)}:{letter}{max(leaves)})" for letter in "BCDEFG")
            formulas |= dict(enumerate(down))
        sheet.append(tables.row_label(row.key), *_with_formulas(counted, formulas))
    return sheet


def _table4(statistics: Statistics) -> Sheet:
    tables = load_tables()
    sheet = Sheet("表四", 24)
    sheet.append("", *(column.label for column in tables.columns4))
    for number, group in enumerate(tables.groups4, 2):
        cells = statistics.table4.get(group.key, {})
        counted = [cells.get(column.key) for column in tables.columns4]
        sheet.append(group.label, *_with_formulas(counted, {4: f"=SUM(B{number}:E{number})"}))
    return sheet


def _with_formulas(counted: Sequence[Number | None], formulas: Mapping[int, str]) -> list[Value]:
    """Return a row's cells, some of them computed, by their places; a row with a blank cell computes nothing."""
    if None in counted:
        return list(counted)
    return [
        Formula(formulas[at], value) if at in formulas and value is not None else value
        for at, value in enumerate(counted)
    ]


def _figures(figures: Figures) -> Sheet:
    sheet = Sheet("其他统计", 48)
    sheet.append("项目", "数值", "单位", "来历")
    for key, figure in figures.items():
        if not key.startswith("table"):
            sheet.append(_safe(label_of(key)), figure.value, _safe(figure.unit), figure.origin.value)
    return sheet


def _sources(figures: Figures) -> Sheet:
    sheet = Sheet("来源", 48)
    sheet.append("项目", "数值", "文件", "工作表", "行号")
    for key, figure in figures.items():
        for rows in explain(figures, key):
            place = _safe(rows.file), _safe(rows.sheet or "")
            sheet.append(_safe(label_of(key)), figure.value, *place, _told(rows.numbers))
    return sheet


_CELL = 30_000
"""Characters after which a list of rows is cut; a cell holds 32,767."""


def _told(numbers: tuple[int, ...]) -> str:
    text = "、".join(ranges(numbers))
    return text if len(text) <= _CELL else text[:_CELL] + f"……共{len(numbers)}行"
