"""All sheets and typed figures of a case become its figures, its tables, and what does not hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from assistant.ingest import Material, Place, Problem, Sheet, SheetKind, TypedFigures
from assistant.statistics.cells import Table, add_sums, to_table
from assistant.statistics.compare import compare
from assistant.statistics.documents import count_documents
from assistant.statistics.fees import ADMINISTRATIVE, PROCESSING
from assistant.statistics.figure import Figure, Figures, Origin
from assistant.statistics.hotline import count_hotline
from assistant.statistics.identities import Violation, check_identities
from assistant.statistics.labels import label_of
from assistant.statistics.lastyear import read_last_year
from assistant.statistics.ledger import LedgerResult, count_ledger
from assistant.statistics.proposals import count_proposals
from assistant.statistics.publication import count_publication
from assistant.statistics.remedies import count_remedies
from assistant.statistics.rows import Counted, Unused
from assistant.statistics.typed import Filled, fill
from assistant.statistics.workdays import MissingYear, Workdays, load_workdays
from assistant.taxonomy import DEFAULT_CATEGORIES


class Statistics(msgspec.Struct, frozen=True):
    """Everything a case's rows say. A cell of the tables nobody could determine is None, never 0.

    `unused` are the sheets and rows no number used, `mapping` the columns of the website with the category each was
    counted under, `ledger` the request ledgers' own result with deadlines and unknown words.
    """

    figures: Figures
    table2: Table
    table3: Table
    table4: Table
    problems: tuple[Problem, ...] = ()
    violations: tuple[Violation, ...] = ()
    unused: tuple[Unused, ...] = ()
    previous: TypedFigures | None = None
    mapping: dict[str, str] = {}
    ledger: LedgerResult = LedgerResult()


def compute(
    material: Material,
    year: int,
    *,
    level: str | None = None,
    outcomes: Path | None = None,
    workdays: Path | None = None,
    postings: str = "each",
    categories: Sequence[str] = DEFAULT_CATEGORIES,
    mapping: Mapping[str, str] | None = None,
) -> Statistics:
    """Compute the statistics of a year from all sheets and typed figures of a case.

    `level` is the agency's level as case.yaml names it; `outcomes` and `workdays` are an office's files; `postings` is
    each or once; `mapping` names the category of website columns the synonyms do not know.

    Raises:
        BadSettings: one of the office's files does not say what it must.

    """
    of = _by_kind(material.sheets)
    ledger = count_ledger(of[SheetKind.REQUEST_LEDGER], year, outcomes=outcomes, workdays=workdays)
    between = _Between(load_workdays(workdays))
    published = count_publication(
        of[SheetKind.WEB_EXPORT], year, postings=postings, categories=categories, mapping=mapping, between=between
    )
    last, left = read_last_year(of[SheetKind.LAST_YEAR], year)
    beyond = Counted((), tuple(between.problems()), tuple(_unread(of[SheetKind.UNKNOWN])))
    counted = _count_rest(of, year) + published.counted + beyond + left
    filled = fill(_join(ledger, counted, bool(of[SheetKind.FEES])), (*material.typed, *last), year)
    return msgspec.structs.replace(_concluded(filled, ledger, counted, level), mapping=published.mapping)


def _concluded(filled: Filled, ledger: LedgerResult, counted: Counted, level: str | None) -> Statistics:
    """Add up what is missing, compare with last year, lay out the tables and check them."""
    figures = add_sums(filled.figures)
    figures = Figures((*figures.values(), *compare(figures, filled.previous)))
    table2, table3, table4 = (to_table(figures, name) for name in ("table2", "table3", "table4"))
    last = filled.previous.tables if filled.previous else None
    return Statistics(
        figures,
        table2,
        table3,
        table4,
        problems=(*ledger.problems, *counted.problems, *filled.problems, *_fee_doubt(figures)),
        violations=tuple(check_identities(table2, table3, table4, previous=last, level=level)),
        unused=(*ledger.unused, *counted.unused, *filled.unused),
        previous=filled.previous,
        ledger=ledger,
    )


def _by_kind(sheets: Iterable[Sheet]) -> dict[SheetKind, list[Sheet]]:
    kinds: dict[SheetKind, list[Sheet]] = {kind: [] for kind in SheetKind}
    for sheet in sheets:
        kinds[sheet.kind].append(sheet)
    return kinds


def _count_rest(of: Mapping[SheetKind, list[Sheet]], year: int) -> Counted:
    lists = (SheetKind.NORMATIVE_DOCS, SheetKind.LAW_ENFORCEMENT, SheetKind.FEES)
    return (
        count_documents((sheet for kind in lists for sheet in of[kind]), year)
        + count_remedies(of[SheetKind.REMEDIES], year)
        + count_proposals(of[SheetKind.PROPOSALS], year)
        + count_hotline(of[SheetKind.HOTLINE], year)
    )


def _join(ledger: LedgerResult, counted: Counted, fees_listed: bool) -> Figures:
    """Return all counted figures; without a fee ledger the processing fee is what the request ledgers noted."""
    figures = Figures((*ledger.figures, *counted.figures))
    noted = figures.get("requests.fee")
    if noted is None or fees_listed:
        return figures
    return Figures((*figures.values(), Figure(PROCESSING, noted.value, "元", Origin.COMPUTED, parts=(noted.key,))))


class _Between:
    """Working days between two dates, remembering the years whose holidays are not known."""

    def __init__(self, calendar: Workdays) -> None:
        self._calendar = calendar
        self._missing: dict[int, MissingYear] = {}

    def __call__(self, start: date, end: date) -> int | None:
        try:
            return self._calendar.between(start.toordinal(), end.toordinal())
        except MissingYear as missing:
            self._missing[missing.year] = missing
            return None

    def problems(self) -> Iterator[Problem]:
        for year in sorted(self._missing):
            missing = self._missing[year]
            yield Problem(Place("工作日历"), f"{missing.problem}；涉及的信息未计入公开时限", missing.hint)


def _fee_doubt(figures: Figures) -> Iterator[Problem]:
    """Ask where two sources tell the processing fee differently, and where table 2 lacks it (X-FEE-UNIT)."""
    listed, noted = figures.get("fees.ipf_yuan"), figures.get("requests.fee")
    if listed and noted and listed.value != noted.value:
        place = Place("、".join(dict.fromkeys(rows.file for rows in (*listed.rows, *noted.rows))))
        problem = f"{label_of(listed.key)}：收费台账为{listed.value}元，依申请公开台账为{noted.value}元"
        yield Problem(place, problem, "请核对两份台账；报告采用收费台账的数字")
    if listed and listed.value and figures.value(ADMINISTRATIVE) == 0:
        place = Place("、".join(rows.file for rows in listed.rows))
        problem = f"收取了信息处理费{listed.value}元，而{label_of(ADMINISTRATIVE)}为0"
        yield Problem(place, problem, "信息处理费按行政事业性收费管理的，请计入表二；单位是万元")


def _unread(sheets: Iterable[Sheet]) -> Iterator[Unused]:
    for sheet in sheets:
        yield Place(sheet.file, sheet=sheet.name), f"未识别的表格，{len(sheet)}行均未使用"
