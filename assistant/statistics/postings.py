"""The rows of publication exports that count for a year, column by column, and which of them are the same item."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from assistant.ingest import Cell, Place, Problem, Sheet, to_date
from assistant.statistics.figure import Rows
from assistant.statistics.rows import Counted, Unused, listed, ranges

_WITHHELD = {
    "公开方式": re.compile("依申请|不予公开|不公开|免予公开|不予主动公开"),
    "发布状态": re.compile("草稿|待|未|退|已?撤|已?删|已?下线|回收|归档未发|否"),
}
_K = TypeVar("_K", bound=Hashable)
_T = TypeVar("_T")


class Postings(NamedTuple):
    """Published items, one posting a row; `spans` says which of them stand in which sheet."""

    spans: list[tuple[Sheet, int, int]]
    numbers: list[int]
    titles: list[Cell]
    days: list[date | None]
    made: list[date | None]
    columns: list[Cell]
    channels: list[Cell]
    indexes: list[Cell]

    def pick(self, chosen: Sequence[int]) -> "Postings":
        """Return the chosen postings (positions in ascending order)."""
        if len(chosen) == len(self.numbers):
            return self
        ends = [(sheet, bisect_left(chosen, first), bisect_left(chosen, last)) for sheet, first, last in self.spans]
        return Postings(ends, *([column[position] for position in chosen] for column in self[1:]))  # type: ignore[arg-type]

    def rows(self) -> tuple[Rows, ...]:
        """Return all rows; a sheet none of whose rows counts is named without rows."""
        return tuple(Rows(sheet.file, sheet.name, tuple(self.numbers[a:b])) for sheet, a, b in self.spans)

    def group(self, keys: Sequence[_K]) -> dict[_K, tuple[Rows, ...]]:
        """Return the rows of every key, keys in the order of their first posting."""
        found: dict[_K, list[Rows]] = {}
        for sheet, first, last in self.spans:
            groups: dict[_K, list[int]] = defaultdict(list)
            for key, number in zip(keys[first:last], self.numbers[first:last], strict=True):
                groups[key].append(number)
            for key, numbers in groups.items():
                found.setdefault(key, []).append(Rows(sheet.file, sheet.name, tuple(numbers)))
        return {key: tuple(rows) for key, rows in found.items()}

    def place(self, position: int) -> Place:
        """Return where a posting stands."""
        sheet = next(sheet for sheet, _, last in self.spans if position < last)
        return Place(sheet.file, sheet=sheet.name, row=self.numbers[position])


def read_postings(sheets: Iterable[Sheet], year: int) -> tuple[Postings, Counted]:
    """Return the postings of the year by 发布日期, and what was left out with the reason.

    Rows without a readable date are asked about and not counted; in a sheet without the column every row counts.
    """
    postings, left = Postings([], [], [], [], [], [], [], []), Counted()
    for sheet in sheets:
        days = to_days(sheet.cells("发布日期"))
        kept, out = _of_year(sheet, days, year)
        left += out
        start = len(postings.numbers)
        postings.numbers.extend(_at(sheet.numbers, kept))
        postings.titles.extend(_at(sheet.cells("标题"), kept))
        postings.days.extend(_at(days, kept))
        postings.made.extend(_at(to_days(sheet.cells("成文日期")), kept))
        postings.columns.extend(_at(sheet.cells("栏目"), kept))
        postings.channels.extend(_at(sheet.cells("渠道"), kept))
        postings.indexes.extend(_at(sheet.cells("索引号"), kept))
        postings.spans.append((sheet, start, len(postings.numbers)))
    return postings, left


def _at(values: Sequence[_T], kept: Sequence[int]) -> Sequence[_T]:
    return values if len(kept) == len(values) else [values[index] for index in kept]


def to_days(cells: Sequence[Cell]) -> list[date | None]:
    """Return the dates of a column, None where a cell is empty or unreadable; each spelling is read once."""
    # Without the time of day (2023-08-21 15:00) a column has few spellings.
    cut = [cell[:10] if type(cell) is str and len(cell) > 10 and cell[10] in " T" else cell for cell in cells]
    known = {cell: None if cell is None else to_date(cell) for cell in set(cut)}
    return [known[cell] for cell in cut]


def _of_year(sheet: Sheet, days: list[date | None], year: int) -> tuple[Sequence[int], Counted]:
    """Return the indices of the rows that count, and what is said about the others."""
    withheld = dict(_withheld(sheet))
    left = tuple((sheet.place(index), reason) for index, reason in withheld.items())
    if "发布日期" not in sheet.columns:
        kept = [index for index in range(len(sheet)) if index not in withheld]
        return kept, Counted((), _undated(sheet), left)
    kept = [index for index, day in enumerate(days) if day is not None and day.year == year]
    if withheld:
        kept = [index for index in kept if index not in withheld]
    if len(kept) == len(sheet):
        return kept, Counted()
    chosen = withheld.keys() | set(kept)
    others = [index for index in range(len(sheet)) if index not in chosen]
    unknown = [index for index in others if days[index] is None]
    return kept, Counted((), tuple(_unreadable(sheet, unknown)), (*left, *_other_year(sheet, days, others, year)))


def _undated(sheet: Sheet) -> tuple[Problem, ...]:
    if not len(sheet):
        return ()
    hint = "请确认全部属于报告年度，或在导出时勾选“发布日期”后重新导出"
    place = Place(sheet.file, sheet=sheet.name)
    return (Problem(place, f"没有“发布日期”列，{len(sheet)}行全部计入报告年度", hint),)


def _unreadable(sheet: Sheet, indices: list[int]) -> Iterator[Problem]:
    hint = "请补上发布日期（如2023-08-21）后重新统计"
    return listed(sheet, indices, "发布日期", "发布日期为空或读不出来，这一行未计入", hint)


def _withheld(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Yield the rows that are not published by their 公开方式 or 发布状态, with the reason."""
    for column, pattern in _WITHHELD.items():
        cells = sheet.cells(column)
        written = {cell for cell in set(cells) if isinstance(cell, str) and pattern.match(cell)}
        reasons: dict[Cell, str] = {cell: f"{column}为“{cell}”" for cell in written}
        if reasons:
            yield from ((index, reasons[cell]) for index, cell in enumerate(cells) if cell in reasons)


