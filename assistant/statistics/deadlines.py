"""Which replies of a ledger were late, which requests are overdue or soon due on 31 December (rules in clock.py)."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from assistant.ingest import Coded, Place, Problem
from assistant.statistics.clock import (
    EXTENSION,
    OPINION,
    REPLY,
    Clock,
    Delay,
    Steps,
    counted_days,
    notice_day,
)
from assistant.statistics.intake import Groups, Verdict, merge
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import MISSING, UNREADABLE, Requests, day_number, each, questions
from assistant.statistics.workdays import MissingYear, Workdays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Deadline", "Delay", "Timed", "due_date", "time_requests"]

NOTICE, CORRECTED, THIRD_PARTY, EXTENDED, STATED = "补正通知日期", "补正收到日期", "征求第三方意见", "延期", "答复期限"


class Deadline(msgspec.Struct, frozen=True):
    """A late or soon-late request, by its row alone: nothing of what it asks or who asked.

    `days` are the working days it is late by (for SOON: those left after 31 December).
    """

    place: Place
    delay: Delay
    due: date
    answered: date | None
    days: int


@dataclass
class Timed:
    """How the year's requests of a ledger stand: row indices, and how many of the finished took how many working days.

    `untimed` are those of which it cannot be told whether they were late.
    """

    days: Counter[int] = field(default_factory=Counter)
    late: list[int] = field(default_factory=list)
    overdue: list[int] = field(default_factory=list)
    untimed: set[int] = field(default_factory=set)
    deadlines: tuple[Deadline, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Columns(NamedTuple):
    """What the clock needs of every row."""

    notice: Coded[int]
    corrected: Coded[int]
    extension: Coded[int]
    opinion: Coded[int]
    extension_notice: Coded[int]


_Found = tuple[int, Delay, int, int]
"""Row, delay, day it was due, working days."""


def due_date(
    received: date, workdays: Workdays, *, corrected: date | None = None, extension: int = 0, opinion: int = 0
) -> date:
    """Return the last day for a reply; `extension` and `opinion` are working days that do not count.

    Source: 条例 articles 30, 32 and 33.

    Raises:
        MissingYear: the holidays of a year it needs are not known.

    """
    start = (corrected or received).toordinal()
    return date.fromordinal(workdays.after(start, REPLY + extension + opinion))


def time_requests(ledger: Requests, groups: Groups, workdays: Workdays, year: int, soon: int = 5) -> Timed:
    """Return how every request of the year stands against its deadline, on 31 December.

    `soon` are the working days of the new year within which a request carried out is called soon late.
    """
    return _Timing(ledger, groups, workdays, Clock(workdays, year, soon)).time()


class _Timing:
    """Times a ledger: rows with nothing but receipt and answer by subtraction, the others one by one."""

    def __init__(self, ledger: Requests, groups: Groups, workdays: Workdays, clock: Clock) -> None:
        self._ledger = ledger
        self._groups = groups
        self._workdays = workdays
        self._clock = clock
        self._columns = _columns(ledger)
        self._timed = Timed()
        self._found: list[_Found] = []
        self._asked: dict[str, list[int]] = defaultdict(list)
        self._differ: list[int] = []

    def time(self) -> Timed:
        since = self._days_since()
        odd = self._odd_rows(since)
        plain: list[NDArray[np.intp]] = []
        for (verdict, _), rows in self._groups.items():
            if verdict.intake:
                one_by_one = odd[rows] | (verdict.result == CARRIED_OUT)
                for row in rows[one_by_one].tolist():
                    self._time_one(row, verdict)
                plain.append(rows[~one_by_one])
        self._time_plain(merge(plain), since)
        self._timed.late.sort()
        self._timed.overdue.sort()
        self._timed.deadlines = tuple(self._deadlines())
        self._timed.problems = tuple(self._problems())
        return self._timed

    def _days_since(self) -> dict[int, int]:
        """Return the working days from the ledger's first day up to every other; days of unknown years are left out."""
        days = {*self._ledger.received.values, *self._ledger.answered.values} - {MISSING, UNREADABLE}
        since: dict[int, int] = {}
        known = 0
        for before, day in pairwise([min(days, default=0), *sorted(days)]):
            try:
                known += self._workdays.between(before, day)
            except MissingYear:
                if since:
                    break
                continue
            since[day] = known
        return since

    def _odd_rows(self, since: Container[int]) -> "NDArray[np.bool_]":
        """Say of every row whether there is more to it than a receipt, an answer and days granted."""
        import numpy as np

        ledger, columns = self._ledger, self._columns
        steps = (columns.notice, columns.corrected, columns.extension_notice)
        found = [days.where(lambda day: day != MISSING) for days in steps]
        found += [days.where(lambda day: day not in since) for days in (ledger.received, ledger.answered)]
        found += [days.where(lambda day: day < 0) for days in (columns.extension, columns.opinion)]
        odd = np.zeros(len(ledger.sheet), dtype=np.bool_)
        odd[np.concatenate(found)] = True
        return odd

    def _time_plain(self, rows: "NDArray[np.intp]", since: Mapping[int, int]) -> None:
        """Time finished requests by the number of working days up to their two days."""
        import numpy as np

        received, answered = self._ledger.received, self._ledger.answered
        first, last = (days.each(lambda day: since.get(day, 0)).array()[rows] for days in (received, answered))
        taken = last - first
        days, times = np.unique(taken, return_counts=True)
        self._timed.days.update(dict(zip(days.tolist(), times.tolist(), strict=True)))
        long = taken > REPLY
        for row, took in zip(rows[long].tolist(), taken[long].tolist(), strict=True):
            allowed = self._allowed(row)
            if took > allowed and (due := self._clock.due(received[row], allowed)) is not None:
                self._found.append((row, Delay.LATE, due, took - allowed))
                self._timed.late.append(row)
        self._compare_stated((row, self._clock.due(received[row], self._allowed(row))) for row in rows.tolist())

    def _allowed(self, row: int) -> int:
        return REPLY + self._columns.extension[row] + self._columns.opinion[row]

    def _time_one(self, row: int, verdict: Verdict) -> None:
        days = [column[row] for column in self._columns]
        steps = Steps(self._ledger.received[row], self._ledger.answered[row], verdict.result, *days)
        timing = self._clock.time(steps)
        if timing.late is None:
            self._timed.untimed.add(row)
        elif timing.late:
            (self._timed.overdue if verdict.result == CARRIED_OUT else self._timed.late).append(row)
        if timing.days is not None:
            self._timed.days[timing.days] += 1
        self._found += [(row, *delay) for delay in timing.delays]
        if timing.problem and not verdict.stop:
            self._asked[timing.problem].append(row)
        self._compare_stated([(row, timing.due)])

    def _compare_stated(self, dues: Iterable[tuple[int, int | None]]) -> None:
        """Remember rows whose own 答复期限 is not the one the rules give."""
        cells = self._ledger.sheet.columns.get(STATED)
        if cells is not None:
            stated = ((row, due, day_number(cells[row])) for row, due in dues)
            self._differ += [row for row, due, day in stated if due and day > MISSING and day != due]

    def _deadlines(self) -> Iterator[Deadline]:
        answered = self._ledger.answered
        for row, delay, due, days in sorted(self._found, key=lambda found: found[0]):
            day = date.fromordinal(answered[row]) if answered[row] > MISSING else None
            yield Deadline(self._ledger.sheet.place(row), delay, date.fromordinal(due), day, days)

    def _problems(self) -> Iterator[Problem]:
        """Ask about requests whose deadline cannot be told, those with one reason together."""
        hint = "请核对本行的日期；不影响表三，只影响按期答复的统计"
        for problem, rows in self._asked.items():
            yield from questions(self._ledger.sheet, rows, None, problem, hint)
        hint = "请核对收到日期、补正、延期和征求意见的天数；统计按条例第三十三条计算的期限"
        problem = "台账的答复期限与按工作日计算的不一致"
        yield from questions(self._ledger.sheet, sorted(self._differ), STATED, problem, hint)


def _columns(ledger: Requests) -> _Columns:
    sheet = ledger.sheet
    return _Columns(
        each(sheet, NOTICE, day_number),
        each(sheet, CORRECTED, day_number),
        each(sheet, EXTENDED, lambda cell: counted_days(cell, EXTENSION, EXTENSION)),
        each(sheet, THIRD_PARTY, lambda cell: counted_days(cell, OPINION)),
        each(sheet, EXTENDED, notice_day),
    )
