"""Lines drawn on a page become tables: cells are what lines enclose, merged cells what no line divides."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

_NEAR = 3.0
"""Points within which two lines are one line, and a line reaches another."""
_MOST_LINES = 1500
_MOST_CELLS = 20_000


class Stroke(msgspec.Struct, frozen=True):
    """A straight line: at `at` (y of a horizontal, x of a vertical one), from `start` to `end`; y grows downwards."""

    at: float
    start: float
    end: float


class Region(msgspec.Struct, frozen=True):
    """A cell: its first row and column, the columns it is wide, its box."""

    row: int
    column: int
    width: int
    box: tuple[float, float, float, float]


class Ruled(msgspec.Struct):
    """A table: the lines between rows and columns, and the region of each elementary cell."""

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    of: list[list[int]]
    """Row and column of an elementary cell to the number of its region."""

    def find(self, x: float, y: float) -> int | None:
        """Return the number of the region at a point, None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.of[row][column]
        return None


def find_tables(across: Iterable[Stroke], down: Iterable[Stroke]) -> list[Ruled]:
    """Return the tables that horizontal and vertical lines make, from the top of the page to its bottom.

    Edges that a page break or an open style leaves away are closed. A single row or column of boxes is a frame, no table.
    """
    horizontal, vertical = _merge(across), _merge(down)
    if not horizontal or not vertical or len(horizontal) + len(vertical) > _MOST_LINES:
        return []
    tables = [_table(hs, vs) for hs, vs in _connected(horizontal, vertical)]
    return sorted((table for table in tables if table), key=lambda table: table.ys[0])


def _merge(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Return the lines with those at one place joined where they touch or overlap."""
    by_place: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda each: each.at):
        if by_place and stroke.at - by_place[-1][-1].at <= _NEAR / 2 and stroke.at - by_place[-1][0].at <= _NEAR:
            by_place[-1].append(stroke)
        else:
            by_place.append([stroke])
    return [joined for group in by_place for joined in _join(group)]


def _join(group: list[Stroke]) -> list[Stroke]:
    at = sum(each.at for each in group) / len(group)
    joined: list[Stroke] = []
    for stroke in sorted(group, key=lambda each: each.start):
        if joined and stroke.start <= joined[-1].end + _NEAR:
            joined[-1] = Stroke(at, joined[-1].start, max(joined[-1].end, stroke.end))
        else:
            joined.append(Stroke(at, stroke.start, stroke.end))
    return joined


def _connected(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Return the lines in groups that cross or touch."""
    parents = list(range(len(across) + len(down)))
    for i, h in enumerate(across):
        for j, v in enumerate(down):
            if h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR:
                _unite(parents, i, len(across) + j)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(_root(parents, i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(_root(parents, len(across) + j), ([], []))[1].append(v)
    return [group for group in groups.values() if group[0] and group[1]]


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _unite(parents: list[int], one: int, other: int) -> None:
    parents[_root(parents, one)] = _root(parents, other)


def _table(across: list[Stroke], down: list[Stroke]) -> Ruled | None:
    across, down = _closed(across, down), _closed(down, across)
    ys, xs = _places(across), _places(down)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    return _regions(xs, ys, _bars(across, ys, xs), _bars(down, xs, ys))


def _closed(strokes: list[Stroke], crossing: list[Stroke]) -> list[Stroke]:
    """Return the lines with one more at either end where at least two of the crossing lines run on beyond the last."""
    first, last = min(each.start for each in crossing), max(each.end for each in crossing)
    closed = list(strokes)
    for edge, ends in ((first, [each.start for each in crossing]), (last, [each.end for each in crossing])):
        reaching = [each.at for each, end in zip(crossing, ends, strict=True) if abs(end - edge) <= _NEAR]
        if len(reaching) > 1 and all(abs(each.at - edge) > 2 * _NEAR for each in strokes):
            closed.append(Stroke(edge, min(reaching), max(reaching)))
    return closed


def _places(strokes: Sequence[Stroke]) -> list[float]:
    places: list[float] = []
    for at in sorted(each.at for each in strokes):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _bars(strokes: Sequence[Stroke], places: list[float], across: list[float]) -> set[tuple[int, int]]:
    """Return which gaps between neighbours in `across` have a line at which of `places`."""
    bars = set()
    for stroke in strokes:
        place = min(range(len(places)), key=lambda index: abs(places[index] - stroke.at))
        for gap, (start, end) in enumerate(pairwise(across)):
            if (
                stroke.start - _NEAR <= start + 0.25 * (end - start)
                and end - 0.25 * (end - start) <= stroke.end + _NEAR
            ):
                bars.add((place, gap))
    return bars


def _regions(xs: list[float], ys: list[float], across: set[tuple[int, int]], down: set[tuple[int, int]]) -> Ruled:
    """Unite elementary cells that no line divides."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parents = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and (column + 1, row) not in down:
                _unite(parents, row * columns + column + 1, row * columns + column)
            if row + 1 < rows and (row + 1, column) not in across:
                _unite(parents, (row + 1) * columns + column, row * columns + column)
    members: dict[int, list[int]] = {}
    for cell in range(rows * columns):
        members.setdefault(_root(parents, cell), []).append(cell)
    of = [[0] * columns for _ in range(rows)]
    regions = []
    for number, cells in enumerate(members.values()):
        places = [divmod(cell, columns) for cell in cells]
        for row, column in places:
            of[row][column] = number
        regions.append(_region(places, xs, ys))
    return Ruled(xs, ys, regions, of)


def _region(places: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Region:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    box = (xs[min(columns)], ys[min(rows)], xs[max(columns) + 1], ys[max(rows) + 1])
    return Region(min(rows), min(columns), max(columns) - min(columns) + 1, box)
