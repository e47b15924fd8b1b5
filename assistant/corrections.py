"""What people corrected in a case's notes: other labels, notes cut apart or joined, lines that are no note or are one.

Corrections stand in .jsonl files beside the notes, one a line, known by their field `correction`. They speak of a note
by its text, so that they keep their meaning when the file around it changes.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from assistant.classify import Label
from assistant.errors import UnreadableFile
from assistant.ingest import Material, Place, Problem, Record
from assistant.items import Facts, Item

LABELS_FILE = "标签更正.jsonl"
CUTS_FILE = "条目更正.jsonl"


class Kind(StrEnum):
    """What a correction does. `accepted` says that the classifier was right."""

    LABEL = "label"
    ACCEPTED = "accepted"
    SPLIT = "split"
    MERGE = "merge"
    REMOVE = "remove"
    ADD = "add"


class Correction(msgspec.Struct, frozen=True, omit_defaults=True):
    """One correction. A label or an accepted label is also a labelled note to train on: it has every field of one."""

    correction: Kind
    text: str
    """The note it is about; for a merge the joined text, for an addition the note itself."""
    id: str = ""
    category: str = ""
    section: str = ""
    writer: str = ""
    parts: tuple[str, ...] = ()
    """What a split gives, or what a merge took, in order."""


class Corrections(msgspec.Struct, frozen=True):
    """The corrections of a case, in the order in which they were made."""

    labels: dict[str, Correction] = {}
    cuts: tuple[Correction, ...] = ()

    def label(self, text: str, own: Label) -> Label:
        """Return the label people gave a note, or the classifier's own."""
        given = self.labels.get(text)
        if given is None:
            return own
        return Label(given.category, 1.0, given.section, 1.0, needs_review=False, why=own.why)


def take_corrections(material: Material) -> tuple[Material, Corrections]:
    """Return the material without corrections, and the corrections; a line that is none becomes a problem."""
    if not any("correction" in record.fields for record in material.records):
        return material, Corrections()
    read = [_read(record) for record in material.records]
    made = [each for each in read if isinstance(each, Correction)]
    rest = Material(
        material.texts,
        material.sheets,
        tuple(each for each in read if isinstance(each, Record)),
        material.typed,
        (*material.problems, *(each for each in read if isinstance(each, Problem))),
    )
    labels = {each.text: each for each in made if each.correction in (Kind.LABEL, Kind.ACCEPTED)}
    return rest, Corrections(labels, tuple(each for each in made if each.correction not in (Kind.LABEL, Kind.ACCEPTED)))


def _read(record: Record) -> Record | Correction | Problem:
    if "correction" not in record.fields:
        return record
    try:
        return msgspec.convert({**record.fields, "text": record.text}, Correction)
    except msgspec.ValidationError:
        return Problem(record.place, "不是一条完整的更正，没有使用", "请在页面上重新更正，或删去这一行")


FindFacts = Callable[[str], Facts]


def cut(
    items: Sequence[Item], cuts: Sequence[Correction], find: FindFacts
) -> tuple[tuple[Item, ...], list[Correction]]:
    """Return the items as people cut them, and the corrections that fitted none."""
    found, unfitting = list(items), []
    for each in cuts:
        if not _apply(found, each, find):
            unfitting.append(each)
    return tuple(found), unfitting


def _apply(found: list[Item], made: Correction, find: FindFacts) -> bool:
    if made.correction is Kind.ADD:
        found.append(Item(f"{CUTS_FILE}:{made.id or len(found)}", made.text, Place(CUTS_FILE), find(made.text)))
        return True
    wanted = made.parts if made.correction is Kind.MERGE else (made.text,)
    if (places := _places(found, wanted)) is None:
        return False
    first = found[places[0]]
    for place in sorted(places, reverse=True):
        del found[place]
    found[min(places) : min(places)] = _made(first, made, find)
    return True


def _places(found: Sequence[Item], texts: Sequence[str]) -> list[int] | None:
    places: list[int] = []
    for text in texts:
        place = next((at for at, item in enumerate(found) if item.text == text and at not in places), None)
        if place is None:
            return None
        places.append(place)
    return places or None


def _made(first: Item, made: Correction, find: FindFacts) -> Iterator[Item]:
    if made.correction is Kind.MERGE:
        yield Item(first.id, made.text, first.source, find(made.text))
    elif made.correction is Kind.SPLIT:
        for number, part in enumerate(made.parts, 1):
            yield Item(first.id if number == 1 else f"{first.id}/{number}", part, first.source, find(part))


def read_corrections(path: Path) -> list[Correction]:
    """Return the corrections of a file, in order; a file that is not there has none.

    Raises:
        UnreadableFile: a line is no correction; says which.

    """
    made = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), 1):
        try:
            made.append(msgspec.json.decode(line, type=Correction))
        except msgspec.DecodeError as error:
            raise UnreadableFile(f"{path.name} 第{number}行不是一条更正", "请删去这一行，或改回原样") from error
    return made


def write_corrections(path: Path, made: Sequence[Correction]) -> None:
    """Write the corrections of a file whole or not at all; without corrections there is no file."""
    import os

    if not made:
        path.unlink(missing_ok=True)
        return
    aside = path.with_name(f".{path.name}.new")
    with aside.open("wb") as file:
        file.writelines(msgspec.json.encode(each) + b"\n" for each in made)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
