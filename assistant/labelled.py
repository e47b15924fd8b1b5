"""Material becomes labelled items: pastes are split, titles named in short are resolved, every item gets its labels."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.classify import Classifier, Label, load_classifier
from assistant.corrections import CUTS_FILE, Corrections, Kind, cut, take_corrections
from assistant.ingest import Line, Material, Place, Problem, SheetKind, Text, read_file, read_paste
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
    """Take a paste apart; a .jsonl line is one item as it stands, a correction changes how the others are cut.

    Dates without a year belong to `year`; titles mentioned in short are resolved to the full titles of the paste.
    """
    material, made = take_corrections(material)
    found, noise, problems = _items(material, year)
    return _recut(found, made, noise, problems, year) if made.cuts else (found, noise, problems)


def _items(material: Material, year: int) -> tuple[tuple[Item, ...], tuple[Noise, ...], tuple[Problem, ...]]:
    found: list[Item] = []
    noise: list[Noise] = []
    for text in material.texts:
        parted = split(text, year)
        found += parted.items
        noise += parted.noise
    found += [_record_item(record.text, record.fields, record.place, year) for record in material.records]
    return _with_full_titles(found), tuple(noise), material.problems


def _recut(
    before: tuple[Item, ...], made: Corrections, noise: tuple[Noise, ...], problems: tuple[Problem, ...], year: int
) -> tuple[tuple[Item, ...], tuple[Noise, ...], tuple[Problem, ...]]:
    """Return items, noise and problems as people's corrections leave them; what is taken out becomes noise."""
    found, unfitting = cut(before, made.cuts, lambda text: find_facts(text, year))
    added = {each.text for each in made.cuts if each.correction is Kind.ADD}
    removed = {each.text for each in made.cuts if each.correction is Kind.REMOVE}
    left = {id(item) for item in found}
    gone = tuple(
        Noise(item.source.line or 0, item.text, "人工剔除", item.source.file)
        for item in before
        if item.text in removed and id(item) not in left
    )
    told = tuple(
        Problem(Place(CUTS_FILE), f"更正没有对上任何记录：{each.text[:30]}", "原记录改动过，请在记录页重新更正")
        for each in unfitting
    )
    return found, (*(line for line in noise if line.text not in added), *gone), problems + told


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


def classify(
    material: Material, year: int, classifier: Classifier | None = None, explained: bool = True
) -> Iterator[Labelled]:
    """Label every item of a paste, or every line of a .jsonl file, in order; labels people gave stay.

    Labels that are not `explained` have no `why`.
    """
    rest, made = take_corrections(material)
    before, _, _ = _items(rest, year)
    records = before[len(before) - len(rest.records) :]
    fields = {id(item): record.fields for item, record in zip(records, rest.records, strict=True)}
    found = _recut(before, made, (), (), year)[0] if made.cuts else before
    labels = (classifier or load_classifier()).label([item.text for item in found], explained)
    for item, label in zip(found, labels, strict=True):
        yield Labelled(item, made.label(item.text, label), fields.get(id(item), {}))


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
