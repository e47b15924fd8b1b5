"""A report with one thing broken, and what was broken."""

from dataclasses import dataclass, replace

from clean_reports import Clean
from msgspec.structs import replace as changed

from assistant.report import Document, Line


@dataclass(frozen=True)
class Broken:
    """What was broken. A finding has found it when it quotes `sentence` or says one of `names`.

    `right` are the values that a finding may say as expected (or, where both sides of an identity are only numbers of the
    text and nobody can know which one slipped, as actual): empty where no number was broken.
    """

    where: str
    expected: float | str | None
    actual: float | str | None
    phrasing: str = "common"
    sentence: str = ""
    names: tuple[str, ...] = ()
    right: tuple[float, ...] = ()
    either_side: bool = False
    info: bool = False
    """Whether a finding that only informs counts: one sentence that stood there last year proves nothing."""


@dataclass(frozen=True)
class Mutant:
    """A document with one thing broken; `previous` is last year's."""

    kind: str
    report: str
    level: str
    document: Document
    previous: Document | None
    broken: Broken


def mutant(clean: Clean, kind: str, broken: Broken, **parts: object) -> Mutant:
    """Return the clean report with some parts (document, previous) replaced."""
    whole = Mutant(kind, clean.name, clean.level, clean.document, clean.previous, broken)
    return replace(whole, **parts)


def with_line(document: Document, at: int, text: str) -> Document:
    """Return the document with the text of one line replaced."""
    lines = list(document.lines)
    lines[at] = changed(lines[at], text=text)
    return changed(document, lines=tuple(lines))


def with_lines(document: Document, lines: list[Line]) -> Document:
    """Return the document with other lines."""
    return changed(document, lines=tuple(lines))


def with_cells(document: Document, cells: dict[str, float | None], printed: str | None = None) -> Document:
    """Return the document with some cells replaced, in the values and in what is printed."""
    tables: dict[str, dict] = {}
    raw = dict(document.raw)
    for key, value in cells.items():
        table, row, column = key.split(".")
        rows = tables.setdefault(table, {name: dict(each) for name, each in getattr(document, table).items()})
        rows[row][column] = value
        raw[key] = printed if printed is not None else f"{value:g}"
    return changed(document, raw=raw, **tables)


def sentence_at(text: str, start: int) -> str:
    """Return the sentence that holds a character."""
    before = text.rfind("。", 0, start) + 1
    after = text.find("。", start)
    return text[before:] if after < 0 else text[before : after + 1]
