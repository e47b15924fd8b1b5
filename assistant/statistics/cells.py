"""The cells of the official tables as figures: which there are, how they add up, and how they are laid out."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from assistant.statistics.figure import Figure, Figures
from assistant.statistics.rows import add_up
from assistant.tables import load_tables

Table = dict[str, dict[str, int | float | None]]
"""Row key (for table 4: group key) to column key to value; None is a cell nobody could fill, never 0."""


@cache
def cell_units() -> dict[str, str]:
    """Return the key of every cell of tables 2, 3 and 4 with its unit, in the order of the form."""
    tables = load_tables()
    two = [
        (f"{row.key}.{column.key}", column.unit)
        for block in tables.blocks2
        for row in block.rows
        for column in block.columns
    ]
    three = [(f"{row.key}.{column.key}", column.unit) for row in tables.rows3 for column in tables.columns3]
    four = [(f"{group.key}.{column.key}", column.unit) for group in tables.groups4 for column in tables.columns4]
    named = {"table2": two, "table3": three, "table4": four}
    return {f"{table}.{cell}": unit for table, cells in named.items() for cell, unit in cells}


@cache
def sums() -> dict[str, tuple[str, ...]]:
    """Return the cells that are added up from others, parts before their sums."""
    tables = load_tables()
    columns, results = tables.leaf_columns3, tables.leaf_rows3
    found = {f"table3.result_total.{column}": tuple(f"table3.{row}.{column}" for row in results) for column in columns}
    for row in tables.rows3:
        found[f"table3.{row.key}.total"] = tuple(f"table3.{row.key}.{column}" for column in columns)
    leaves = [column.key for column in tables.columns4 if not column.computed]
    for group in tables.groups4:
        found[f"table4.{group.key}.total"] = tuple(f"table4.{group.key}.{leaf}" for leaf in leaves)
    return found


def add_sums(figures: Figures) -> Figures:
    """Return the figures with every missing sum of the tables whose parts are all there."""
    known = dict(figures)
    for key, parts in sums().items():
        if key not in known and (figure := add_up(key, parts, known)):
            known[key] = figure
    return Figures(known.values())


def to_table(figures: Figures, name: str) -> Table:
    """Return table2, table3 or table4 as rows of columns; a cell without a figure is None."""
    table: Table = {}
    for key, row, column in _cells(name):
        table.setdefault(row, {})[column] = plain(figures.value(key))
    return table


@cache
def _cells(name: str) -> tuple[tuple[str, str, str], ...]:
    """Return the key, row and column of every cell of a table."""
    split = ((key, *key.split(".")) for key in cell_units())
    return tuple((key, row, column) for key, table, row, column in split if table == name)


def plain(value: int | float | Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole as int, others as float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def cells_of(figures: Figures) -> Iterator[Figure]:
    """Yield the figures of the tables' cells, in the order of the form."""
    return (figures[key] for key in cell_units() if key in figures)
