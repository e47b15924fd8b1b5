"""The header of a table: under title rows, on one to three rows, with merged groups above the columns."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from itertools import pairwise

import msgspec

from assistant.ingest.characters import half_width
from assistant.ingest.columns import Names
from assistant.ingest.recognise import Labels, Recognised, known_header, recognise

Raw = str | float | int | bool | date | time | timedelta | None
"""A cell as the file gives it."""
Row = Sequence[Raw]

SEARCHED = 30
_DEEPEST = 3


class Header(msgspec.Struct, frozen=True):
    """Where the header stands (`top` counts from 0 among the rows given) and what it says.

    `names` are what people are shown, one for each column; a column without a header has an empty one.
    """

    top: int
    depth: int
    labels: tuple[tuple[str, ...], ...]
    found: Recognised

    @property
    def names(self) -> tuple[str, ...]:
        """The lowest header of each column."""
        return tuple(candidates[0] if candidates else "" for candidates in self.labels)

    @property
    def bottom(self) -> int:
        """The first row of data."""
        return self.top + self.depth


def find_header(rows: Sequence[Row], names: Names) -> Header | None:
    """Find the header among the first rows: the one that says most, else the first row that reads like one."""
    best: Header | None = None
    filled = list(map(_filled, rows))
    widest = max(filled, default=0)
    texts = list(map(_texts, rows[: SEARCHED + _DEEPEST - 1]))
    for top in range(min(SEARCHED, len(rows))):
        if filled[top] < min(2, widest):
            continue
        for depth in range(1, min(_DEEPEST, len(rows) - top) + 1):
            labels = _join(texts[top : top + depth])
            header = Header(top, depth, labels, recognise(labels, names))
            better = header.found.columns and (best is None or header.found.score > best.found.score)
            if better and _reads_like_headers(labels, names):
                best = header
    return best or _plain_header(rows, names)


def _reads_like_headers(labels: Labels, names: Names) -> bool:
    """Say whether more than half of the cells are headers; in a form, with values beside its labels, they are not."""
    texts = [candidates for candidates in labels if candidates]
    return sum(any(known_header(each, names) for each in candidates) for candidates in texts) * 2 > len(texts)


def _filled(row: Row) -> int:
    return sum(cell not in ("", None) for cell in row)


def _plain_header(rows: Sequence[Row], names: Names) -> Header | None:
    """Return the first row of at least two texts, none of them a number, of which half read like headers."""
    widest = max(map(_filled, rows), default=0)
    for top, row in enumerate(rows[:SEARCHED]):
        texts = [cell for cell in row if cell not in ("", None)]
        if len(texts) < max(1, min(2, widest)) or not all(isinstance(text, str) for text in texts):
            continue
        if sum(known_header(str(text), names) for text in texts) * 2 >= len(texts):
            labels = join_labels(rows[top : top + 1])
            return Header(top, 1, labels, recognise(labels, names))
    return None


def join_labels(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """Return the names each column may go by, given the rows of a header.

    A group written once above several columns (or merged over them) belongs to all of them that have a header below.

    >>> join_labels([["编号", "办理情况", ""], ["", "办理方式", "答复日期"]])
    (('编号',), ('办理方式', '办理情况办理方式'), ('答复日期', '办理情况答复日期'))
    """
    return _join(list(map(_texts, rows)))


def _join(texts: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the names of each column, given the texts of a header's rows."""
    if len(texts) == 1:
        return tuple((text,) if text else () for text in texts[0])
    width = max(map(len, texts))
    padded = [[*row, *[""] * (width - len(row))] for row in texts]
    for upper, lower in pairwise(padded):
        _spread(upper, lower)
    return tuple(map(_names_of, zip(*padded, strict=True)))


def _spread(upper: list[str], lower: list[str]) -> None:
    """Carry a group to the right over the columns that have a name only below."""
    for index in range(1, len(upper)):
        if not upper[index] and lower[index]:
            upper[index] = upper[index - 1]


def _names_of(parts: Sequence[str]) -> tuple[str, ...]:
    own = list(dict.fromkeys(filter(None, parts)))
    return (own[-1], "".join(own[-2:]), "".join(own))[: len(own)] if own else ()


def _texts(row: Row) -> list[str]:
    """Return the texts of a row, half-width and without spaces around them; a number has none."""
    return [" ".join(half_width(cell).split()) if cell and isinstance(cell, str) else "" for cell in row]


def duplicates(labels: Labels) -> dict[str, list[int]]:
    """Return the headers that stand over more than one column, with the columns (from 0)."""
    seats: dict[str, list[int]] = {}
    for index, candidates in enumerate(labels):
        if candidates:
            seats.setdefault(candidates[-1], []).append(index)
    return {name: indexes for name, indexes in seats.items() if len(indexes) > 1}
