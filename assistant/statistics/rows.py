"""Numbers that remember their rows, rows that counted for nothing, and questions that name their rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

import msgspec

from assistant.ingest import Cell, Coded, Place, Problem, Sheet, coded, constant, to_date
from assistant.statistics.figure import Figure, Origin, Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Unused = tuple[Place, str]
"""A row or a sheet that no number used, and why (in Chinese, without what the row holds)."""

ONE_BY_ONE = 10
"""Up to so many rows of one sheet asking the same question get a problem each; more share one that lists them."""

NOTHING = "这一行写明没有，按零件统计"
"""Why a row that only reports that there is nothing is no case."""

_NOTHING = frozenset({"", "无", "没有", "零", "零报告", "本年无", "暂无", "—", "——", "-", "--", "/", "N/A", "不适用"})
_NUMBER = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(?:[\u4e00-\u9fff]{1,2})?")


class Counted(msgspec.Struct, frozen=True):
    """What one kind of sheet yields."""

    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    unused: tuple[Unused, ...] = ()

    def __add__(self, other: "Counted") -> "Counted":
        """Return both, in order."""
        return Counted(self.figures + other.figures, self.problems + other.problems, self.unused + other.unused)


def ranges(numbers: Iterable[int]) -> list[str]:
    """Write row numbers as ranges.

    >>> ranges([7, 3, 4, 5])
    ['3-5', '7']
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [str(first) if first == last else f"{first}-{last}" for first, last in runs]


def gather(rows: Iterable[Rows]) -> tuple[Rows, ...]:
    """Return the rows merged sheet by sheet, each number once and in order."""
    merged: dict[tuple[str, str | None], set[int]] = {}
    for each in rows:
        merged.setdefault((each.file, each.sheet), set()).update(each.numbers)
    return tuple(Rows(file, sheet, tuple(sorted(numbers))) for (file, sheet), numbers in merged.items())


def to_number(cell: Cell) -> int | Decimal | None:
    """Return the number of a cell that holds nothing but a number and perhaps its unit; None where it does not.

    >>> to_number("1,200件"), to_number(0.1), to_number("约3件"), to_number("12.50元")
    (1200, Decimal('0.1'), None, Decimal('12.50'))
    """
    if isinstance(cell, str) and (match := _NUMBER.fullmatch(cell.replace("，", ",").replace(" ", ""))):
        written = match.group(1).replace(",", "")
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        written = str(cell)
    else:
        return None
    value = Decimal(written)
    return int(value) if value == value.to_integral_value() else value


def word(cell: Cell) -> str:
    """Return a cell's text without spaces, or "" for an empty one.

    >>> word(" 主 办"), word(None)
    ('主办', '')
    """
    return "" if cell is None else "".join(str(cell).split())


def day(cell: Cell) -> date | None:
    """Return the date of a cell; None where it is empty or unreadable."""
    return None if cell is None else to_date(cell)


def column_of(sheet: Sheet, name: str) -> Coded[Cell]:
    """Return a column by its distinct cells; one the sheet does not have is empty in all rows."""
    return coded(sheet.columns[name]) if name in sheet.columns else constant(None, len(sheet))


def says_nothing(sheet: Sheet, index: int) -> bool:
    """Say whether a row is written to report that there is nothing: every cell but its number is empty or 无."""
    cells = (column[index] for name, column in sheet.columns.items() if name != "序号")
    return all(word(cell) in _NOTHING for cell in cells)


def runs(codes: "NDArray[np.integer[Any]]") -> "list[NDArray[np.intp]]":
    """Return the rows of every code, in order, in the order of their first rows."""
    import numpy as np

    if not len(codes):
        return []
    if codes.max() < 1 << 16:
        codes = codes.astype(np.uint16)  # is sorted in linear time
    order = np.argsort(codes, kind="stable")
    ends = np.flatnonzero(np.diff(codes[order])) + 1
    return sorted(np.split(order, ends), key=lambda rows: int(rows[0]))


