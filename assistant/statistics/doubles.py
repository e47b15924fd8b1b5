"""One request, one row: the same number twice, and the same content received on the same day, are found and shown."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from assistant.ingest import Cell, Place, Problem
from assistant.statistics.intake import Verdict
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import CONTENT, MISSING, NUMBER, Requests

GROUPS_SHOWN = 50
PLACES_SHOWN = 20
_RUNNING = frozenset({"序号", "行号", "顺序号", "no", "no."})
_SMALL = re.compile(r"\d{1,4}(?:\.0)?号?")
_COMPARED = ("收到日期", "答复日期", "办理结果", "申请人类型")


class Doubles(msgspec.Struct, frozen=True):
    """Rows that do not count because another row is the same request, and what was found.

    `extra[sheet]` are indices into that sheet; `stops` are what stops table 3: one number for rows that differ.
    """

    extra: tuple[frozenset[int], ...]
    notes: tuple[Problem, ...] = ()
    stops: tuple[Problem, ...] = ()


class _At(NamedTuple):
    sheet: int
    row: int


def find_doubles(ledgers: Sequence[Requests], verdicts: Sequence[Sequence[Verdict]]) -> Doubles:
    """Return the rows that repeat another row's request, over all sheets of a year.

    The same 申请编号 counts once, in the row that tells more, if the rows agree in what table 3 is counted from; if
    they do not, that is a question. The same content, day of receipt and applicant under different numbers is only
    shown: it may be a real 重复申请. Running numbers (序号, 1 2 3) say nothing across sheets.
    """
    extra: list[set[int]] = [set() for _ in ledgers]
    notes: list[Problem] = []
    stops: list[Problem] = []
    for group in _repeated(_numbers(ledgers, verdicts)):
        kept, against = _agree(ledgers, group)
        if against:
            stops.append(_conflict(ledgers, group, against))
            continue
        for at in group:
            if at != kept:
                extra[at.sheet].add(at.row)
        notes.append(_counted_once(ledgers, group, kept))
    alike = _repeated(_contents(ledgers, verdicts, extra))
    notes += [_looks_alike(ledgers, group) for group in alike]
    return Doubles(tuple(map(frozenset, extra)), _few(notes), _few(stops))


def _numbers(
    ledgers: Sequence[Requests], verdicts: Sequence[Sequence[Verdict]]
) -> Iterator[tuple[int, Sequence[Hashable], Sequence[bool]]]:
    for place, (ledger, judged) in enumerate(zip(ledgers, verdicts, strict=True)):
        cells = ledger.sheet.cells(NUMBER)
        if ledger.sheet.headers.get(NUMBER, NUMBER).strip().casefold() in _RUNNING:
            continue
        keys: Sequence[Hashable] = cells
        if all(cell is None or _is_small(cell) for cell in cells):
            keys = [None if cell is None else (place, cell) for cell in cells]
        yield place, keys, [bool(verdict.intake or verdict.stop) for verdict in judged]


def _contents(
    ledgers: Sequence[Requests], verdicts: Sequence[Sequence[Verdict]], extra: Sequence[set[int]]
) -> Iterator[tuple[int, Sequence[Hashable], Sequence[bool]]]:
    for place, (ledger, judged) in enumerate(zip(ledgers, verdicts, strict=True)):
        contents = ledger.sheet.cells(CONTENT)
        keys = list(zip(contents, ledger.received, ledger.column, strict=True))
        counts = [bool(verdict.intake) and key[0] is not None for verdict, key in zip(judged, keys, strict=True)]
        for row in extra[place]:
            counts[row] = False
        yield place, keys, counts


def _repeated(columns: Iterable[tuple[int, Sequence[Hashable], Sequence[bool]]]) -> list[list[_At]]:
    """Return the places of every key that occurs more than once among the rows that count."""
    kept = [(place, keys, counts) for place, keys, counts in columns]
    seen: set[Hashable] = set()
    again: set[Hashable] = set()
    for _, keys, counts in kept:
        here = [key for key, counted in zip(keys, counts, strict=True) if counted and key is not None]
        distinct = set(here)
        again |= seen & distinct
        seen |= distinct
        if len(distinct) < len(here):
            again |= _more_than_once(here)
    groups: dict[Hashable, list[_At]] = defaultdict(list)
    for place, keys, counts in kept if again else []:
        for row, (key, counted) in enumerate(zip(keys, counts, strict=True)):
            if counted and key in again:
                groups[key].append(_At(place, row))
    return list(groups.values())


def _more_than_once(keys: Iterable[Hashable]) -> set[Hashable]:
    once: set[Hashable] = set()
    return {key for key in keys if key in once or once.add(key)}  # type: ignore[func-returns-value]


def _agree(ledgers: Sequence[Requests], group: Sequence[_At]) -> tuple[_At, list[str]]:
    """Return the row that tells most, and the columns in which another row says something else."""
    facts = {at: _facts(ledgers[at.sheet], at.row) for at in group}
    best = max(group, key=lambda at: sum(fact is not None for fact in facts[at]))
    against = [
        name
        for place, name in enumerate(_COMPARED)
        if any(facts[at][place] not in (None, facts[best][place]) for at in group)
    ]
    return best, against


def _facts(ledger: Requests, row: int) -> tuple[Hashable, ...]:
    """Return what table 3 is counted from, None where the row does not say."""
    received, answered = ledger.received[row], ledger.answered[row]
    outcome = ledger.outcome[row]
    return (
        None if received == MISSING else received,
        None if answered == MISSING else answered,
        None if outcome in ("", CARRIED_OUT) else outcome,
        ledger.column[row],
    )


def _is_small(cell: Cell) -> bool:
    return (isinstance(cell, int | float) and cell < 10_000) or bool(isinstance(cell, str) and _SMALL.fullmatch(cell))


def _conflict(ledgers: Sequence[Requests], group: Sequence[_At], against: Sequence[str]) -> Problem:
    problem = f"申请编号与{_places(ledgers, group[0], group)}相同，但{'、'.join(against)}不一致"
    return Problem(_place(ledgers, group[0]), problem, "不同的申请请改正编号；同一件申请请只保留一行")


def _counted_once(ledgers: Sequence[Requests], group: Sequence[_At], kept: _At) -> Problem:
    problem = f"申请编号与{_places(ledgers, kept, group)}相同，按一件统计，以本行为准"
    return Problem(_place(ledgers, kept), problem, "同一件申请请只保留一行；若是不同的申请，请改正编号")


def _looks_alike(ledgers: Sequence[Requests], group: Sequence[_At]) -> Problem:
    others = _places(ledgers, group[0], group)
    problem = f"申请内容、收到日期和申请人类型与{others}相同，仍逐件统计"
    return Problem(
        _place(ledgers, group[0], CONTENT),
        problem,
        "若是同一件申请登记了两次，请删去一行；若是重复申请，请核对办理结果",
    )


def _place(ledgers: Sequence[Requests], at: _At, column: str = NUMBER) -> Place:
    return ledgers[at.sheet].sheet.place(at.row, column)


def _places(ledgers: Sequence[Requests], first: _At, group: Sequence[_At]) -> str:
    """Name the other rows of a group; file and sheet only where they are not the first row's."""
    home = ledgers[first.sheet].sheet
    words = []
    for at in [at for at in group if at != first][:PLACES_SHOWN]:
        sheet = ledgers[at.sheet].sheet
        file = "" if sheet.file == home.file else sheet.file
        name = "" if (sheet.file, sheet.name) == (home.file, home.name) or not sheet.name else f"工作表“{sheet.name}”"
        words.append(f"{file}{name}第{sheet.numbers[at.row]}行")
    return "、".join(words) + (f"等{len(group) - 1}行" if len(group) - 1 > PLACES_SHOWN else "")


def _few(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Keep a list that a person can read; the last one says how many more there are."""
    if len(problems) <= GROUPS_SHOWN:
        return tuple(problems)
    rest = problems[GROUPS_SHOWN]
    more = f"另有{len(problems) - GROUPS_SHOWN}组疑似重复的申请，从本行起"
    return (*problems[:GROUPS_SHOWN], Problem(rest.place, more, "请先处理前面列出的各组，再重新统计"))
