"""Material becomes labelled items: pastes are split, titles named in short are resolved, every item gets its labels."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.classify import Classifier, Label, load_classifier
from assistant.ingest import Line, Material, Problem, SheetKind, Text, read_file, read_paste
from assistant.items import Item, Noise, find_facts, resolve_titles, split


class Labelled(msgspec.Struct, frozen=True):
    """An item with its label and, for a line of a .jsonl file, every other field of that line."""

    item: Item
    label: Label
    fields: dict[str, object] = {}


def read_material(source: str | Path, data: bytes | None = None) -> Material:
    """Read a file, or `data` from standard input where the source is `-`."""
    return read_paste(data or b"") if str(source) == "-" else read_file(Path(source))


def items(material: Material, year: int) -> tuple[tuple[Item, ...], tuple[Noise, ...], tuple[Problem, ...]]:
    """Take a paste apart; a .jsonl line is one item as it stands.

    Dates without a year belong to `year`; titles mentioned in short are resolved to the full titles of the paste.
    """
    found: list[Item] = []
    noise: list[Noise] = []
    for text in material.texts:
        parted = split(text, year)
        found += parted.items
        noise += parted.noise
    found += [_record_item(record.text, record.fields, record.place, year) for record in material.records]
    return _with_full_titles(found), tuple(noise), material.problems


def _record_item(text: str, fields: dict[str, object], place: object, year: int) -> Item:
    identity = str(fields.get("id") or f"{getattr(place, 'file', '')}:{getattr(place, 'line', '')}")
    return Item(identity, text, place, find_facts(text, year))  # type: ignore[arg-type]


def _with_full_titles(found: Sequence[Item]) -> tuple[Item, ...]:
    known = tuple(
        dict.fromkeys(title.name for item in found for title in item.facts.titles if title.text.startswith("《"))
    )
    resolved = []
    for item in found:
        if titles := resolve_titles(item.text, known):
            taken = {(title.start, title.end) for title in item.facts.titles}
            more = tuple(
                title
                for title in titles
                if not _overlaps(title.start, title.end, taken) and not _NEXT_YEAR.search(item.text[: title.start])
            )
            merged = tuple(sorted((*item.facts.titles, *more), key=lambda title: title.start))
            item = msgspec.structs.replace(item, facts=msgspec.structs.replace(item.facts, titles=merged))
        resolved.append(item)
    return tuple(resolved)


_NEXT_YEAR = re.compile(r"(?:明年|来年|下一?年度?|新)的?$")
"""Words before a short title that say another document than this year's is meant."""


def _overlaps(start: int, end: int, taken: set[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def classify(material: Material, year: int, classifier: Classifier | None = None) -> Iterator[Labelled]:
    """Label every item of a paste, or every line of a .jsonl file, in order."""
    found, _, _ = items(material, year)
    labels = (classifier or load_classifier()).label([item.text for item in found])
    none: dict[str, object] = {}
    fields = [none] * (len(found) - len(material.records)) + [record.fields for record in material.records]
    for item, label, extra in zip(found, labels, fields, strict=True):
        yield Labelled(item, label, extra)


def notes_of_sheets(material: Material) -> Material:
    """Return the rows of work-record sheets as lines of text."""
    texts = []
    for sheet in material.sheets:
        if sheet.kind is SheetKind.NOTES:
            dates, contents = sheet.cells("日期"), sheet.cells("内容")
            lines = tuple(
                Line(number, f"{day} {content}" if day else str(content))
                for number, day, content in zip(sheet.numbers, dates, contents, strict=True)
                if content
            )
            texts.append(Text(sheet.file, lines))
    return Material(texts=tuple(texts))
