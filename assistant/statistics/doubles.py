"""One request, one row: the same number twice, and the same content received on the same day, are found and shown."""

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import msgspec

from assistant.ingest import Cell, Coded, Place, Problem, coded
from assistant.statistics.intake import Groups
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import CONTENT, MISSING, NUMBER, OUTCOME, Requests
from assistant.statistics.rows import column_of

GROUPS_SHOWN = 50
PLACES_SHOWN = 20
_RUNNING = frozenset({"序号", "行号", "顺序号", "no", "no."})
_SMALL = re.compile(r"\d{1,4}(?:\.0)?号?")
_COMPARED = ("收到日期", "答复日期", "办理结果", "申请人类型")


_Columns = dict[int, str]


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


def find_doubles(ledgers: Sequence[Requests], judged: Sequence[Groups]) -> Doubles:
    """Return the rows that repeat another row's request, over all sheets of a year.

    The same 申请编号 counts once, in the row that tells more, if the rows agree in what table 3 is counted from; if
    they do not, that is a question. The same content, day of receipt and applicant under different numbers is only
    shown: it may be a real 重复申请. Running numbers (序号, 1 2 3) say nothing across sheets.
    """
    columns = _columns(ledgers, judged)
    if not any(columns):
        return Doubles((frozenset(),) * len(ledgers))
    extra: list[set[int]] = [set() for _ in ledgers]
    notes: list[Problem] = []
    stops: list[Problem] = []
    for group in _repeated(list(map(_numbers, range(len(ledgers)), ledgers)), columns):
        kept, against = _agree(ledgers, columns, group)
        if against:
            stops.append(_conflict(ledgers, group, against))
            continue
        for at in group:
            if at != kept:
                extra[at.sheet].add(at.row)
                del columns[at.sheet][at.row]
        notes.append(_counted_once(ledgers, group, kept))
    notes += [_looks_alike(ledgers, group) for group in _alike(ledgers, columns)]
    return Doubles(tuple(map(frozenset, extra)), _few(notes), _few(stops))


def _columns(ledgers: Sequence[Requests], judged: Sequence[Groups]) -> list[_Columns]:
    """Return the column of table 3 of every row of the year, for ledgers that have repeated cells at all."""
    if len(ledgers) == 1 and not any(_repeats(column_of(ledgers[0].sheet, name)) for name in (NUMBER, CONTENT)):
        return [{}]
    return [
        {row: key for (verdict, key), rows in groups.items() if verdict.intake or verdict.stop for row in rows.tolist()}
        for groups in judged
    ]


def _repeats(cells: Coded[Cell]) -> bool:
    return any(cells.values[at] is not None for at in (cells.times() > 1).nonzero()[0].tolist())


def _numbers(place: int, ledger: Requests) -> Sequence[Hashable]:
    """Return what tells requests apart: small numbers only within their sheet, running numbers not at all."""
    cells = ledger.sheet.cells(NUMBER)
    if ledger.sheet.headers.get(NUMBER, NUMBER).strip().casefold() in _RUNNING:
        return (None,) * len(cells)
    if all(cell is None or _is_small(cell) for cell in coded(cells).values):
        return [None if cell is None else (place, cell) for cell in cells]
    return cells


def _alike(ledgers: Sequence[Requests], columns: Sequence[_Columns]) -> list[list[_At]]:
    """Return groups of rows with the same content, day of receipt and applicant."""
    groups = []
    for same in _repeated([ledger.sheet.cells(CONTENT) for ledger in ledgers], columns):
        finer: dict[Hashable, list[_At]] = defaultdict(list)
        for at in same:
            finer[ledgers[at.sheet].received[at.row], columns[at.sheet][at.row]].append(at)
        groups += [group for group in finer.values() if len(group) > 1]
    return groups


def _repeated(keys: Sequence[Sequence[Hashable]], columns: Sequence[_Columns]) -> list[list[_At]]:
    """Return the places of every key that occurs more than once among the rows of the year."""
    groups: dict[Hashable, list[_At]] = defaultdict(list)
    seen: dict[Hashable, _At] = {}
    for place, (cells, here) in enumerate(zip(keys, columns, strict=True)):
        for row in sorted(here):
            if (key := cells[row]) is not None:
                at = _At(place, row)
                first = seen.setdefault(key, at)
                if first != at:
                    groups[key] = [*(groups.get(key) or [first]), at]
    return list(groups.values())


def _agree(ledgers: Sequence[Requests], columns: Sequence[_Columns], group: Sequence[_At]) -> tuple[_At, list[str]]:
    """Return the row that tells most, and the columns in which another row says something else."""
    facts = {at: (*_facts(ledgers[at.sheet], at.row), columns[at.sheet][at.row]) for at in group}
    best = max(group, key=lambda at: sum(fact is not None for fact in facts[at]))
    against = [
        name
        for place, name in enumerate(_COMPARED)
        if any(facts[at][place] not in (None, facts[best][place]) for at in group)
    ]
    return best, against


def _facts(ledger: Requests, row: int) -> tuple[Hashable, ...]:
    """Return what table 3 is counted from beside the applicant, None where the row does not say."""
    received, answered = ledger.received[row], ledger.answered[row]
    outcome = ledger.outcome(ledger.sheet.cells(OUTCOME)[row])
    return (
        None if received == MISSING else received,
        None if answered == MISSING else answered,
        None if outcome in ("", CARRIED_OUT) else outcome,
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
