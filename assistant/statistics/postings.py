"""The rows of publication exports that count for a year, column by column, and which of them are the same item."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from assistant.ingest import Cell, Place, Problem, Sheet, to_date
from assistant.statistics.figure import Rows
from assistant.statistics.rows import Counted, Unused, listed, ranges

_WITHHELD = ("依申请公开", "不予公开", "不公开")
_K = TypeVar("_K", bound=Hashable)


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
        cells = (sheet.numbers, sheet.cells("标题"), days, to_days(sheet.cells("成文日期")))
        more = (sheet.cells("栏目"), sheet.cells("渠道"), sheet.cells("索引号"))
        for column, values in zip(postings[1:], (*cells, *more), strict=True):
            column.extend(values if len(kept) == len(sheet) else [values[index] for index in kept])
        postings.spans.append((sheet, start, len(postings.numbers)))
    return postings, left


def to_days(cells: Sequence[Cell]) -> list[date | None]:
    """Return the dates of a column, None where a cell is empty or unreadable; each spelling is read once."""
    cut = [_day_part(cell) for cell in cells]
    known = {cell: None if cell is None else to_date(cell) for cell in set(cut)}
    return [known[cell] for cell in cut]


def _day_part(cell: Cell) -> Cell:
    """Drop the time of day, so that a column has few spellings."""
    if type(cell) is str and len(cell) > 10 and cell[4] == "-" == cell[7] and cell[10] in " T":
        return cell[:10]
    return cell


def _of_year(sheet: Sheet, days: list[date | None], year: int) -> tuple[Sequence[int], Counted]:
    """Return the indices of the rows that count, and what is said about the others."""
    every = range(len(sheet))
    withheld = {cell for cell in set(sheet.cells("公开方式")) if isinstance(cell, str) and cell.startswith(_WITHHELD)}
    hidden = {index for index, cell in enumerate(sheet.cells("公开方式")) if cell in withheld} if withheld else set()
    if "发布日期" not in sheet.columns:
        kept: Sequence[int] = [index for index in every if index not in hidden] if hidden else every
        return kept, Counted((), _undated(sheet), tuple(_withheld(sheet, hidden)))
    kept = [index for index, day in enumerate(days) if day is not None and day.year == year]
    if hidden:
        kept = [index for index in kept if index not in hidden]
    if len(kept) == len(sheet):
        return every, Counted()
    chosen = set(kept) | hidden
    others = [index for index in every if index not in chosen]
    unknown = [index for index in others if days[index] is None]
    unused = (*_withheld(sheet, hidden), *_other_year(sheet, days, others, year))
    return kept, Counted((), tuple(_unreadable(sheet, unknown)), unused)


def _undated(sheet: Sheet) -> tuple[Problem, ...]:
    if not len(sheet):
        return ()
    hint = "请确认全部属于报告年度，或在导出时勾选“发布日期”后重新导出"
    place = Place(sheet.file, sheet=sheet.name)
    return (Problem(place, f"没有“发布日期”列，{len(sheet)}行全部计入报告年度", hint),)


def _unreadable(sheet: Sheet, indices: list[int]) -> Iterator[Problem]:
    hint = "请补上发布日期（如2023-08-21）后重新统计"
    return listed(sheet, indices, "发布日期", "发布日期为空或读不出来，这一行未计入", hint)


def _withheld(sheet: Sheet, hidden: set[int]) -> list[Unused]:
    cells = sheet.cells("公开方式")
    return [(sheet.place(index, "公开方式"), f"公开方式为“{cells[index]}”，不是主动公开") for index in sorted(hidden)]


def _other_year(sheet: Sheet, days: list[date | None], others: list[int], year: int) -> list[Unused]:
    reasons = {False: f"发布日期不在{year}年", True: "发布日期为空或读不出来"}
    return [(sheet.place(index, "发布日期"), reasons[days[index] is None]) for index in others]


def same_items(postings: Postings) -> list[int]:
    """Return for every posting the position of the first posting of the same item.

    The same item is the same title on the same day, or the same 索引号 on channels that are all different.
    """
    seen: dict[tuple[Cell, date | None], int] = {}
    keys = zip(postings.titles, postings.days, strict=True)
    first = [at if key[0] is None else seen.setdefault(key, at) for at, key in enumerate(keys)]
    for positions in _shared_indexes(postings):
        lowest = min(_root(first, at) for at in positions)
        for at in positions:
            first[_root(first, at)] = lowest
    return [_root(first, at) for at in range(len(first))]


def _root(first: list[int], at: int) -> int:
    while first[at] != at:
        at = first[at]
    return at


def _shared_indexes(postings: Postings) -> list[list[int]]:
    """Return the positions of every 索引号 that stands on several channels, on each once."""
    times = Counter(postings.indexes)
    if times.get(None, 0) + len(times) - (None in times) == len(postings.indexes):
        return []
    groups: dict[Cell, list[int]] = defaultdict(list)
    for at, index in enumerate(postings.indexes):
        if index is not None and times[index] > 1:
            groups[index].append(at)
    return [group for group in groups.values() if len({postings.channels[at] for at in group}) == len(group)]


def doubles(postings: Postings, handling: str) -> tuple[Problem, ...]:
    """Return a problem for every title that stands twice with the same day and channel, naming its rows and their handling."""
    keys = list(zip(postings.titles, postings.days, postings.channels, strict=True))
    if len(set(keys)) == len(keys):
        return ()
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key[0] is not None:
            groups[key].append(at)
    return tuple(_double(postings, group, handling) for group in groups.values() if len(group) > 1)


def _double(postings: Postings, group: list[int], handling: str) -> Problem:
    place = postings.place(group[0])
    others = [postings.place(at) for at in group[1:]]
    same = [other.row for other in others if (other.file, other.sheet) == (place.file, place.sheet) and other.row]
    parts = [f"第{each}行" for each in ranges(same)]
    parts += [str(other) for other in others if (other.file, other.sheet) != (place.file, place.sheet)]
    hint = "如是重复导出，请删除多余的行；如确为两次发布，不用处理"
    return Problem(place, f"与{'、'.join(parts)}的标题、发布日期、渠道完全相同，{handling}", hint)
