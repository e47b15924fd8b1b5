"""Rows of any grid as the three tables read them: labels first, then values in their columns."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from assistant.report.published.characters import mend
from assistant.report.published.grid import Block, Cell, Grid
from assistant.report.published.record import CellSpot, Spot
from assistant.report.published.values import Kind, is_number, read_value, split_digits

_NOT_WORDS = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")
_GLUED = re.compile(r"^(?P<label>.*[\u3400-\u9fff）)”])\s+(?P<values>\d[\d,.]*(?:\s+\d[\d,.]*)*)$")
_NUMBERED = re.compile(r"[（(]?\d[）)]?[.．、）)]|[（(]?[一二三四五六七][）)、.．]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEW_WORDS = 3
_ZERO_FIRST = re.compile(r"0\d")


class Row(msgspec.Struct, frozen=True):
    """A row: the cells before its first value, and the cells from there on."""

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    aligned: bool
    grid: int
    """Number of the grid it stands in; text between tables starts a new number."""
    words: str
    """The whole row's words, without punctuation."""

    @property
    def spot(self) -> Spot:
        """Where the row starts."""
        return (*self.labels, *self.values)[0].spot

    @property
    def label(self) -> str:
        """The innermost label's words."""
        return next((core(cell.text) for cell in reversed(self.labels) if has_words(cell.text)), "")


class Span(msgspec.Struct, frozen=True):
    """A run of values that was read: the raw cells in order, and whether glued digits had to be taken apart."""

    cells: tuple[CellSpot, ...]
    parted: bool = False


def core(text: str) -> str:
    """Return the characters of a label that damage leaves alone: no spaces, punctuation, full-width marks.

    >>> core("1. 属于国家秘密（含 工作秘密）")
    '1属于国家秘密含工作秘密'
    """
    return _NOT_WORDS.sub("", mend(text))


def rows_of(blocks: Iterable[Block | Grid]) -> Iterator[Row]:
    """Yield the rows of every grid in order."""
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            for cells in block.rows:
                if any(cell.text.strip() for cell in cells):
                    yield _row([part for cell in cells for part in _part_label(cell)], block.aligned, number)


def _part_label(cell: Cell) -> list[Cell]:
    """Return a cell as two where the line between a label and its values was lost."""
    match = _GLUED.match(mend(cell.text).strip())
    if not match or "\n" in match["label"]:
        return [cell]
    return [Cell(match[name], cell.column, cell.spot, cell.width) for name in ("label", "values")]


def _row(cells: Sequence[Cell], aligned: bool, grid: int) -> Row:
    """Split a row after the last label before its first number; blanks and strokes from there on are values."""
    labels = [index for index, cell in enumerate(cells) if _is_label(cell)]
    numbers = (index for index, cell in enumerate(cells) if _begins_with_number(cell) and index > labels[0])
    first = next(numbers, len(cells)) if labels else 0
    first = max((index + 1 for index in labels if index < first), default=0)
    words = "".join(core(cell.text) for cell in cells)
    return Row(tuple(cells[:first]), tuple(cells[first:]), aligned, grid, words)


def _begins_with_number(cell: Cell) -> bool:
    return is_number(cell.text.partition(" ")[0])


def _is_label(cell: Cell) -> bool:
    """Say whether a cell holds words that are no value: not 无, not 7件, not 约3."""
    text = mend(cell.text).strip()
    if not _WORD.search(text) or read_value(text).kind is not Kind.UNREADABLE:
        return False
    return not any(map(str.isdigit, text)) or bool(_NUMBERED.match(text)) or len(_HAN.findall(text)) > _FEW_WORDS


def pieces(cells: Iterable[Cell]) -> list[CellSpot]:
    """Return what stands in the cells, several values of one cell apart, blanks left out."""
    return [CellSpot(piece, cell.spot) for cell in cells for piece in _apart(cell.text)]


def _apart(text: str) -> list[str]:
    mended = mend(text).strip()
    parts = mended.split()
    if len(parts) > 1 and all(read_value(part).kind in (Kind.NUMBER, Kind.STROKE) for part in parts):
        return parts
    return [mended] if mended else []


def take(cells: Sequence[Cell], count: int, groups: Sequence[tuple[int, ...]] = ()) -> Span | None:
    """Return the row's `count` values by position, None where there are more or fewer.

    Glued digits are taken apart where only one way is possible, or only one in which the last number of each of
    `groups` (positions) is the sum of the others.
    """
    found = pieces(cells)
    if len(found) == count:
        return Span(tuple(found))
    if not 0 < len(found) < count or not all(each.raw.isdigit() for each in found):
        return None
    split = _part(found, count, groups)
    return Span(split, parted=True) if split else None


def _part(found: list[CellSpot], count: int, groups: Sequence[tuple[int, ...]]) -> tuple[CellSpot, ...] | None:
    """Take the one piece apart that is surely glued: it begins with 0, or is the whole row and must add up.

    A row that lost a value has too few pieces as well, and 11 could then pass for 1 and 1.
    """
    glued = [index for index, each in enumerate(found) if _ZERO_FIRST.match(each.raw)]
    if len(glued) != 1 and len(found) > 1:
        return None
    index = glued[0] if glued else 0
    ways = split_digits(found[index].raw, count - len(found) + 1)
    whole = [(*found[:index], *(CellSpot(str(n), found[index].spot) for n in way), *found[index + 1 :]) for way in ways]
    sums = [way for way in whole if groups and all(_adds_up(way, group) for group in groups)]
    if glued and len(whole) == 1:
        return whole[0]
    return sums[0] if len(sums) == 1 else None


def _adds_up(way: Sequence[CellSpot], group: tuple[int, ...]) -> bool:
    return sum(int(way[index].raw) for index in group[:-1]) == int(way[group[-1]].raw)


def at_columns(row: Row, start: int, count: int) -> list[CellSpot] | None:
    """Return the cells of a row at columns `start` onwards, None where one is merged, not there, or a label.

    Of a row that was cut out of a line, only where the last of them ends the line.
    """
    by_column = {cell.column: cell for cell in (*row.labels, *row.values) if cell.column >= start}
    if any(cell.column >= start for cell in row.labels) or (
        not row.aligned and max(by_column, default=0) != start + count - 1
    ):
        return None
    if any(cell.width != 1 for column, cell in by_column.items() if column < start + count):
        return None
    found = [by_column.get(column) for column in range(start, start + count)]
    if any(cell is None for cell in found):
        return None
    return [CellSpot(mend(cell.text).strip(), cell.spot) for cell in found if cell is not None]


def has_words(text: str) -> bool:
    """Say whether a cell holds words and not only values."""
    return bool(_WORD.search(text))
