"""What the pages ask beside the pipeline: the notes of a case with the classifier's label and the one people gave."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from assistant.check import Finding
from assistant.classify import Classifier
from assistant.classify import load_classifier as _load_classifier
from assistant.corrections import (
    CUTS_FILE,
    LABELS_FILE,
    Correction,
    Kind,
    read_corrections,
    take_corrections,
    write_corrections,
)
from assistant.earlier import take_earlier
from assistant.ingest import Case, Material, Place, Problem, Record, SheetKind, read_case, read_files
from assistant.ingest.case import CASE_FILE, LEVELS, load_case
from assistant.items import Item, Noise, find_facts
from assistant.labelled import Labelled, classify, items, notes_of_sheets
from assistant.report import Report
from assistant.settings import Settings
from assistant.taxonomy import NO_CATEGORY, Part, load_categories

__all__ = [
    "CASE_FILE", "CUTS_FILE", "LABELS_FILE", "LEVELS", "NO_CATEGORY", "Case", "CaseNotes", "Correction", "Kind",
    "Labelled", "Part", "ReadFile", "bytes_of", "case_notes", "file_notes", "findings_of", "label_texts", "load_case",
    "load_categories", "read_case", "read_corrections", "report_of", "warm_up", "write_corrections",
]  # fmt: skip


class ReadFile(msgspec.Struct, frozen=True):
    """A file of a case and what it was read as; columns left behind are named by their headers."""

    name: str
    kinds: tuple[str, ...]
    rows: int
    dropped: tuple[str, ...] = ()


class CaseNotes(msgspec.Struct, frozen=True):
    """Everything a case's files say in words: its notes, the lines that are none, what could not be read."""

    case: Case
    notes: tuple[Labelled, ...]
    """Each with the classifier's own label."""
    given: dict[str, Correction]
    """The labels people gave, by the note's text."""
    noise: tuple[Noise, ...]
    problems: tuple[Problem, ...]
    files: tuple[ReadFile, ...] = ()


def case_notes(folder: Path, settings: Settings) -> CaseNotes:
    """Read the notes of a case folder as `nianbao draft` reads them.

    Raises:
        BadCase: the folder's case.yaml cannot be used.

    """
    case, material = read_case(folder, columns=settings.columns)
    earlier = take_earlier(folder, material, case.year)
    said, made = take_corrections(earlier.material + notes_of_sheets(earlier.material))
    uncut = said + Material(records=_cuts_only(earlier.material))
    _, noise, problems = items(uncut, case.year)
    notes = tuple(classify(uncut, case.year, load_classifier()))
    return CaseNotes(case, notes, made.labels, noise, problems, tuple(_files(earlier.material)))


def _cuts_only(material: Material) -> tuple[Record, ...]:
    labels = (Kind.LABEL, Kind.ACCEPTED)
    return tuple(each for each in material.records if each.fields.get("correction", Kind.LABEL) not in labels)


def file_notes(path: Path, root: Path, year: int, settings: Settings) -> tuple[tuple[Labelled, ...], tuple[Noise, ...]]:
    """Read one file of a case alone, with the ids its notes have when the whole folder is read."""
    material = read_files([path], columns=settings.columns, root=root)
    material = material + notes_of_sheets(material)
    return tuple(classify(material, year, load_classifier())), items(material, year)[1]


def _files(material: Material) -> list[ReadFile]:
    found: dict[str, ReadFile] = {}

    def add(name: str, kind: str, rows: int, dropped: tuple[str, ...] = ()) -> None:
        before = found.get(name, ReadFile(name, (), 0))
        kinds = tuple(dict.fromkeys((*before.kinds, kind)))
        found[name] = ReadFile(name, kinds, before.rows + rows, tuple(dict.fromkeys((*before.dropped, *dropped))))

    for sheet in material.sheets:
        add(sheet.file, sheet.kind.value, len(sheet), sheet.dropped)
    for text in material.texts:
        add(text.file, "文字记录", sum(1 for line in text.lines if line.text.strip()))
    for record in material.records:
        add(record.place.file, "更正" if "correction" in record.fields else SheetKind.NOTES.value, 1)
    for typed in material.typed:
        add(typed.file, f"{typed.year}年数据", 1)
    return list(found.values())


@cache
def load_classifier() -> Classifier:
    """Return the shipped classifier, loaded once."""
    return _load_classifier()


def label_texts(texts: Sequence[str], year: int) -> list[Labelled]:
    """Return notes as items with their labels, each as it stands alone."""
    said = [Item("", text, Place(""), find_facts(text, year)) for text in texts]
    labels = load_classifier().label(list(texts))
    return [Labelled(item, label) for item, label in zip(said, labels, strict=True)]


def warm_up() -> None:
    """Load what the first note would wait for."""
    label_texts(["发布政策解读1份"], 2025)


def report_of(data: bytes) -> Report:
    """Return the report that `bytes_of` wrote."""
    return msgspec.json.decode(data, type=Report)


def bytes_of(report: Report) -> bytes:
    """Return a report as JSON with everything in it, for keeping."""
    return msgspec.json.encode(report, order="deterministic")


def findings_of(data: bytes) -> list[Finding]:
    """Return the findings that were kept as JSON."""
    return msgspec.json.decode(data, type=list[Finding])
