"""One request against its deadline: articles 30 to 33 of the Regulation, in working days.

- The day of receipt is not counted; the reply is due on the 20th working day (article 33).
- With an extension, up to 20 more (33); 是 or the date of the notice mean 20.
- Time for a third party's opinion is not counted (33); 是 or a date mean 15 (32), a number of days stands as it is.
- Notice to correct goes out within 7 working days of receipt (30); the correction's arrival starts the clock anew.
- A correction asked for and not received stops the clock.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from assistant.ingest import Cell
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import MISSING, UNKNOWN, UNREADABLE, day_number, flag
from assistant.statistics.workdays import MissingYear, Workdays

REPLY, EXTENSION, OPINION, CORRECTION_NOTICE = 20, 20, 15, 7
_MOST = 365
_DAYS = re.compile(r"(\d{1,3})\s*个?(?:工作)?[日天]|^(\d{1,3})(?:\.0)?$")


class Delay(StrEnum):
    """What is to be looked at. The value is what users see."""

    LATE = "答复超过期限"
    OVERDUE = "年底仍未答复，已超过期限"
    SOON = "结转办理，即将到期"
    NOTICE_LATE = "补正告知超过7个工作日"
    EXTENSION_LATE = "延期告知晚于原答复期限"


class Steps(NamedTuple):
    """The days of one request (ordinals) and the working days that do not count; 0 is none, -1 unreadable."""

    received: int
    answered: int
    result: str
    notice: int
    corrected: int
    extension: int
    opinion: int
    extension_notice: int


class Timing(NamedTuple):
    """How one request stands, in day numbers; `late` is None where it cannot be told, `days` are those it took.

    `delays` are what, the day it was due, and the working days of delay (for SOON: those left after the year).
    """

    due: int | None = None
    late: bool | None = None
    days: int | None = None
    delays: tuple[tuple[Delay, int, int], ...] = ()
    problem: str = ""


class Clock:
    """Times one request at a time, as of 31 December; the same steps give the same timing."""

    def __init__(self, workdays: Workdays, year: int, soon: int) -> None:
        self._workdays = workdays
        self._year_end = date(year, 12, 31).toordinal()
        self._soon = soon
        self._known: dict[Steps, Timing] = {}
        self._dues: dict[tuple[int, int], int | None] = {}

    def time(self, steps: Steps) -> Timing:
        """Return how a request stands; what cannot be told is said in `problem`."""
        if steps not in self._known:
            self._known[steps] = self._time(steps)
        return self._known[steps]

    def due(self, start: int, allowed: int) -> int | None:
        """Return the last day, None where it lies in a later year whose holidays are not known, thus is to come.

        Raises:
            MissingYear: the holidays of the year or of one before it are not known.

        """
        if (start, allowed) not in self._dues:
            self._dues[start, allowed] = self._last_day(start, allowed)
        return self._dues[start, allowed]

    def _last_day(self, start: int, allowed: int) -> int | None:
        try:
            return self._workdays.after(start, allowed)
        except MissingYear as error:
            if error.year <= date.fromordinal(self._year_end).year:
                raise
            return None

    def _time(self, steps: Steps) -> Timing:
        if problem := _unreadable(steps):
            return Timing(problem=problem)
        try:
            notices = tuple(self._notices(steps))
            timing = self._open(steps) if steps.result == CARRIED_OUT else self._finished(steps)
        except MissingYear as error:
            return Timing(problem=f"{error.problem}。{error.hint}")
        return timing._replace(delays=notices + timing.delays)

    def _finished(self, steps: Steps) -> Timing:
        if steps.answered <= MISSING:
            return Timing(problem="没有答复日期，无法判断是否按期答复")
        start, allowed = steps.corrected or steps.received, REPLY + steps.extension + steps.opinion
        days = self._workdays.between(start, steps.answered)
        if steps.notice and not steps.corrected:
            if steps.result == "other_no_correction":
                return Timing(late=False, days=days)
            return Timing(problem="已通知补正，但没有补正收到日期，无法计算答复期限")
        due = self.due(start, allowed)
        late = days > allowed and due is not None
        return Timing(due, late, days, ((Delay.LATE, due, days - allowed),) if late and due else ())

    def _open(self, steps: Steps) -> Timing:
        if steps.notice and not steps.corrected:
            return Timing(late=False)
        due = self.due(steps.corrected or steps.received, REPLY + steps.extension + steps.opinion)
        if due is None:
            missing = MissingYear(date.fromordinal(self._year_end).year + 1)
            return Timing(late=False, problem=f"{missing.problem}。{missing.hint}")
        if due <= self._year_end:
            return Timing(due, True, None, ((Delay.OVERDUE, due, self._workdays.between(due, self._year_end)),))
        left = self._workdays.between(self._year_end, due)
        return Timing(due, False, None, ((Delay.SOON, due, left),) if left <= self._soon else ())

    def _notices(self, steps: Steps) -> Iterator[tuple[Delay, int, int]]:
        """Yield notices that went out too late."""
        if steps.notice:
            yield from self._after(Delay.NOTICE_LATE, steps.received, CORRECTION_NOTICE, steps.notice)
        if steps.extension_notice:
            start = steps.corrected or steps.received
            yield from self._after(Delay.EXTENSION_LATE, start, REPLY + steps.opinion, steps.extension_notice)

    def _after(self, delay: Delay, start: int, allowed: int, given: int) -> Iterator[tuple[Delay, int, int]]:
        taken = self._workdays.between(start, given)
        if taken > allowed:
            yield delay, self._workdays.after(start, allowed), taken - allowed


def counted_days(cell: Cell, usual: int, most: int = _MOST) -> int:
    """Return the working days a cell grants: those it names, `usual` for 是 or a date, 0 for none, -1 where unreadable.

    >>> [counted_days(cell, 20, 20) for cell in ("延长10个工作日", "是", "2023年5月6日", "未延期", "待定", 30)]
    [10, 20, 20, 0, -1, 20]
    """
    said = flag(cell)
    if said in (None, False):
        return 0
    if day_number(cell) > MISSING:
        return usual
    found = _DAYS.search(str(cell))
    if said == UNKNOWN and not found:
        return UNREADABLE
    number = int(found[1] or found[2]) if found else 1
    return usual if number == 1 else min(number, most)


def notice_day(cell: Cell) -> int:
    """Return the day a cell names, 0 where it names none: 延期 may hold the day of the notice."""
    return max(day_number(cell), MISSING)


def _unreadable(steps: Steps) -> str:
    """Say why the days of a request cannot be reckoned with."""
    if steps.received <= MISSING:
        return "没有收到日期，无法计算答复期限"
    if UNREADABLE in (steps.notice, steps.corrected):
        return "补正日期看不懂，无法计算答复期限"
    if UNREADABLE in (steps.extension, steps.opinion):
        return "“延期”或“征求第三方意见”看不懂，无法计算答复期限"
    wrong = 0 < steps.notice < steps.received or 0 < steps.corrected < max(steps.received, steps.notice)
    later = 0 < steps.answered < steps.corrected
    return "补正日期的先后不对，无法计算答复期限" if wrong or later else ""
