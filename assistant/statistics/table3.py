"""Table 3 from judged requests: 25 rows by 7 columns, every counted cell with the rows behind it.

Source: 国办公开办函〔2021〕30号, table 3. One request counts once in 一 or 二 and once in 三 or 四, so that
一 + 二 = 三（七） + 四 holds by construction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.statistics.figure import Figure, Origin, Rows
from assistant.statistics.intake import CARRIED_IN, NEW, Groups, merge
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import Requests
from assistant.tables import load_tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Cell = tuple[str, str]


def table3_figures(ledgers: Sequence[Requests], judged: Sequence[Groups]) -> tuple[Figure, ...]:
    """Return all 175 cells of table 3, zeros among them, from ledgers of which every row is settled."""
    cells: dict[_Cell, list[Rows]] = defaultdict(list)
    for ledger, groups in zip(ledgers, judged, strict=True):
        for cell, rows in _rows_of_cells(ledger, groups).items():
            cells[cell].append(rows)
    tables = load_tables()
    counted = [NEW, CARRIED_IN, *tables.leaf_rows3, CARRIED_OUT]
    leaves = [_leaf(row, column, cells.get((row, column), ())) for row in counted for column in tables.leaf_columns3]
    return (*leaves, *_totals({figure.key: int(figure.value) for figure in leaves}))


def _rows_of_cells(ledger: Requests, groups: Groups) -> dict[_Cell, Rows]:
    """Return the rows behind every counted cell of one sheet."""
    cells: dict[_Cell, list[NDArray[np.intp]]] = defaultdict(list)
    for (verdict, column), indices in groups.items():
        if verdict.intake:
            cells[verdict.intake, column].append(indices)
            cells[verdict.result, column].append(indices)
    return {cell: ledger.rows(merge(rows)) for cell, rows in cells.items()}


def _leaf(row: str, column: str, rows: Iterable[Rows]) -> Figure:
    found = tuple(rows)
    return Figure(f"table3.{row}.{column}", sum(len(each.numbers) for each in found), "件", Origin.COUNTED, found)


def _totals(values: dict[str, int]) -> Iterator[Figure]:
    """Yield （七）总计 for every column, then the total of every row."""
    tables = load_tables()
    for column in tables.leaf_columns3:
        figure = _sum(f"table3.result_total.{column}", [f"table3.{row}.{column}" for row in tables.leaf_rows3], values)
        values[figure.key] = int(figure.value)
        yield figure
    for row in tables.rows3:
        columns = [f"table3.{row.key}.{column}" for column in tables.leaf_columns3]
        yield _sum(f"table3.{row.key}.total", columns, values)


def _sum(key: str, parts: Sequence[str], values: dict[str, int]) -> Figure:
    return Figure(key, sum(values[part] for part in parts), "件", Origin.COMPUTED, parts=tuple(parts))