def _other_year(sheet: Sheet, days: list[date | None], others: list[int], year: int) -> list[Unused]:
    reasons = {False: f"发布日期不在{year}年", True: "发布日期为空或读不出来"}
    return [(sheet.place(index, "发布日期"), reasons[days[index] is None]) for index in others]


def same_titles(postings: Postings) -> list[list[int]]:
    """Return the positions of every title that stands on one day more than once."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at in _repeated(postings.titles):
        groups[postings.titles[at], postings.days[at]].append(at)
    return [group for group in groups.values() if len(group) > 1]


def same_indexes(postings: Postings) -> list[tuple[int, int]]:
    """Return pairs of positions with one 索引号, for every 索引号 that stands on several channels, on each once."""
    repeated = _repeated(postings.indexes)
    on_channel: dict[Cell, list[Cell]] = defaultdict(list)
    for at in repeated:
        on_channel[postings.channels[at]].append(postings.indexes[at])
    clashing = {index for cells in on_channel.values() for index, times in Counter(cells).items() if times > 1}
    anchors: dict[Cell, int] = {}
    pairs = [(anchors.setdefault(postings.indexes[at], at), at) for at in repeated]
    return [pair for pair in pairs if pair[0] != pair[1] and postings.indexes[pair[1]] not in clashing]


def _repeated(cells: Sequence[Cell]) -> list[int]:
    """Return the positions of cells that are filled and not alone."""
    if len(set(cells)) == len(cells):
        return []
    times = Counter(cells)
    times[None] = 0
    return [at for at, cell in enumerate(cells) if times[cell] > 1]


def first_postings(postings: Postings, groups: Iterable[Sequence[int]]) -> list[int]:
    """Return the positions of the first posting of every item; postings of one group are the same item."""
    first = list(range(len(postings.numbers)))
    for group in groups:
        lowest = min(_root(first, at) for at in group)
        for at in group:
            first[_root(first, at)] = lowest
    return [at for at, root in enumerate(first) if at == root]


def _root(first: list[int], at: int) -> int:
    while first[at] != at:
        at = first[at]
    return at


def doubles(postings: Postings, titles: Iterable[Sequence[int]], handling: str) -> tuple[Problem, ...]:
    """Return a problem for every title that stands twice with its day on one channel, naming its rows."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, group in enumerate(titles):
        for at in group:
            groups[number, postings.channels[at]].append(at)
    return tuple(_double(postings, group, handling) for group in groups.values() if len(group) > 1)


def _double(postings: Postings, group: list[int], handling: str) -> Problem:
    place = postings.place(group[0])
    others = [postings.place(at) for at in group[1:]]
    same = [other.row for other in others if (other.file, other.sheet) == (place.file, place.sheet) and other.row]
    parts = [f"第{each}行" for each in ranges(same)]
    parts += [str(other) for other in others if (other.file, other.sheet) != (place.file, place.sheet)]
    hint = "如是重复导出，请删除多余的行；如确为两次发布，不用处理"
    return Problem(place, f"与{'、'.join(parts)}的标题、发布日期、渠道完全相同，{handling}", hint)
