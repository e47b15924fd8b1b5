"""What a ledger is asked about: requests that fit nowhere, words nobody knows, decisions to be looked at."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from assistant.ingest import Cell, Place, Problem
from assistant.statistics.intake import CARRIED_IN, Groups, Note, Stop, Verdict, merge
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.requests import (
    ANSWERED,
    CARRIED,
    KIND,
    OUTCOME,
    RECEIVED,
    SUBMITTED,
    SUBTYPE,
    UNKNOWN,
    Requests,
    questions,
)
from assistant.statistics.rows import Unused, column_of
from assistant.statistics.words import shown
from assistant.tables import load_tables

_Key = TypeVar("_Key", bound=Hashable)

_STOPS: dict[Stop, tuple[str, str, str]] = {
    Stop.RECEIVED_MISSING: (
        RECEIVED,
        "没有收到日期，不能确定属于哪个年度",
        "请填写收到日期（以条例第三十一条规定的日期为准）",
    ),
    Stop.RECEIVED_UNREADABLE: (RECEIVED, "收到日期看不懂", "请写成 2023-05-06 这样的日期"),
    Stop.ANSWERED_UNREADABLE: (ANSWERED, "答复日期看不懂", "请写成 2023-05-06 这样的日期；还没有答复的留空"),
    Stop.REVERSED: (ANSWERED, "答复日期早于收到日期", "请核对两个日期"),
    Stop.FLAG_UNREADABLE: (CARRIED, "上年结转看不懂", "请填“是”或“否”"),
    Stop.FLAG_AGAINST_DATE: (
        CARRIED,
        "填了上年结转，但收到日期和答复日期都在本年度内",
        "请核对收到日期；若这一列说的是结转下年，请与答复日期核对",
    ),
    Stop.ANSWER_MISSING: (ANSWERED, "有办理结果，没有答复日期", "请填写答复日期；还没有办结的请删去办理结果"),
    Stop.OUTCOME_MISSING: (OUTCOME, "有答复日期，没有办理结果", "请填写办理结果"),
    Stop.OUTCOME_OPEN: (OUTCOME, "有答复日期，办理结果却写着尚未办结", "请核对办理结果和答复日期"),
}
_NOTES: dict[Note, tuple[str, str, str]] = {
    Note.ASSUMED_FINISHED: (
        ANSWERED,
        "台账没有答复日期，有办理结果的按本年度办结统计",
        "请核对有没有下年度才答复的申请",
    ),
    Note.FLAG_IGNORED: (CARRIED, "上年结转与日期不一致，按日期统计", "请核对收到日期和上年结转"),
}
_UNUSED = {
    Note.RECEIVED_AFTER: "收到日期在报告年度之后，不计入本年度",
    Note.FINISHED_BEFORE: "报告年度开始前已经办结，不计入本年度",
}
_MAP = "请在对照文件（设置项 outcomes）中写明它计入哪一行"
_MAP_HINT = f"请改用表三的说法，或{_MAP[1:]}"
_COLUMN_HINT = "请在“申请人类型”“组织类型”中写明，或在对照文件（设置项 outcomes）的 applicants 中写明它计入哪一列"


class UnknownWord(msgspec.Struct, frozen=True):
    """A word the office must decide on: `section` is outcomes or applicants; suggestions are (key, likeness)."""

    section: str
    word: str
    count: int
    place: Place
    suggestions: tuple[tuple[str, float], ...] = ()


Asked = tuple[UnknownWord, list[Problem]]


def ask_stops(ledger: Requests, groups: Groups) -> Iterator[Problem]:
    """Ask about requests that fit nowhere for their dates and flags."""
    for stop, (column, problem, hint) in _STOPS.items():
        yield from questions(ledger.sheet, _rows(groups, lambda each: each.stop is stop), column, problem, hint)  # noqa: B023


def ask_outcomes(ledger: Requests, groups: Groups) -> Iterator[Asked]:
    """Ask about outcomes nobody knows, one distinct cell at a time, with the rows it could be."""
    rows = _rows(groups, lambda verdict: verdict.stop is Stop.OUTCOME_UNKNOWN)
    for cell, found in _by_cell(ledger.sheet.cells(OUTCOME), rows).items():
        match = ledger.outcomes.match(cell)
        suggestions = ledger.outcomes.suggest(str(cell), limit=8 if match.candidates else 3)
        could = "、".join(f"“{load_tables().row_label(key)}”" for key, _ in suggestions)
        hint = f"可能是：{could}。{_MAP_HINT}" if could else _MAP_HINT
        place = ledger.sheet.place(found[0], OUTCOME)
        problem = f"办理结果“{shown(cell)}”：{match.reason}"
        yield (
            UnknownWord("outcomes", shown(cell), len(found), place, tuple(suggestions)),
            [*questions(ledger.sheet, found, OUTCOME, problem, hint)],
        )


def ask_applicants(ledger: Requests, groups: Groups) -> Iterator[Asked]:
    """Ask about applicants whose column cannot be told, one distinct pair of cells at a time."""
    kinds, subtypes = ledger.sheet.cells(KIND), ledger.sheet.cells(SUBTYPE)
    rows = _rows(groups, lambda verdict: bool(verdict.intake), column=UNKNOWN)
    for (kind, subtype), found in _by_cell({row: (kinds[row], subtypes[row]) for row in rows}, rows).items():
        match = ledger.applicants.match(kind, subtype)
        word = "—".join(shown(_before_brackets(cell)) for cell in (kind, subtype) if cell is not None)
        could = "、".join(f"“{load_tables().column_label(key)}”" for key in match.candidates)
        hint = f"可能是：{could}。{_COLUMN_HINT}" if could else _COLUMN_HINT
        problem = f"申请人类型“{word}”：{match.reason}" if word else match.reason
        suggestions = tuple((key, 1.0) for key in match.candidates)
        yield (
            UnknownWord("applicants", word, len(found), ledger.sheet.place(found[0], KIND), suggestions),
            [*questions(ledger.sheet, found, KIND, problem, hint)],
        )


def note_decisions(ledger: Requests, groups: Groups, year: int) -> Iterator[Problem]:
    """Show what was decided by custom or assumption, and what looks odd; it counts all the same."""
    if ledger.received_from == SUBMITTED:
        problem = "没有收到日期，以提交日期代替来确定年度和期限"
        yield Problem(_whole(ledger, SUBMITTED), problem, "请补上收到日期；条例第三十一条以收到日期为准")
    for note, (column, problem, hint) in _NOTES.items():
        yield from questions(ledger.sheet, _rows(groups, lambda each: each.note is note), column, problem, hint)  # noqa: B023
    yield from _note_customary(ledger, groups)
    early = date(year - 1, 1, 1).toordinal()
    old = [row for row in _rows(groups, lambda each: each.intake == CARRIED_IN) if 0 < ledger.received[row] < early]
    problem = "收到日期比报告年度早一年以上，计入上年结转"
    yield from questions(ledger.sheet, old, RECEIVED, problem, "请核对年份有没有写错")


def list_unused(ledger: Requests, groups: Groups, extra: Iterable[int]) -> Iterator[Unused]:
    """Yield every row that is not counted, with the reason."""
    place = ledger.sheet.place
    for note, reason in _UNUSED.items():
        yield from ((place(row), reason) for row in _rows(groups, lambda verdict: verdict.note is note))  # noqa: B023
    yield from ((place(row), "申请编号与另一行相同，已按一件统计") for row in sorted(extra))


def _note_customary(ledger: Requests, groups: Groups) -> Iterator[Problem]:
    cells = column_of(ledger.sheet, OUTCOME)
    doubted = {cell for cell in cells.values if cell is not None and not ledger.outcomes.match(cell).sure}
    if not doubted:
        return
    rows = _rows(groups, lambda verdict: bool(verdict.intake) and verdict.result not in (UNKNOWN, CARRIED_OUT))
    for cell, found in _by_cell(cells, (row for row in rows if cells[row] in doubted)).items():
        match = ledger.outcomes.match(cell)
        label = load_tables().row_label(str(match.row))
        problem = f"办理结果“{shown(cell)}”计入“{label}”：{match.reason}"
        yield from questions(ledger.sheet, found, OUTCOME, problem, f"请核对；要计入别的行，{_MAP}")


def _rows(groups: Groups, holds: Callable[[Verdict], bool], column: str | None = None) -> list[int]:
    """Return the rows whose verdict meets a condition, in order."""
    found = (rows for (verdict, at), rows in groups.items() if column in (None, at) and holds(verdict))
    rows: list[int] = merge(found).tolist()
    return rows


def _by_cell(cells: Sequence[_Key] | Mapping[int, _Key], rows: Iterable[int]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = defaultdict(list)
    for row in sorted(rows):
        found[cells[row]].append(row)
    return found


def _before_brackets(cell: Cell) -> str:
    """Cut what stands in brackets behind an applicant's kind: it may be a name."""
    return str(cell).replace("(", "（").partition("（")[0]


def _whole(ledger: Requests, column: str) -> Place:
    sheet = ledger.sheet
    return Place(sheet.file, sheet=sheet.name, column=sheet.headers.get(column, column))
