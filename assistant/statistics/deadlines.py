"""When a reply was due, and which replies were late: articles 30 to 33 of the Regulation, in working days.

- The day of receipt is not counted; the reply is due on the 20th working day (article 33).
- With an extension, up to 20 more (33). A number of days in the ledger is taken as it stands, 是 or a date as 20.
- Time for the opinion of a third party is not counted (33); a number of days is taken as it stands, 是 as 15 (32).
- Notice to correct goes out within 7 working days of receipt (30); its arrival starts the clock anew.
- A correction asked for and not received stops the clock.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from assistant.ingest import Cell, Place, Problem
from assistant.statistics.intake import Verdict
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import MISSING, UNKNOWN, UNREADABLE, Requests, day_number, each, flag, questions
from assistant.statistics.workdays import MissingYear, Workdays

REPLY, EXTENSION, OPINION, CORRECTION_NOTICE = 20, 20, 15, 7
NOTICE, CORRECTED, THIRD_PARTY, EXTENDED, STATED = "补正通知日期", "补正收到日期", "征求第三方意见", "延期", "答复期限"
_DAYS = re.compile(r"(\d{1,3})\s*个?(?:工作)?[日天]|^(\d{1,3})(?:\.0)?$")


_Row = tuple[int, int, int, int, int, int, int, str]


class Delay(StrEnum):
    """What is to be looked at. The value is what users see."""

    LATE = "答复超过期限"
    OVERDUE = "年底仍未答复，已超过期限"
    SOON = "结转办理，即将到期"
    NOTICE_LATE = "补正告知超过7个工作日"
    EXTENSION_LATE = "延期告知晚于原答复期限"


class Deadline(msgspec.Struct, frozen=True):
    """A late or soon-late request, by its row alone: nothing of what it asks or who asked. `days` are working days.

    `days` is how late it is (for SOON: how many are left after 31 December).
    """

    place: Place
    delay: Delay
    due: date
    answered: date | None
    days: int


class Timing(NamedTuple):
    """How one request stands, in day numbers; `late` is None where it cannot be told, `days` are those it took."""

    due: int | None = None
    late: bool | None = None
    days: int | None = None
    delays: tuple[tuple[Delay, int, int], ...] = ()
    problem: str = ""


class Steps(NamedTuple):
    """The days of one request (ordinals) and the working days that do not count; 0 is none, -1 unreadable."""

    received: int
    answered: int
    notice: int
    corrected: int
    extension: int
    opinion: int
    extension_notice: int
    result: str


@dataclass(frozen=True)
class Timed:
    """The timings of a ledger's rows, None for rows that do not count, and what was met on the way."""

    timings: list[Timing | None]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]


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


def time_requests(
    ledger: Requests, judged: Sequence[Verdict], left_out: Collection[int], workdays: Workdays, year: int, soon: int = 5
) -> Timed:
    """Return how every counted request of a ledger stands against its deadline, on 31 December of the year.

    `soon` are the working days of the new year within which a carried-out request is called soon late.
    """
    clock = _Clock(workdays, date(year, 12, 31).toordinal(), soon)
    rows = _steps(ledger, judged)
    known = {row: clock.time(Steps(*row)) if row[-1] else None for row in set(rows)}
    timings = [known[row] for row in rows]
    for index in left_out:
        timings[index] = None
    deadlines = tuple(_deadlines(ledger, timings))
    return Timed(timings, deadlines, (*_problems(ledger, timings, judged), *_stated_otherwise(ledger, timings)))


class _Clock:
    """Times one request at a time; the same steps give the same timing."""

    def __init__(self, workdays: Workdays, year_end: int, soon: int) -> None:
        self._workdays = workdays
        self._year_end = year_end
        self._soon = soon

    def time(self, steps: Steps) -> Timing:
        if problem := _unreadable(steps):
            return Timing(problem=problem)
        if steps.received == MISSING:
            return Timing(problem="没有收到日期，无法计算答复期限")
        try:
            notices = tuple(self._notices(steps))
            timing = self._open(steps) if steps.result == CARRIED_OUT else self._finished(steps)
        except MissingYear as error:
            return Timing(problem=f"{error.problem}。{error.hint}")
        return timing._replace(delays=notices + timing.delays)

    def _finished(self, steps: Steps) -> Timing:
        if steps.answered == MISSING:
            return Timing(problem="没有答复日期，无法判断是否按期答复")
        days = self._workdays.between(steps.corrected or steps.received, steps.answered)
        if steps.notice and not steps.corrected:
            ended = steps.result == "other_no_correction"
            return (
                Timing(late=False, days=days) if ended else Timing(days=days, problem="已通知补正，但没有补正收到日期")
            )
        allowed = REPLY + steps.extension + steps.opinion
        late = days > allowed
        due = self._workdays.after(steps.corrected or steps.received, allowed) if late else self._due(steps)
        return Timing(due, late, days, ((Delay.LATE, due, days - allowed),) if late and due else ())

    def _open(self, steps: Steps) -> Timing:
        if steps.notice and not steps.corrected:
            return Timing(late=False)
        due = self._due(steps)
        if due is None:
            return Timing(late=False, problem=self._next_year_missing())
        if due <= self._year_end:
            return Timing(due, True, None, ((Delay.OVERDUE, due, self._workdays.between(due, self._year_end)),))
        left = self._workdays.between(self._year_end, due)
        return Timing(due, False, None, ((Delay.SOON, due, left),) if left <= self._soon else ())

    def _notices(self, steps: Steps) -> Iterator[tuple[Delay, int, int]]:
        if steps.notice:
            taken = self._workdays.between(steps.received, steps.notice)
            if taken > CORRECTION_NOTICE:
                due = self._workdays.after(steps.received, CORRECTION_NOTICE)
                yield Delay.NOTICE_LATE, due, taken - CORRECTION_NOTICE
        if steps.extension_notice:
            start, allowed = steps.corrected or steps.received, REPLY + steps.opinion
            taken = self._workdays.between(start, steps.extension_notice)
            if taken > allowed:
                yield Delay.EXTENSION_LATE, self._workdays.after(start, allowed), taken - allowed

    def _due(self, steps: Steps) -> int | None:
        """Return the last day, None where it lies in a later year whose holidays are not known, thus is to come."""
        try:
            return self._workdays.after(steps.corrected or steps.received, REPLY + steps.extension + steps.opinion)
        except MissingYear as error:
            if error.year <= date.fromordinal(self._year_end).year:
                raise
            return None

    def _next_year_missing(self) -> str:
        error = MissingYear(date.fromordinal(self._year_end).year + 1)
        return f"{error.problem}。{error.hint}"


