"""The journey told once: what the commands and the pages ask for, from files to files."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assistant.check import Evidence, Finding, Severity, check
from assistant.classify import Classifier, load_classifier
from assistant.columns import guess_columns
from assistant.draft import Noted, compose, note, place_by_context
from assistant.earlier import Earlier, join_earlier, take_earlier
from assistant.errors import AssistantError
from assistant.ingest import (
    Case,
    Material,
    Problem,
    TypedFigures,
    read_case,
    read_file,
    read_paste,
)
from assistant.items import find_facts
from assistant.labelled import Labelled, classify, items, notes_of_sheets, read_material
from assistant.report import Report, document_of, document_of_published
from assistant.retrieve import (
    Builder,
    Reader,
    Retriever,
    Suggestion,
    build_index,
    import_files,
    open_retriever,
    read_here,
)
from assistant.reviewing import Reviewed, office_choices, review, review_folder
from assistant.settings import Settings, load_settings
from assistant.statistics import RolledUp, Statistics, Unmapped, compute, roll_up_files, unmapped_outcomes

if TYPE_CHECKING:
    from assistant.export import Chart

Progress = Callable[[str], None]


class Drafted(msgspec.Struct, frozen=True):
    """What a draft run made: the report, its findings, the files written."""

    report: Report
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]


class Composed(msgspec.Struct, frozen=True):
    """A drafted report, what was found in it, and the statistics it was made from."""

    report: Report
    findings: list[Finding]
    statistics: Statistics
    typed: tuple[TypedFigures, ...] = ()
    """Figures typed or read from earlier reports, of whatever years."""


class Added(msgspec.Struct, frozen=True):
    """What adding to a corpus did: passages new, passages known before, and what could not be taken."""

    added: int
    known: int
    problems: tuple[Problem, ...]
    left_out: tuple[Problem, ...] = ()
    """Headings, tables and openings of imported reports: no passages, nothing wrong with them."""
    similar: int = 0
    """Passages left out because one of the same agency says nearly the same."""


def suggest(
    questions: Sequence[tuple[str, str]],
    settings: Settings,
    year: int,
    k: int = 5,
    section: str | None = None,
    agency: str | None = None,
    years: tuple[int, int] | None = None,
    level: str | None = None,
) -> Iterator[tuple[str, str, list[Suggestion]]]:
    """Offer past wording for (id, text) questions, in their order; the filters are those of `Retriever.search`."""
    retriever = _retriever(settings)
    for identity, text in questions:
        facts = find_facts(text, year)
        found = retriever.suggest(text, facts, k=k, section=section, year=year, agency=agency, years=years, level=level)
        yield identity, text, found


def draft(
    source: Path | Sequence[Path] | bytes,
    out: Path,
    settings: Settings,
    case: Case | None = None,
    say: Progress = print,
) -> Drafted:
    """Draft a case folder, files, or a paste, and write the report with its findings below `out`.

    `case` is needed for files and pastes (agency and year) and overrides the folder's own.
    """
    from assistant.export import export, workbook_bytes, write_aside

    say("读取材料")
    case, earlier = _material(source, settings, case)
    made = compose_report(case, earlier, settings, say)
    charts, findings = _charts(made, settings)
    say("写出文件")
    files = export(made.report, findings, out, charts)
    write_aside(out / "figures.xlsx", workbook_bytes(made.statistics))
    return Drafted(made.report, tuple(findings), (*files, out / "figures.xlsx"))


def _charts(made: Composed, settings: Settings) -> "tuple[list[Chart], list[Finding]]":
    """Draw the pictures, or say in a finding which font is missing."""
    if not settings.charts:
        return [], made.findings
    from assistant.export import draw

    try:
        return draw(made.statistics.figures, made.report.year, made.typed), made.findings
    except AssistantError as error:
        missing = Finding("missing-font", Severity.INFO, error.problem, suggestion=error.hint)
        return [], [*made.findings, missing]


def _material(source: Path | Sequence[Path] | bytes, settings: Settings, case: Case | None) -> tuple[Case, Earlier]:
    if isinstance(source, Path) and source.is_dir():
        own, material = read_case(source, columns=settings.columns)
        case = case or own
        return case, take_earlier(source, material, case.year)
    if case is None:
        raise TypeError("files and pastes need a case")
    if isinstance(source, bytes):
        return case, Earlier(read_paste(source), ())
    paths = [source] if isinstance(source, Path) else source
    parts = [take_earlier(path.parent, read_file(path, columns=settings.columns), case.year) for path in paths]
    return case, join_earlier(parts)


def compose_report(case: Case, earlier: Earlier, settings: Settings, say: Progress) -> Composed:
    """Draft the report of a case from what was read, and check it, beside last year's where it was among the files."""
    material = earlier.material
    say("统计表格")
    statistics = count(case, material, settings)
    say("归类记录")
    notes = label_notes(material, case.year, load_classifier(vectors=settings.vectors))
    say("起草正文")
    retriever = _retriever(settings) if settings.suggestions else None
    offer = partial(_offer, retriever, case, settings.suggestions)
    drafted = compose(case, notes, statistics, offer, settings.overview_limit)
    say("检查")
    findings = check(
        Evidence(
            document_of(drafted.report),
            previous=next(
                (document_of_published(each) for each in earlier.reports if each.year == case.year - 1), None
            ),
            level=case.level,
            report=drafted.report,
            figures=statistics.figures,
            notes=drafted.told,
            problems=(*material.problems, *statistics.problems),
            violations=statistics.violations,
            conflicts=drafted.conflicts,
            deadlines=statistics.ledger.deadlines,
        ),
        office_choices(settings),
    )
    return Composed(drafted.report, findings, statistics, material.typed)


