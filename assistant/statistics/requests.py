"""A request ledger read column by column, every distinct cell once: days as numbers, words as cells of table 3."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from assistant.ingest import Cell, Coded, Problem, Sheet, to_date
from assistant.statistics.applicants import Applicants
from assistant.statistics.figure import Rows
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.outcomes import Outcomes
from assistant.statistics.rows import column_of, ranges
from assistant.statistics.words import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RECEIVED, SUBMITTED, ANSWERED, OUTCOME = "收到日期", "提交日期", "答复日期", "答复类型"
KIND, SUBTYPE, CARRIED, NUMBER, CONTENT = "申请人类型", "组织类型", "上年结转", "申请编号", "申请内容"

MISSING = 0
UNREADABLE = -1
UNKNOWN = "?"
ONE_BY_ONE = 10
RUNS_SHOWN = 30

_YES = ("是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "已", "延", "征", "结转", "上年")
_NO = ("否", "无", "未", "不", "没", "×", "✗", "n", "no", "false", "0")
_DECIDED = TypeVar("_DECIDED")


@dataclass(frozen=True)
class Requests:
    """One ledger sheet with its words. Days are proleptic ordinals, 0 missing, -1 unreadable, parallel to its rows."""

    sheet: Sheet
    outcomes: Outcomes
    applicants: Applicants
    received: Coded[int]
    answered: Coded[int]
    received_from: str
    """The column the day of receipt was read from."""
    dated: bool
    """Whether the ledger gives days of answer at all."""

    @cached_property
    def numbers(self) -> "NDArray[np.object_]":
        """The numbers of the rows in the file."""
        import numpy as np

        return np.array([*self.sheet.numbers], dtype=np.object_)

    def rows(self, indices: "Iterable[int] | NDArray[np.intp]") -> Rows:
        """Return rows, each once and in order, as a figure carries them."""
        import numpy as np

        chosen = indices if isinstance(indices, np.ndarray) else np.array([*indices], dtype=np.intp)
        is_all = len(chosen) == len(self.numbers)
        numbers = self._all_numbers if is_all else tuple(self.numbers[chosen].tolist())
        return Rows(self.sheet.file, self.sheet.name, numbers)

    @cached_property
    def _all_numbers(self) -> tuple[int, ...]:
        return tuple(self.numbers.tolist())

    def outcome(self, cell: Cell) -> str:
        """Return the row key of table 3, carried_out for one still open, "" for an empty cell, "?" where refused."""
        return "" if cell is None else self.outcomes.match(cell).row or UNKNOWN

    def column(self, kind: Cell, subtype: Cell) -> str:
        """Return the column key of table 3, or "?" where it cannot be told."""
        return self.applicants.match(kind, subtype).column or UNKNOWN


def decode(sheet: Sheet, outcomes: Outcomes, applicants: Applicants) -> Requests:
    """Return a ledger with its days read; a ledger without days of receipt is read by its days of submission."""
    received_from = RECEIVED if filled(sheet, RECEIVED) or not filled(sheet, SUBMITTED) else SUBMITTED
    return Requests(
        sheet,
        outcomes,
        applicants,
        received=each(sheet, received_from, day_number),
        answered=each(sheet, ANSWERED, lambda cell: _answer_day(cell, outcomes)),
        received_from=received_from,
        dated=filled(sheet, ANSWERED),
    )


def each(sheet: Sheet, name: str, decide: Callable[[Cell], _DECIDED]) -> Coded[_DECIDED]:
    """Return the decision for every cell of a column, deciding each distinct cell once."""
    return column_of(sheet, name).each(decide)


def filled(sheet: Sheet, column: str) -> bool:
    """Say whether a column is there and holds anything."""
    cells = sheet.columns.get(column, ())
    return any(cell is not None for cell in (cells.values if isinstance(cells, Coded) else cells))


def day_number(cell: Cell) -> int:
    """Return a cell's day as an ordinal, 0 for an empty cell, -1 for one that holds no date."""
    if cell is None:
        return MISSING
    day: date | None = to_date(cell)
    return UNREADABLE if day is None else day.toordinal()


def flag(cell: Cell) -> bool | str | None:
    """Return what a yes-or-no cell says: True, False, None where empty, "?" where it says something else.

    >>> flag("是"), flag("未延期"), flag(20), flag("——"), flag(None)
    (True, False, True, None, None)
    """
    if cell is None or isinstance(cell, date):
        return None if cell is None else True
    if isinstance(cell, int | float):
        return cell != 0
    text = normalise(cell) or cell.strip().casefold()
    if not any(mark.isalnum() or mark in "√✓✔×✗" for mark in text):
        return None
    if text.startswith(_NO):
        return False
    return True if text.startswith(_YES) or to_date(cell) or text[0].isdigit() else UNKNOWN


def questions(sheet: Sheet, indices: Sequence[int], column: str | None, problem: str, hint: str) -> Iterator[Problem]:
    """Yield a problem for each row, or one that lists the rows where they are many."""
    if len(indices) <= ONE_BY_ONE:
        yield from (Problem(sheet.place(index, column), problem, hint) for index in indices)
        return
    runs = ranges(sheet.numbers[index] for index in indices)
    more = "等" if len(runs) > RUNS_SHOWN else ""
    rows = f"共{len(indices)}行：第{'、'.join(runs[:RUNS_SHOWN])}行{more}"
    yield Problem(sheet.place(indices[0], column), f"{problem}（{rows}）", hint)


def _answer_day(cell: Cell, outcomes: Outcomes) -> int:
    """Return the day of answer; 办理中 and the like in its place mean there is none yet."""
    day = day_number(cell)
    if day == UNREADABLE and outcomes.match(cell).row == CARRIED_OUT:
        return MISSING
    return day
