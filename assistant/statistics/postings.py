"""The rows of publication exports that count for a year, column by column, and which of them are the same item."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeGuard, TypeVar

from assistant.ingest import Cell, Coded, Place, Problem, Sheet, joined, to_date
from assistant.statistics.figure import Rows
from assistant.statistics.rows import Counted, Unused, column_of, listed, ranges, runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WITHHELD = {
    "公开方式": re.compile("依申请|不予公开|不公开|免予公开|不予主动公开"),
    "发布状态": re.compile("草稿|待|未|退|已?撤|已?删|已?下线|回收|归档未发|否"),
}
_K = TypeVar("_K", bound=Hashable)


class Postings(NamedTuple):
    """Published items, one posting a row; `spans` says which of them stand in which sheet."""

    spans: list[tuple[Sheet, int, int]]
    numbers: "NDArray[np.object_]"
    titles: Coded[Cell]
    days: Coded[date | None]
    made: Coded[date | None]
    columns: Coded[Cell]
    channels: Coded[Cell]
    indexes: Coded[Cell]

    def pick(self, chosen: "NDArray[np.intp]") -> "Postings":
        """Return the chosen postings (positions in ascending order)."""
        if len(chosen) == len(self.numbers):
            return self
        ends = [(sheet, *chosen.searchsorted([first, last]).tolist()) for sheet, first, last in self.spans]
        return Postings(ends, self.numbers[chosen], *(column.pick(chosen) for column in self[2:]))  # type: ignore[arg-type]

    def rows(self) -> tuple[Rows, ...]:
        """Return all rows; a sheet none of whose rows counts is named without rows."""
        return tuple(Rows(sheet.file, sheet.name, tuple(self.numbers[a:b].tolist())) for sheet, a, b in self.spans)

    def group(self, keys: Coded[_K]) -> dict[_K, tuple[Rows, ...]]:
        """Return the rows of every key, keys in the order of their first posting."""
        found: dict[_K, list[Rows]] = {}
        keys = keys.distinct()
        for sheet, first, last in self.spans:
            codes = keys.codes[first:last]
            for at in runs(codes):
                rows = Rows(sheet.file, sheet.name, tuple(self.numbers[first:last][at].tolist()))
                found.setdefault(keys.values[int(codes[at[0]])], []).append(rows)
        return {key: tuple(rows) for key, rows in found.items()}

    def place(self, position: int) -> Place:
        """Return where a posting stands."""
        sheet = next(sheet for sheet, _, last in self.spans if position < last)
        return Place(sheet.file, sheet=sheet.name, row=self.numbers[position])


def read_postings(sheets: Iterable[Sheet], year: int) -> tuple[Postings, Counted]:
    """Return the postings of the year by 发布日期, and what was left out with the reason.

    Rows without a readable date are asked about and not counted; in a sheet without the column every row counts.
    """
    import numpy as np

    parts, left = [], Counted()
    for sheet in sheets:
        days = to_days(sheet, "发布日期")
        kept, out = _of_year(sheet, days, year)
        left += out
        numbers = np.array([*sheet.numbers], dtype=np.object_)
        columns = (column_of(sheet, name) for name in ("栏目", "渠道", "索引号"))
        part = Postings([], numbers, column_of(sheet, "标题"), days, to_days(sheet, "成文日期"), *columns)
        parts.append((sheet, part.pick(kept)))
    ends = [0, *accumulate(len(part.numbers) for _, part in parts)]
    spans = [(sheet, *span) for (sheet, _), span in zip(parts, pairwise(ends), strict=True)]
    columns = (joined([part[place] for _, part in parts]) for place in range(2, len(Postings._fields)))  # type: ignore[misc]
    return Postings(spans, np.concatenate([part.numbers for _, part in parts]), *columns), left  # type: ignore[arg-type]


def to_days(sheet: Sheet, column: str) -> Coded[date | None]:
    """Return the dates of a column, None where a cell is empty or unreadable; each spelling is read once."""

    @cache
    def read(cell: Cell) -> date | None:
        return None if cell is None else to_date(cell)

    # Without the time of day (2023-08-21 15:00) a column has few spellings.
    return column_of(sheet, column).each(lambda cell: read(cell[:10] if _is_timed(cell) else cell)).distinct()


def _is_timed(cell: Cell) -> TypeGuard[str]:
    return type(cell) is str and len(cell) > 10 and cell[10] in " T"


def _of_year(sheet: Sheet, days: Coded[date | None], year: int) -> "tuple[NDArray[np.intp], Counted]":
    """Return the indices of the rows that count, and what is said about the others."""
    import numpy as np

    withheld = dict(_withheld(sheet))
    left = tuple((sheet.place(index), reason) for index, reason in withheld.items())
    if "发布日期" not in sheet.columns:
        return np.setdiff1d(np.arange(len(sheet)), [*withheld]), Counted((), _undated(sheet), left)
    kept = days.where(lambda day: day is not None and day.year == year)
    kept = kept[~np.isin(kept, [*withheld])] if withheld else kept
    if len(kept) == len(sheet):
        return kept, Counted()
    is_other = np.ones(len(sheet), dtype=np.bool_)
    is_other[kept] = False
    is_other[[*withheld]] = False
    others = np.flatnonzero(is_other).tolist()
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
        cells = column_of(sheet, column)
        withheld = cells.where(lambda cell: isinstance(cell, str) and pattern.match(cell) is not None)  # noqa: B023
        yield from ((index, f"{column}为“{cells[index]}”") for index in withheld.tolist())


def _other_year(sheet: Sheet, days: Coded[date | None], others: list[int], year: int) -> list[Unused]:
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


def _repeated(cells: Coded[Cell]) -> list[int]:
    """Return the positions of cells that are filled and not alone."""
    import numpy as np

    again = cells.times() > 1
    for at in np.flatnonzero(again).tolist():
        again[at] = cells.values[at] is not None
    rows: list[int] = np.flatnonzero(again[cells.codes]).tolist()
    return rows


def first_postings(postings: Postings, groups: Collection[Sequence[int]]) -> "NDArray[np.intp]":
    """Return the positions of the first posting of every item; postings of one group are the same item."""
    import numpy as np

    every = np.arange(len(postings.numbers))
    if not groups:
        return every
    first = every.tolist()
    for group in groups:
        lowest = min(_root(first, at) for at in group)
        for at in group:
            first[_root(first, at)] = lowest
    return np.flatnonzero(np.array(first, dtype=np.intp) == every)


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
