"""The official tables as grids: which cell spans how many rows and columns, and which key fills it.

Source: 国办公开办函〔2021〕30号; labels and hierarchy from tables.yaml.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import msgspec

from assistant.tables import Block, Column, Row, Tables, load_tables


class GridCell(msgspec.Struct, frozen=True):
    """A cell of the form. A label has `text`, a cell to fill has `key` (row key and column key, joined by a dot)."""

    text: str = ""
    key: str = ""
    colspan: int = 1
    rowspan: int = 1
    scope: str = ""
    """Of a label: col, colgroup, row or rowgroup, as HTML says it."""


GridRow = tuple[GridCell, ...]


class Grid(msgspec.Struct, frozen=True):
    """A table of the form. Cells covered by a span from the left or from above are left out of `rows`."""

    title: str
    columns: int
    header_rows: int
    rows: tuple[GridRow, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all cells to fill, in reading order."""
        return tuple(cell.key for row in self.rows for cell in row if cell.key)


@cache
def grids() -> dict[int, Grid]:
    """Return the grids of tables 2, 3 and 4 by the table's number."""
    tables = load_tables()
    return {2: _grid2(tables), 3: _grid3(tables), 4: _grid4(tables)}


def _grid2(tables: Tables) -> Grid:
    rows = tuple(row for block in tables.blocks2 for row in _block_rows(block))
    return Grid("主动公开政府信息情况", 4, 0, rows)


def _block_rows(block: Block) -> Iterator[GridRow]:
    """Yield a block's title, its heads and its rows; a lone column takes the width of three."""
    width = 3 // len(block.columns)
    yield (GridCell(block.label, colspan=4, scope="colgroup"),)
    heads = (GridCell(column.label, colspan=width, scope="col") for column in block.columns)
    yield (GridCell(block.corner, scope="col"), *heads)
    for row in block.rows:
        cells = (GridCell(key=f"{row.key}.{column.key}", colspan=width) for column in block.columns)
        yield (GridCell(row.label, scope="row"), *cells)


def _grid3(tables: Tables) -> Grid:
    body = tuple(
        (*_labels3(tables.rows3, index), *(GridCell(key=f"{row.key}.{column.key}") for column in tables.columns3))
        for index, row in enumerate(tables.rows3)
    )
    return Grid("收到和处理政府信息公开申请情况", 3 + len(tables.columns3), 3, _heads3(tables) + body)


def _heads3(tables: Tables) -> tuple[GridRow, GridRow, GridRow]:
    """Return the three header rows: the corner note, 申请人情况, and the columns under the group they share."""
    corner = GridCell(tables.corner3, colspan=3, rowspan=3, scope="col")
    first = (corner, GridCell(tables.title3, colspan=len(tables.columns3), scope="colgroup"))
    second: list[GridCell] = []
    for group, columns in groupby(tables.columns3, key=lambda column: column.group):
        second.extend(_heads_under(group, tuple(columns)))
    third = tuple(GridCell(column.label, scope="col") for column in tables.columns3 if column.group)
    return first, tuple(second), third


def _heads_under(group: str | None, columns: tuple[Column, ...]) -> Iterator[GridCell]:
    if group:
        yield GridCell(group, colspan=len(columns), scope="colgroup")
    else:
        yield from (GridCell(column.label, rowspan=2, scope="col") for column in columns)


def _labels3(rows: tuple[Row, ...], index: int) -> Iterator[GridCell]:
    """Yield the labels a row of table 3 begins with: those of its groups where they begin, then its own."""
    row = rows[index]
    above = rows[index - 1].path if index else ()
    for depth in range(len(row.path)):
        path = row.path[: depth + 1]
        if above[: depth + 1] != path:
            span = sum(other.path[: depth + 1] == path for other in rows)
            yield GridCell(row.path[depth], rowspan=span, scope="rowgroup")
    yield GridCell(row.label, colspan=3 - len(row.path), scope="row")


def _grid4(tables: Tables) -> Grid:
    """Return table 4: groups without a parent take one row of heads, groups under a parent two."""
    width = len(tables.columns4)
    first: list[GridCell] = []
    second: list[GridCell] = []
    third: list[GridCell] = []
    for parent, members in groupby(tables.groups4, key=lambda group: group.parent):
        groups = tuple(members)
        if parent is None:
            first.extend(GridCell(group.label, colspan=width, scope="colgroup") for group in groups)
            second.extend(GridCell(column.label, rowspan=2, scope="col") for _ in groups for column in tables.columns4)
        else:
            first.append(GridCell(parent, colspan=width * len(groups), scope="colgroup"))
            second.extend(GridCell(group.label, colspan=width, scope="colgroup") for group in groups)
            third.extend(GridCell(column.label, scope="col") for _ in groups for column in tables.columns4)
    keys = tuple(GridCell(key=f"{group.key}.{column.key}") for group in tables.groups4 for column in tables.columns4)
    rows = (tuple(first), tuple(second), tuple(third), keys)
    return Grid("政府信息公开行政复议、行政诉讼情况", width * len(tables.groups4), 3, rows)
