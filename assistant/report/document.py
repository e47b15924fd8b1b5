"""A report as a checker reads it: drafted or published, its paragraphs in order and its three tables."""

import re
from collections.abc import Iterator

import msgspec

from assistant.report.published import PublishedReport
from assistant.report.report import Heading, Paragraph, Report, Table


class Line(msgspec.Struct, frozen=True):
    """A heading or a paragraph. `section` is 1 to 6, 0 for what stands before; `place` says in words where it is."""

    section: int
    text: str
    heading: bool = False
    level: int = 0
    """Of a heading: 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）; 0 for a paragraph."""
    part: str = ""
    """The part of section one it stands in (主动公开 …), where that is known."""
    place: str = ""


class Document(msgspec.Struct, frozen=True):
    """What every rule looks at. A table's cell is None where it is blank or unreadable; `raw` holds what was printed there."""

    agency: str
    year: int | None
    title: str
    lines: tuple[Line, ...]
    table2: Table = {}
    table3: Table = {}
    table4: Table = {}
    raw: dict[str, str] = {}
    """Cell key (table3.granted.total) to the text printed in it, for cells that were read from a document."""
    format: str = "2021"
    table2_2019: Table = {}
    """Cells of table 2 that only the format of 2019 has."""
    flat: bool = False
    """Its tables were read from plain text or a picture: a cell that is not there may have been lost on the way."""

    def paragraphs(self, section: int | None = None) -> Iterator[Line]:
        """Yield the paragraphs, not the headings, of one section or of all."""
        return (line for line in self.lines if not line.heading and section in (None, line.section))

    def cell(self, key: str) -> int | float | None:
        """Return a cell by its key, table3.granted.total; None where it is blank or not there."""
        table, row, column = key.split(".")
        found: Table = getattr(self, table)
        return found.get(row, {}).get(column)


def document_of(report: Report) -> Document:
    """Return a drafted report as a checker reads it."""
    return Document(
        report.agency, report.year, report.title, tuple(_lines(report)), report.table2, report.table3, report.table4
    )


def _lines(report: Report) -> Iterator[Line]:
    for section in report.sections:
        if section.heading:
            yield Line(section.no, section.heading, heading=True, level=1, place=section.heading)
        part = ""
        for number, block in enumerate(section.blocks, 1):
            place = f"{section.heading or '前言'}第{number}段"
            if isinstance(block, Heading):
                part = block.text.split("）", 1)[-1]
                yield Line(section.no, block.text, heading=True, level=block.level, place=place)
            elif isinstance(block, Paragraph):
                yield Line(section.no, block.text, part=part, place=place)


_MARKERS = (
    (re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"), 2),
    (re.compile(r"^\d{1,2}[.．、](?!\d)"), 3),
    (re.compile(r"^[（(]\d{1,2}[)）]"), 4),
)
_FLAT = (".txt", ".text", ".md", ".markdown")
_PARTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_HEADING = 32
"""Characters a heading has at most; a longer line that starts with a number is a paragraph."""


def document_of_published(published: PublishedReport) -> Document:
    """Return a published report as a checker reads it; flattened punctuation has been restored."""
    return Document(
        published.agency,
        published.year,
        published.title,
        tuple(_published_lines(published)),
        published.table2,
        published.table3,
        published.table4,
        {key: cell.raw for key, cell in published.cells.items()},
        published.format,
        published.table2_2019,
        published.scanned or published.file.lower().endswith(_FLAT),
    )


def _published_lines(published: PublishedReport) -> Iterator[Line]:
    for section in published.sections:
        if section.heading:
            yield Line(section.no, section.heading, heading=True, level=1, place=str(section.place))
        part = ""
        for paragraph in section.paragraphs:
            level = _heading_level(paragraph.text)
            found = next((name for name in _PARTS if name in paragraph.text[:_HEADING]), "") if level else ""
            part = found if section.no == 1 and found else part
            heading = bool(level) and len(paragraph.text) <= _HEADING and not paragraph.text.endswith(("。", "；", ";"))
            yield Line(section.no, paragraph.text, heading, level if heading else 0, part, str(paragraph.place))


def _heading_level(text: str) -> int:
    """Return the level of the number a line starts with, 0 for none."""
    return next((level for marker, level in _MARKERS if marker.match(text)), 0)
