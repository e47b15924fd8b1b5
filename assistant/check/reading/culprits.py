"""The one cell of table 3 that, corrected, makes several broken identities hold."""

from collections.abc import Sequence
from functools import cache

import msgspec

from assistant.check.reading.cells import Number, tidy
from assistant.report import Document
from assistant.statistics import Violation
from assistant.tables import load_tables

Line = tuple[str, str]
"""An identity at a place: T3-ROW and a row's key, T3-RESULT or T3-FLOW and a column's key."""


class Culprit(msgspec.Struct, frozen=True):
    """A cell that breaks several identities at once, what stands in it and what they all ask for."""

    key: str
    expected: Number
    actual: Number
    broken: tuple[Violation, ...]


def find_culprits(broken: Sequence[Violation], document: Document) -> tuple[list[Culprit], list[Violation]]:
    """Return the cells that explain at least two broken identities each, and the identities none of them explains.

    A cell explains them if every identity it stands in is broken and the same correction mends them all.
    """
    open_ = {line: each for each in broken if (line := _line(each))}
    gaps = {line: gap for line in open_ if (gap := _gap(line, document)) is not None}
    culprits = []
    for key in _cells():
        if found := _culprit(key, gaps, open_, document):
            culprits.append(found)
            for line in _lines_of(key):
                open_.pop(line, None)
                gaps.pop(line, None)
    explained = {id(each) for culprit in culprits for each in culprit.broken}
    return culprits, [each for each in broken if id(each) not in explained]


def _culprit(key: str, gaps: dict[Line, Number], open_: dict[Line, Violation], document: Document) -> Culprit | None:
    signs, actual = _lines_of(key), document.cell(key)
    if actual is None or not set(signs) <= set(gaps):
        return None
    wanted = {tidy(actual - gaps[line] / sign) for line, sign in signs.items()}
    expected = wanted.pop()
    if wanted or expected < 0 or expected != int(expected):
        return None
    return Culprit(key, expected, actual, tuple(open_[line] for line in signs))


@cache
def _signs() -> dict[Line, dict[str, int]]:
    """Return each identity of table 3 as cells with signs that add up to zero."""
    tables = load_tables()
    found: dict[Line, dict[str, int]] = {}
    for row in tables.rows3:
        cells = {f"table3.{row.key}.{column}": 1 for column in tables.leaf_columns3}
        found["T3-ROW", row.key] = cells | {f"table3.{row.key}.total": -1}
    for column in tables.columns3:
        results = {f"table3.{row}.{column.key}": 1 for row in tables.leaf_rows3}
        found["T3-RESULT", column.key] = results | {f"table3.result_total.{column.key}": -1}
        flow = {"new_received": 1, "carried_in": 1, "result_total": -1, "carried_out": -1}
        found["T3-FLOW", column.key] = {f"table3.{row}.{column.key}": sign for row, sign in flow.items()}
    return found


@cache
def _cells() -> tuple[str, ...]:
    """Return the cells of table 3, those in the most identities first."""
    keys = dict.fromkeys(key for cells in _signs().values() for key in cells)
    return tuple(sorted(keys, key=lambda key: -len(_lines_of(key))))


@cache
def _lines_of(key: str) -> dict[Line, int]:
    return {line: cells[key] for line, cells in _signs().items() if key in cells}


def _gap(line: Line, document: Document) -> Number | None:
    """Return by how much an identity misses zero; None where a cell is blank."""
    values = {key: document.cell(key) for key in _signs()[line]}
    present = {key: value for key, value in values.items() if value is not None}
    if len(present) < len(values):
        return None
    return tidy(sum(sign * present[key] for key, sign in _signs()[line].items()))


def _line(broken: Violation) -> Line | None:
    if broken.identity == "T3-ROW":
        return "T3-ROW", _keys_of_rows()[broken.row]
    if broken.identity in {"T3-RESULT", "T3-FLOW"}:
        return broken.identity, _keys_of_columns()[broken.column]
    return None


@cache
def _keys_of_rows() -> dict[str, str]:
    tables = load_tables()
    return {tables.row_label(row.key): row.key for row in tables.rows3}


@cache
def _keys_of_columns() -> dict[str, str]:
    tables = load_tables()
    return {tables.column_label(column.key): column.key for column in tables.columns3}
