"""The rows below a header: data is kept; totals, blank rows, repeated headers and footnotes are told apart."""

import re
from collections.abc import Sequence
from enum import Enum, auto

import msgspec

from assistant.ingest.cells import as_number, clean, is_empty
from assistant.ingest.columns import Column
from assistant.ingest.dates import to_date
from assistant.ingest.header import Raw, Row
from assistant.ingest.source import Cell

_TOTAL = re.compile(
    r"\s*(?:以上|全部|全年|上半年|下半年|半年|本[年月页季周]度?|当[年月]|年度|第?[一二三四1-4]季度|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?"
    r"\s*(?:[合总共累小]\s*计|合\s*共)\s*(?:数|[（(].{0,8}[）)])?\s*[：:]?\s*"
)
_SUBTOTAL = re.compile(r"小\s*计|本[月页季周]|当月|季度|\d月|[一二三四五六七八九十]月")
_FOOTNOTE = re.compile(
    r"\s*[（(【]?\s*(?:注|备注|说明|填表|填报|制表|审核|审批|统计|打印|导出|单位负责人|负责人|经办|联系|数据来源|数据截至|本表|以上)"
    r"[^：:，,。]{0,8}[：:]"
)
_COUNT = re.compile(r"[共计合\s]*(\d+)\s*[件条份项个]")
_SHORT = 9
_STARTS = "注备说填制审统打导单负经联数本以（(【 \t"
"""Cells shorter than this, or with such a beginning, or with 计, are looked at again; the others are plain."""
_NOTHING = re.compile(r"\s*(?:无|[-—－/]*)\s*")
ROW_HINT = r"[计共:：]|^[\s\x0b\x1c-\x1f\x85\p{Z}无—－/-]*$"
"""Found, by RE2, in every cell that `is_odd` may mean, repeated headers apart."""


class Verdict(Enum):
    """What a row below the header is."""

    DATA = auto()
    BLANK = auto()
    HEADER = auto()
    TOTAL = auto()
    LONE = auto()
    """A row with a single cell that tells nothing of its own: a group heading, a footnote, a number without a case."""


class Total(msgspec.Struct, frozen=True):
    """A totals row that disagrees with the rows above it."""

    row: int
    column: str
    written: int | float
    counted: int | float


class Shape(msgspec.Struct, frozen=True):
    """What a table's header settled about its rows: which columns are kept and how rows are judged."""

    width: int
    kept: dict[int, str]
    """Index of each column that is read, to its name."""
    columns: dict[int, Column]
    headers: tuple[tuple[str, ...], ...]
    lone_rows_count: bool = False
    """True for tables so narrow that a row of one cell is a row of data."""
    first_private: int | None = None
    date1904: bool = False