def find_word(text: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """Return the key one of whose words is `text`, else the one key whose words stand in it; None where several do.

    A word that stands within a longer word found does not count (不公开 is not 公开); one written =是 is only the whole
    text.

    >>> words = {"published": ["=是", "公开"], "exempt": ["=否", "不公开", "涉密"]}
    >>> [find_word(text, words) for text in ("涉密不公开", "是", "是否待定", "涉密，摘要公开")]
    ['exempt', 'published', None, None]
    """
    pairs = [(each, key) for key, listed_words in words.items() for each in listed_words]
    for each, key in pairs:
        if text and text == each.removeprefix("="):
            return key
    found = [(each, key) for each, key in pairs if each in text]
    keys = {key for each, key in found if not any(each != other and each in other for other, _ in found)}
    return keys.pop() if len(keys) == 1 else None


class Tally:
    """Counts keys over sheets; every number keeps its rows, and a key that cannot be told is left out, never zero.

    A key counts once it was opened by a sheet that would list such rows, so a list without rows means zero.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unused: list[Unused] = []
        self._values: dict[str, int | Decimal] = {}
        self._rows: dict[str, list[tuple[Sheet, int | None]]] = {}
        self._blocked: dict[str, None] = {}
        self._skipped: set[tuple[int, int | None]] = set()
        self._questions: dict[tuple[int, str | None, str, str], tuple[Sheet, list[int]]] = {}

    def open(self, sheet: Sheet, *keys: str) -> None:
        """Note that the sheet would list whatever there is to count for the keys."""
        for key in keys:
            self._values.setdefault(key, 0)
            self._rows.setdefault(key, []).append((sheet, None))

    def add(self, key: str, sheet: Sheet, index: int, amount: int | Decimal = 1) -> None:
        """Count a row, or add the amount it states."""
        self._values[key] = self._values.get(key, 0) + amount
        self._rows.setdefault(key, []).append((sheet, index))

    def skip(self, sheet: Sheet, index: int, reason: str) -> None:
        """Note a row that counts for nothing."""
        self.unused.append((sheet.place(index), reason))
        self._skipped.add((id(sheet), index))

    def ask(self, sheet: Sheet, index: int, column: str | None, problem: str, hint: str, *keys: str) -> None:
        """Note a row that cannot be decided; the keys it might belong to cannot be told any more."""
        question = self._questions.setdefault((id(sheet), column, problem, hint), (sheet, []))
        question[1].append(index)
        self._blocked.update(dict.fromkeys(keys))

    def tell(self, sheet: Sheet, problem: str, hint: str, *keys: str) -> None:
        """Note a problem of a whole sheet; the keys cannot be told any more."""
        self.problems.append(Problem(Place(sheet.file, sheet=sheet.name), problem, hint))
        self._blocked.update(dict.fromkeys(keys))

    def value(self, key: str) -> int | Decimal | None:
        """Return what was counted so far, None for a key that cannot be told."""
        return None if key in self._blocked else self._values.get(key)

    def keys(self) -> Iterator[str]:
        """Yield the keys that can be told, in the order they were first met."""
        return (key for key in self._values if key not in self._blocked)

    def figure(self, key: str, unit: str = "件") -> Figure | None:
        """Return the figure of a key with its rows, None where it cannot be told."""
        if key in self._blocked or key not in self._values:
            return None
        return Figure(key, self._values[key], unit, Origin.COUNTED, rows_of(self._rows[key]))

    def result(self, units: Mapping[str, str] | None = None) -> Counted:
        """Return everything that was counted, asked and skipped; `units` names the unit of keys not counted in 件."""
        figures = (self.figure(key, (units or {}).get(key, "件")) for key in self._values)
        unused = (*self.unused, *self._counted_for_nothing())
        return Counted(tuple(filter(None, figures)), (*self.problems, *self._asked()), unused)

    def _counted_for_nothing(self) -> Iterator[Unused]:
        """Yield the rows that were asked about, or counted only for keys that cannot be told, and not for any other."""
        told = {(id(sheet), index) for key in self.keys() for sheet, index in self._rows[key]}
        told |= self._skipped
        asked = [(sheet, at, question[2]) for question, (sheet, rows) in self._questions.items() for at in rows]
        pairs = [pair for key in self._blocked for pair in self._rows.get(key, ())]
        asked += [(sheet, at, "所计的数因其他行待确认而暂缺") for sheet, at in pairs if at is not None]
        for sheet, index, reason in asked:
            if (id(sheet), index) not in told:
                told.add((id(sheet), index))
                yield sheet.place(index), reason

    def _asked(self) -> Iterator[Problem]:
        for (_, column, problem, hint), (sheet, indices) in self._questions.items():
            yield from listed(sheet, indices, column, problem, hint)


def open_column(tally: Tally, sheet: Sheet, sheets: Sequence[Sheet], column: str, keys: Sequence[str]) -> None:
    """Open the keys a column tells; where a sheet with rows lacks it and another has it, the keys cannot be told."""
    if column in sheet.columns or not len(sheet):
        tally.open(sheet, *keys)
    elif any(column in other.columns for other in sheets):
        tally.tell(
            sheet, f"没有“{column}”列，而同类的其他表格有，{column}的合计暂缺", f"请在这张表加上“{column}”列", *keys
        )


def rows_of(counted: Iterable[tuple[Sheet, int | None]]) -> tuple[Rows, ...]:
    """Return the rows of (sheet, index) pairs; an index of None names the sheet alone."""
    numbers: dict[tuple[str, str | None], list[int]] = {}
    for sheet, index in counted:
        found = numbers.setdefault((sheet.file, sheet.name), [])
        if index is not None:
            found.append(sheet.numbers[index])
    return tuple(Rows(file, name, tuple(found)) for (file, name), found in numbers.items())


def listed(sheet: Sheet, indices: Sequence[int], column: str | None, problem: str, hint: str) -> Iterator[Problem]:
    """Yield a problem per row, or one that lists the rows where they are many."""
    if len(indices) <= ONE_BY_ONE:
        yield from (Problem(sheet.place(index, column), problem, hint) for index in indices)
        return
    rows = "、".join(ranges(sheet.numbers[index] for index in indices))
    header = sheet.headers.get(column, column) if column else None
    place = Place(sheet.file, sheet=sheet.name, column=header)
    yield Problem(place, f"{problem}（共{len(indices)}行：第{rows}行）", hint)


def add_up(key: str, parts: Sequence[str], figures: Mapping[str, Figure], unit: str = "件") -> Figure | None:
    """Return the sum of the parts as a computed figure, None where a part is missing."""
    found = [figures.get(part) for part in parts]
    values = [part.value for part in found if part is not None]
    if len(values) < len(parts):
        return None
    return Figure(key, sum(values), unit, Origin.COMPUTED, parts=tuple(parts))