def counted_days(cell: Cell, usual: int) -> int:
    """Return the working days a cell grants: those it names, `usual` for 是 or a date, 0 for none, -1 where unreadable.

    >>> counted_days("延长10个工作日", 20), counted_days("是", 20), counted_days("未延期", 20), counted_days("待定", 20)
    (10, 20, 0, -1)
    """
    said = flag(cell)
    if isinstance(cell, str) and said is not False and (found := _DAYS.search(cell)):
        number = int(found[1] or found[2])
        return usual if number == 1 else number
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if 1 < cell < 366 else usual * (cell != 0)
    return UNREADABLE if said == UNKNOWN else usual * bool(said)


def _steps(ledger: Requests, judged: Sequence[Verdict]) -> list[_Row]:
    sheet = ledger.sheet
    return list(
        zip(
            ledger.received,
            ledger.answered,
            each(sheet.cells(NOTICE), day_number),
            each(sheet.cells(CORRECTED), day_number),
            each(sheet.cells(EXTENDED), lambda cell: counted_days(cell, EXTENSION)),
            each(sheet.cells(THIRD_PARTY), lambda cell: counted_days(cell, OPINION)),
            each(sheet.cells(EXTENDED), lambda cell: max(day_number(cell), MISSING) if _is_dated(cell) else MISSING),
            [verdict.result for verdict in judged],
            strict=True,
        )
    )


def _is_dated(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and not _DAYS.search(cell))


def _unreadable(steps: Steps) -> str:
    if UNREADABLE in (steps.notice, steps.corrected):
        return "补正日期看不懂，无法计算答复期限"
    if UNREADABLE in (steps.extension, steps.opinion):
        return "“延期”或“征求第三方意见”看不懂，无法计算答复期限"
    wrong = steps.corrected and not steps.received <= (steps.notice or steps.received) <= steps.corrected
    return "补正日期的先后不对" if wrong or 0 < steps.notice < steps.received else ""


def _deadlines(ledger: Requests, timings: Sequence[Timing | None]) -> Iterator[Deadline]:
    for index, timing in enumerate(timings):
        if timing and timing.delays:
            answered = date.fromordinal(ledger.answered[index]) if ledger.answered[index] > 0 else None
            for delay, due, days in timing.delays:
                yield Deadline(ledger.sheet.place(index), delay, date.fromordinal(due), answered, days)


def _problems(ledger: Requests, timings: Sequence[Timing | None], judged: Sequence[Verdict]) -> Iterator[Problem]:
    """Ask about requests whose deadline cannot be told, those with one reason together; not twice about one row."""
    rows: dict[str, list[int]] = defaultdict(list)
    for index, timing in enumerate(timings):
        if timing and timing.problem and not judged[index].stop:
            rows[timing.problem].append(index)
    for problem, indices in rows.items():
        yield from questions(ledger.sheet, indices, None, problem, "请核对本行的日期；不影响表三，只影响按期答复的统计")


def _stated_otherwise(ledger: Requests, timings: Sequence[Timing | None]) -> Iterator[Problem]:
    """Show where the ledger's own 答复期限 is not the one the rules give."""
    stated = each(ledger.sheet.cells(STATED), day_number)
    pairs = enumerate(zip(stated, timings, strict=True))
    differ = [index for index, (day, timing) in pairs if day > 0 and timing and timing.due and timing.due != day]
    hint = "请核对收到日期、补正、延期和征求意见的天数；统计按条例第三十三条计算的期限"
    yield from questions(ledger.sheet, differ, STATED, "台账的答复期限与按工作日计算的不一致", hint)
