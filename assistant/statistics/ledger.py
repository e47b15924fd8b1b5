"""The request ledger becomes table 3 and the figures of the text about requests."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from assistant.ingest import Problem, Sheet, SheetKind
from assistant.statistics.applicants import load_applicants
from assistant.statistics.asked import (
    UnknownWord,
    ask_applicants,
    ask_outcomes,
    ask_stops,
    list_unused,
    note_decisions,
)
from assistant.statistics.deadlines import Deadline, time_requests
from assistant.statistics.doubles import Doubles, find_doubles
from assistant.statistics.figure import Figure, Rows
from assistant.statistics.handling import Handled, handling_figures
from assistant.statistics.intake import Groups, judge
from assistant.statistics.outcomes import load_outcomes
from assistant.statistics.requests import Requests, decode
from assistant.statistics.rows import Unused
from assistant.statistics.table3 import table3_figures
from assistant.statistics.workdays import load_workdays


class LedgerResult(msgspec.Struct, frozen=True):
    """What the ledgers of a year yield.

    `complete` says that table 3 was counted; otherwise `stops`, which are also among `problems`, say what stands
    against it, and no table3 figure is there: missing, not zero. Without any ledger it is incomplete without a stop.
    `used` are the rows that counted, `unused` those that did not, with the reason.
    """

    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    stops: tuple[Problem, ...] = ()
    complete: bool = False
    used: tuple[Rows, ...] = ()
    unused: tuple[Unused, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()


@dataclass(frozen=True)
class _Judged:
    """All ledgers of a year with their requests by verdict, without rows that repeat another."""

    ledgers: Sequence[Requests]
    groups: Sequence[Groups]
    doubles: Doubles

    def each(self) -> Iterator[tuple[Requests, Groups]]:
        """Yield every ledger with its requests."""
        return zip(self.ledgers, self.groups, strict=True)


def count_ledger(
    sheets: Iterable[Sheet], year: int, *, outcomes: Path | None = None, workdays: Path | None = None, soon: int = 5
) -> LedgerResult:
    """Count the request ledgers among the sheets for a year.

    Figures are table3.<row>.<column> (件) for all 25 rows and 7 columns, and requests.*: by_channel.<申请方式>, late,
    overdue, extended, corrected, third_party, reviewed, sued (件), on_time_rate (%), median_days (个工作日), fee (元).
    A request that fits nowhere stops table 3; the requests.* figures stand as long as it is known which requests are
    of the year.

    `outcomes` and `workdays` are an office's files (see lexicon.py, workdays.py); requests carried out that fall due
    within `soon` working days of the new year are among the deadlines.

    Raises:
        BadSettings: one of the office's files does not say what it must.

    """
    known, applicants = load_outcomes(outcomes), load_applicants(outcomes)
    ledgers = [decode(sheet, known, applicants) for sheet in sheets if sheet.kind is SheetKind.REQUEST_LEDGER]
    if not ledgers:
        return LedgerResult()
    judged = _judge(ledgers, year)
    stops, unknown = _stops(judged)
    calendar = load_workdays(workdays)
    handled = [Handled(one, groups, time_requests(one, groups, calendar, year, soon)) for one, groups in judged.each()]
    figures, problems = handling_figures(handled) if _all_placed(judged) else ((), ())
    return LedgerResult(
        figures=(*(() if stops else table3_figures(judged.ledgers, judged.groups)), *figures),
        problems=(*stops, *_notes(judged, year), *(p for one in handled for p in one.timed.problems), *problems),
        stops=stops,
        complete=not stops,
        used=tuple(rows for one in handled if (rows := one.rows(one.all_rows)).numbers),
        unused=tuple(_unused(judged)),
        deadlines=tuple(deadline for one in handled for deadline in one.timed.deadlines),
        unknown=unknown,
    )


def _judge(ledgers: Sequence[Requests], year: int) -> _Judged:
    judged = [judge(ledger, year) for ledger in ledgers]
    doubles = find_doubles(ledgers, judged)
    return _Judged(ledgers, list(map(_without, judged, doubles.extra)), doubles)


def _without(groups: Groups, extra: Collection[int]) -> Groups:
    """Return the groups without the rows that repeat another."""
    if not extra:
        return groups
    import numpy as np

    left = {key: rows[~np.isin(rows, sorted(extra))] for key, rows in groups.items()}
    return {key: rows for key, rows in left.items() if len(rows)}


def _stops(judged: _Judged) -> tuple[tuple[Problem, ...], tuple[UnknownWord, ...]]:
    """Return everything that stands against table 3, and the words to decide on."""
    problems: list[Problem] = []
    unknown: dict[tuple[str, str], UnknownWord] = {}
    for ledger, groups in judged.each():
        problems += ask_stops(ledger, groups)
        for word, asked in chain(ask_outcomes(ledger, groups), ask_applicants(ledger, groups)):
            problems += asked
            met = unknown.get((word.section, word.word))
            merged = word if met is None else msgspec.structs.replace(met, count=met.count + word.count)
            unknown[word.section, word.word] = merged
    return (*problems, *judged.doubles.stops), tuple(unknown.values())


def _notes(judged: _Judged, year: int) -> Iterator[Problem]:
    for ledger, groups in judged.each():
        yield from note_decisions(ledger, groups, year)
    yield from judged.doubles.notes


def _unused(judged: _Judged) -> Iterator[Unused]:
    for (ledger, groups), extra in zip(judged.each(), judged.doubles.extra, strict=True):
        yield from list_unused(ledger, groups, extra)


def _all_placed(judged: _Judged) -> bool:
    """Say whether it is known of every request whether it is of the year, and how often it is listed."""
    unplaced = any(verdict.stop and not verdict.intake for groups in judged.groups for verdict, _ in groups)
    return not unplaced and not judged.doubles.stops
