"""Where a request belongs in a year: newly received or carried in, finished with an outcome or carried out.

Source: 条例 article 31 (the day of receipt decides the year); a request answered in the year counts in its outcome,
one not answered by 31 December is carried out. What dates and words do not settle is a question, never a guess:

- no day of receipt, an unreadable date, an answer before the receipt: asked;
- an outcome without a day of answer where the ledger has such days, a day of answer without an outcome: asked;
- a ledger without any day of answer: a request of the year with an outcome counts as finished in it, with a note;
- 上年结转 = 是 though received and answered in the year: asked; otherwise against the dates: the dates decide, noted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.ingest import Cell, Coded
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import (
    CARRIED,
    KIND,
    MISSING,
    OUTCOME,
    SUBTYPE,
    UNKNOWN,
    UNREADABLE,
    Requests,
    flag,
)
from assistant.statistics.rows import column_of, runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEW, CARRIED_IN = "new_received", "carried_in"


class Phase(IntEnum):
    """Where a day stands against the year."""

    UNREADABLE = -1
    MISSING = 0
    BEFORE = 1
    WITHIN = 2
    AFTER = 3


class Stop(StrEnum):
    """Why a request fits nowhere."""

    RECEIVED_MISSING = "received_missing"
    RECEIVED_UNREADABLE = "received_unreadable"
    ANSWERED_UNREADABLE = "answered_unreadable"
    REVERSED = "reversed"
    FLAG_UNREADABLE = "flag_unreadable"
    FLAG_AGAINST_DATE = "flag_against_date"
    ANSWER_MISSING = "answer_missing"
    OUTCOME_MISSING = "outcome_missing"
    OUTCOME_UNKNOWN = "outcome_unknown"
    OUTCOME_OPEN = "outcome_open"


class Note(StrEnum):
    """What was decided and should be looked at, or why a row does not count."""

    RECEIVED_AFTER = "received_after"
    FINISHED_BEFORE = "finished_before"
    ASSUMED_FINISHED = "assumed_finished"
    FLAG_IGNORED = "flag_ignored"


class Verdict(NamedTuple):
    """Rows of table 3 a request counts in; `result` is "?" where it was finished and nobody can tell how.

    Without `intake` and `stop` it is not of this year.
    """

    intake: str = ""
    result: str = ""
    stop: Stop | None = None
    note: Note | None = None


class Facts(NamedTuple):
    """All a verdict rests on."""

    received: Phase
    answered: Phase
    outcome: str
    carried: bool | str | None
    reversed: bool
    dated: bool


Groups = dict[tuple[Verdict, str], "NDArray[np.intp]"]
"""The rows of a ledger, in order, by verdict and by column key of table 3 ("?" where it cannot be told)."""


def phase_of(day: int, year: int) -> Phase:
    """Return where a day number stands against the year."""
    if day in (MISSING, UNREADABLE):
        return Phase(day)
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return Phase.BEFORE if day < first else Phase.WITHIN if day <= last else Phase.AFTER


def judge(ledger: Requests, year: int) -> Groups:
    """Return the rows of a ledger by their verdict and their column of table 3.

    Columns are told apart by small numbers added up row by row, so that every combination is judged once.
    """
    sheet = ledger.sheet
    told = _Told()
    told.add(ledger.received, lambda day: phase_of(day, year))
    told.add(ledger.answered, lambda day: phase_of(day, year))
    told.add(column_of(sheet, OUTCOME), ledger.outcome)
    told.add(column_of(sheet, CARRIED), flag)
    told.add(_before(ledger.answered, ledger.received), bool)
    told.add(column_of(sheet, KIND), _same)
    told.add(column_of(sheet, SUBTYPE), _same)
    groups: dict[tuple[Verdict, str], list[NDArray[np.intp]]] = defaultdict(list)
    for values, rows in told.rows(len(sheet)):
        received, answered, outcome, carried, reverse, kind, subtype = values
        facts = Facts(received, answered, outcome, carried, reverse, ledger.dated)
        groups[decide(facts), ledger.column(kind, subtype)].append(rows)
    return {key: merge(rows) for key, rows in groups.items()}


def merge(parts: "Iterable[NDArray[np.intp]]") -> "NDArray[np.intp]":
    """Return the rows of several groups without a common row, each in order, in order."""
    import numpy as np

    every = [rows for rows in parts if len(rows)]
    if len(every) == 1:
        return every[0]
    found = np.zeros(1 + max((int(rows[-1]) for rows in every), default=-1), dtype=np.bool_)
    for rows in every:
        found[rows] = True
    return np.flatnonzero(found)


class _Told:
    """Columns put together into one number per row."""

    def __init__(self) -> None:
        self._values: list[list[Any]] = []
        self._codes: NDArray[np.int64] | None = None
        self._weight = 1

    def add(self, cells: Coded[Any], decide: Callable[[Any], Any]) -> None:
        """Add a column by what its values stand for."""
        import numpy as np

        known = [decide(cell) for cell in cells.values]
        place = {value: at for at, value in enumerate(dict.fromkeys(known))}
        if len(place) > 1:
            codes = np.array([place[value] for value in known], dtype=np.int64)[cells.codes]
            self._codes = codes if self._codes is None else self._codes + codes * self._weight
            self._weight *= len(place)
        self._values.append([*place])

    def rows(self, count: int) -> "Iterator[tuple[list[Any], NDArray[np.intp]]]":
        """Yield every combination that occurs, with its rows in order, in the order of their first rows."""
        import numpy as np

        codes = np.zeros(count, dtype=np.uint16) if self._codes is None else self._codes
        for rows in runs(codes):
            values, code = [], int(codes[rows[0]])
            for column in self._values:
                code, at = divmod(code, max(1, len(column)))
                values.append(column[at])
            yield values, rows


def decide(facts: Facts) -> Verdict:
    """Return where a request belongs.

    >>> decide(Facts(Phase.WITHIN, Phase.AFTER, "granted", None, False, True))
    Verdict(intake='new_received', result='carried_out', stop=None, note=None)
    """
    if outside := _outside(facts):
        return Verdict(note=outside)
    if stop := _unclear_dates(facts):
        return Verdict(stop=stop)
    if facts.carried == UNKNOWN:
        return Verdict(stop=Stop.FLAG_UNREADABLE)
    flagged = facts.carried is True
    if flagged and facts.received is Phase.WITHIN and facts.answered is Phase.WITHIN:
        return Verdict(stop=Stop.FLAG_AGAINST_DATE)
    is_new = facts.received is Phase.WITHIN
    ignored = Note.FLAG_IGNORED if (flagged and is_new) or (facts.carried is False and not is_new) else None
    return _finish(facts, NEW if is_new else CARRIED_IN, ignored)


def _outside(facts: Facts) -> Note | None:
    """Say why a request with dates that agree is not of this year."""
    if facts.received is Phase.AFTER and facts.answered not in (Phase.BEFORE, Phase.WITHIN):
        return Note.RECEIVED_AFTER
    unknown_receipt = facts.received in (Phase.BEFORE, Phase.MISSING)
    return Note.FINISHED_BEFORE if unknown_receipt and facts.answered is Phase.BEFORE else None


def _unclear_dates(facts: Facts) -> Stop | None:
    if facts.received is Phase.UNREADABLE:
        return Stop.RECEIVED_UNREADABLE
    if facts.received is Phase.MISSING and facts.carried is not True:
        return Stop.RECEIVED_MISSING
    if facts.answered is Phase.UNREADABLE:
        return Stop.ANSWERED_UNREADABLE
    return Stop.REVERSED if facts.reversed else None


def _finish(facts: Facts, intake: str, note: Note | None) -> Verdict:
    if facts.answered is Phase.AFTER:
        return Verdict(intake, CARRIED_OUT, note=note)
    if facts.answered is Phase.WITHIN:
        return _answered(facts.outcome, intake, note)
    if facts.outcome in ("", CARRIED_OUT):
        return Verdict(intake, CARRIED_OUT, note=note)
    if facts.outcome == UNKNOWN:
        return Verdict(intake, UNKNOWN, Stop.OUTCOME_UNKNOWN)
    if facts.dated or (intake == CARRIED_IN and facts.carried is not True):
        return Verdict(intake, UNKNOWN, Stop.ANSWER_MISSING)
    return Verdict(intake, facts.outcome, note=Note.ASSUMED_FINISHED)


def _answered(outcome: str, intake: str, note: Note | None) -> Verdict:
    """Return the verdict on a request answered within the year."""
    stops = {"": Stop.OUTCOME_MISSING, UNKNOWN: Stop.OUTCOME_UNKNOWN, CARRIED_OUT: Stop.OUTCOME_OPEN}
    if stop := stops.get(outcome):
        return Verdict(intake, UNKNOWN, stop)
    return Verdict(intake, outcome, note=note)


def _before(answered: Coded[int], received: Coded[int]) -> Coded[bool]:
    """Say of every row whether it has a day of answer that lies before its day of receipt."""
    import numpy as np

    first, last = received.array(), answered.array()
    return Coded([False, True], ((last > 0) & (last < first)).astype(np.int8))


def _same(cell: Cell) -> Cell:
    return cell