class Body:
    """Collects the columns of a table from chunks of its rows."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.columns: dict[str, list[Cell]] = {name: [] for name in shape.kept.values()}
        self.numbers: list[int] = []
        self.lone: list[int] = []
        self.long: list[int] = []
        self.short: list[int] = []
        self.totals: list[Total] = []
        self._lead = next((index for index, names in enumerate(shape.headers) if names), 0)
        self._key = next((i for i in shape.kept if shape.columns[i].title), next(iter(shape.kept), self._lead))
        self._since_total = 0

    @property
    def told_by(self) -> tuple[int, int]:
        """The columns by which rows are judged: the first with a header, and the main one."""
        return self._lead, self._key

    def add(self, rows: list[Row], number: int) -> None:
        """Take in the next rows of the file; `number` is the file's number of the first of them."""
        odd = self._odd(rows)
        start = 0
        for index in odd:
            row = self._fit(rows[index])
            verdict = self.judge(row)
            if verdict is Verdict.DATA:
                rows[index] = self._guard(rows[index], row, number + index)
                continue
            self._keep(rows[start:index], number + start)
            start = index + 1
            if verdict is Verdict.TOTAL:
                self._check_total(row, number + index)
            elif verdict is Verdict.LONE:
                self.lone.append(number + index)
        self._keep(rows[start:] if start else rows, number + start)

    def _odd(self, rows: list[Row]) -> list[int]:
        """Return the rows that need a closer look: of another width, or without a plain first and main cell."""
        lead, key, width = self._lead, self._key, self.shape.width
        seen = {row[index] for row in rows if len(row) == width for index in (lead, key)}
        odd = {
            cell
            for cell in seen
            if not isinstance(cell, str) or len(cell) < _SHORT or cell[0] in _STARTS or "计" in cell
        }
        odd = {cell for cell in odd if self.is_odd(cell)}
        return [i for i, row in enumerate(rows) if len(row) != width or row[lead] in odd or row[key] in odd]

    def is_odd(self, cell: Raw) -> bool:
        """Say whether a row with such a first or main cell needs a closer look."""
        if not isinstance(cell, str):
            return cell is None
        odd = _NOTHING.fullmatch(cell) or _TOTAL.fullmatch(cell) or _FOOTNOTE.match(cell)
        return bool(odd) or self._is_header(self._lead, cell) or self._is_header(self._key, cell)

    def _is_header(self, index: int, cell: Raw) -> bool:
        return isinstance(cell, str) and index < len(self.shape.headers) and cell.strip() in self.shape.headers[index]

    def judge(self, row: Row) -> Verdict:
        """Say what a row of the table's width is."""
        filled = [index for index, cell in enumerate(row) if not is_empty(cell)]
        if not filled:
            return Verdict.BLANK
        first = row[filled[0]]
        if isinstance(first, str) and _TOTAL.fullmatch(first) and filled[0] <= max(self._lead + 1, self._key):
            return Verdict.TOTAL
        if sum(self._is_header(index, row[index]) for index in filled) * 2 > len(filled):
            return Verdict.HEADER
        if isinstance(first, str) and _FOOTNOTE.match(first) and len(filled) <= 2:
            return Verdict.LONE
        if len(filled) == 1 and not self.shape.lone_rows_count and not self._is_title(filled[0]):
            return Verdict.LONE
        return Verdict.DATA

    def _is_title(self, index: int) -> bool:
        column = self.shape.columns.get(index)
        return column is not None and column.title

    def _fit(self, row: Row) -> Row:
        """Return the row in the table's width."""
        width = self.shape.width
        return row if len(row) == width else [*row[:width], *[""] * (width - len(row))]

    def _guard(self, row: Row, fitted: Row, number: int) -> Row:
        """Note where a row has another width; empty what may have slipped sideways out of a personal column."""
        width, private = self.shape.width, self.shape.first_private
        too_long = not all(map(is_empty, row[width:]))
        if too_long or len(row) < width:
            (self.long if too_long else self.short).append(number)
            if private is not None and (too_long or self._slipped(fitted)):
                return [*fitted[:private], *[""] * (width - private)]
        return fitted

    def _slipped(self, row: Row) -> bool:
        """Say whether a date column holds something else, as happens when a cell is missing before it."""
        dates = [index for index, column in self.shape.columns.items() if column.date]
        return any(not is_empty(row[index]) and to_date(_cell(row[index])) is None for index in dates)

    def _keep(self, rows: Sequence[Row], number: int) -> None:
        if not rows:
            return
        shape = self.shape
        for index, name in shape.kept.items():
            self.columns[name].extend(clean([row[index] for row in rows], shape.columns[index], shape.date1904))
        self.numbers.extend(range(number, number + len(rows)))

    def _check_total(self, row: Row, number: int) -> None:
        """Compare a totals row with the rows since the last one, and with all rows; either may be what it adds up."""
        label = str(next(cell for cell in row if not is_empty(cell)))
        for index, name in self.shape.kept.items():
            if self.shape.columns[index].number:
                written, counts = as_number(row[index]), _sums(self.columns[name], self._since_total)
            else:
                written, counts = _count(row[index]), self._rows_counted(name)
            if written is not None and all(abs(written - count) > 1e-6 for count in counts):
                self.totals.append(Total(number, name, written, counts[bool(_SUBTOTAL.search(label))]))
        self._since_total = len(self.numbers)

    def _rows_counted(self, name: str) -> tuple[int, ...]:
        cells, since = self.columns[name], self._since_total
        filled = [index for index, cell in enumerate(cells) if cell is not None]
        return len(cells), len(cells) - since, len(filled), sum(index >= since for index in filled)


def _sums(cells: Sequence[Cell], since: int) -> tuple[int | float, ...]:
    numbers = [cell if isinstance(cell, (int, float)) else 0 for cell in cells]
    return round(sum(numbers), 6), round(sum(numbers[since:]), 6)


def _count(cell: Raw) -> int | None:
    found = _COUNT.fullmatch(cell) if isinstance(cell, str) else None
    return int(found[1]) if found else None


def _cell(cell: Raw) -> Cell:
    return cell if isinstance(cell, (str, int, float)) or cell is None else str(cell)
