"""Table 4, 政府信息公开行政复议、行政诉讼情况: fifteen numbers in one row, or spread over rows of a group each."""

from collections.abc import Iterable, Sequence

import msgspec

from assistant.report.published.filled import Filled
from assistant.report.published.grid import Cell
from assistant.report.published.record import CellSpot, Figures
from assistant.report.published.rows import Row, at_columns, has_words, pieces, take
from assistant.report.published.values import Kind, read_value
from assistant.tables import load_tables

TITLE = "表四"
_COUNT = 15
_SUMS = tuple(tuple(range(first, first + 5)) for first in (0, 5, 10))
_SIGNS = ("结果维持", "结果纠正", "尚未审结", "未经复议", "复议后起诉")
_ELSEWHERE = ("申请人情况", "新收政府信息", "第二十条", "统计指标", "结转下年度")


class Table4(msgspec.Struct, frozen=True):
    """Table 4 as it was found."""

    figures: Figures
    cells: dict[str, CellSpot]
    warnings: tuple[str, ...]
    found: bool


def read_table4(rows: Iterable[Row], scanned: bool = False) -> Table4:
    """Find the fifteen numbers below the headings of table 4; what cannot be told apart is None throughout, and told."""
    filled = Filled("table4", TITLE, scanned)
    below = _below_headings(rows)
    cells = _fifteen(below) if below is not None else None
    groups, columns = load_tables().groups4, {column.key: column.label for column in load_tables().columns4}
    for index, group in enumerate(groups):
        if cells:
            label = f"{group.parent}—{group.label}" if group.parent else group.label
            filled.put(group.key, label, columns, cells[index * 5 : index * 5 + 5])
        filled.lack(group.key, list(columns))
    if below is not None and not cells:
        filled.warn(f"应有15个数，读到的是“{_written(below)}”，分不清各列", below[0].spot if below else None)
    figures = {group.key: filled.figures[group.key] for group in groups}
    return Table4(figures, filled.cells, tuple(filled.warnings), below is not None)


def _below_headings(rows: Iterable[Row]) -> list[Row] | None:
    """Return the rows of values below the headings, up to fifteen values; None where no such headings are found."""
    found: list[Row] | None = None
    for row in rows:
        if any(sign in row.words for sign in _SIGNS):
            found = [] if found is None else found
        elif any(sign in row.words for sign in _ELSEWHERE):
            if found:
                break
            found = None
        elif found is not None and _is_values(row):
            found.append(row)
            if sum(len(pieces(row.values)) for row in found) >= _COUNT:
                break
    return found


def _is_values(row: Row) -> bool:
    """Say whether a row holds values, perhaps after a label of its own, or nothing but blanks in fifteen columns."""
    if pieces(row.values):
        return not any(has_words(cell.text) and _is_unreadable(cell) for cell in row.values)
    return row.aligned and len(row.values) >= _COUNT


def _is_unreadable(cell: Cell) -> bool:
    return read_value(cell.text).kind is Kind.UNREADABLE


def _fifteen(rows: Sequence[Row]) -> Sequence[CellSpot] | None:
    """Return the fifteen cells: together exactly fifteen values, else one row's fifteen columns with blanks among them."""
    cells = [cell for row in rows for cell in row.values]
    if span := take(cells, _COUNT, _SUMS):
        return span.cells
    for row in rows:
        if row.aligned and len(row.values) == _COUNT and (found := at_columns(row, row.values[0].column, _COUNT)):
            return found
    return None


def _written(rows: Sequence[Row]) -> str:
    return " ".join(cell.text.strip() for row in rows for cell in row.values)[:60]