def label_notes(material: Material, year: int, classifier: Classifier | None = None) -> tuple[Noted, ...]:
    """Return the notes of all texts, with label, clause and topic; by default labelled as the user's settings say."""
    material = material + notes_of_sheets(material)
    notes = [note(each.item, each.label, year) for each in classify(material, year, classifier, explained=False)]
    return place_by_context(notes, material.texts)


def warm(settings: Settings) -> None:
    """Load what every draft needs, so that many processes find the index built and the models whole.

    Raises:
        AssistantError: something of it is missing or damaged.

    """
    load_classifier(vectors=settings.vectors).label(["组织政务公开培训1次"])
    office_choices(settings)
    if settings.suggestions:
        _retriever(settings).search("组织政务公开培训", k=1)


def _retriever(settings: Settings) -> Retriever:
    return open_retriever(settings.corpus_dir, settings.home, settings.encoder, settings.vectors, settings.index_place)


def _offer(retriever: Retriever | None, case: Case, k: int, text: str, part: str) -> list[Suggestion]:
    if retriever is None or not part:
        return []
    return retriever.suggest(
        text, find_facts(text, case.year), case_words=_case_words(case), k=k, section=part, year=case.year
    )


def _case_words(case: Case) -> tuple[str, ...]:
    return tuple(word for word in (case.agency, case.short_name) if word)


def settings(corpus: Path | None = None, **chosen: object) -> Settings:
    """Return the user's settings, with what this call chose in their place; None chooses nothing."""
    chosen = {name: value for name, value in {"corpus_dir": corpus, **chosen}.items() if value is not None}
    return replace(load_settings(), **chosen)  # type: ignore[arg-type]


def case_of(agency: str, year: int | None) -> Case:
    """Return a case that has nothing but an agency and a year (by default the one a report is written about now)."""
    return Case(agency=agency, year=year or default_year())


def default_year() -> int:
    """Return the year a report drafted today is about: the year before until September, then this year."""
    today = date.today()
    return today.year - 1 if today.month <= 9 else today.year


def corpus_add(
    paths: Sequence[Path],
    settings: Settings,
    similar_too: bool = False,
    say: Progress = lambda _: None,
    reader: Reader = read_here,
) -> Added:
    """Add past paragraphs to the user's corpus; what was there before is counted as known."""
    done = import_files(settings.corpus_dir, paths, similar_too, say, reader)
    return Added(done.added, done.known, done.problems, done.left_out, done.similar)


def corpus_index(settings: Settings, say: Progress = lambda _: None, builder: Builder | None = None) -> int:
    """Bring the index of the corpus up to date, however long it takes, and return how many passages it holds.

    `builder` builds it on other machines.
    """
    place, encoder = settings.index_place, settings.encoder
    return build_index(settings.corpus_dir, settings.home, encoder, settings.vectors, say, place, builder)


def questions(text: str | None, file: Path | None) -> list[tuple[str, str]]:
    """Return (id, text) of a question given as text, or of every line of a .jsonl file."""
    if file is None:
        return [("q1", text)] if text else []
    return [
        (str(record.fields.get("id") or f"q{number}"), record.text)
        for number, record in enumerate(read_file(file).records, 1)
    ]


def figures(case_folder: Path, settings: Settings) -> Statistics:
    """Count a case folder's spreadsheets."""
    case, earlier = _material(case_folder, settings, None)
    return count(case, earlier.material, settings)


def count(case: Case, material: Material, settings: Settings) -> Statistics:
    """Count what was read, as the office's settings say; website columns nobody knows are judged by their titles."""
    return compute(
        material,
        case.year,
        level=case.level,
        outcomes=settings.outcomes,
        workdays=settings.workdays,
        postings=settings.postings,
        mapping=guess_columns(
            material.sheets, lambda titles: load_classifier(vectors=settings.vectors).label(titles, explained=False)
        ),
    )


def unknown_outcomes(source: Path, settings: Settings, learned: Path) -> list[Unmapped]:
    """Return the outcomes of a case's ledgers that no mapping knows, most frequent first, each with suggested rows."""
    columns = settings.columns
    material = read_case(source, columns=columns)[1] if source.is_dir() else read_file(source, columns=columns)
    return unmapped_outcomes(material.sheets, learned if learned.exists() else None)


def rollup(folders: Sequence[Path], parent: Path | None = None, expect: Path | None = None) -> RolledUp:
    """Add up every report.json and figures file below `folders`; `expect` lists one agency a line."""
    return roll_up_files(folders, parent, expect.read_text(encoding="utf-8-sig").split() if expect else ())


__all__ = ["Labelled", "Reviewed", "classify", "items", "read_material", "review", "review_folder"]
