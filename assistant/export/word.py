"""The report as a Word document after GB/T 9704—2012, with past wording and findings as comments."""

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.check import Finding
from assistant.export.anchor import Anchor, anchor, block_text
from assistant.export.aside import write_aside
from assistant.export.chart import Chart
from assistant.export.notes import finding_lines, suggestion_lines
from assistant.export.printed import clean
from assistant.export.titled import title_breaks
from assistant.export.word_comments import Comments
from assistant.export.word_tables import fill, skeleton
from assistant.export.word_text import DECLARE, Range, paragraph
from assistant.report import Block, Heading, Paragraph, Report, TableBlock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

Remarks = dict[tuple[int | None, int | None], list[tuple[Anchor, int]]]
"""Comments' numbers by section and block; (section, None) is the heading, (None, None) the title."""

_CHART_WIDTH = 5_400_000
_SLOT = "<w:drawing/>"


def write_docx(
    report: Report,
    findings: Sequence[Finding],
    path: Path,
    charts: Sequence[Chart] = (),
    when: datetime | None = None,
) -> None:
    """Write report.docx. `when` is the time the document and its comments carry, now if not given.

    Raises:
        AssistantError: the file cannot be written, or the shipped skeleton is missing or broken.

    """
    write_aside(path, docx_bytes(report, findings, charts, when))


def docx_bytes(
    report: Report, findings: Sequence[Finding], charts: Sequence[Chart] = (), when: datetime | None = None
) -> bytes:
    """Return the report as a Word document."""
    from docx import Document

    when = when or datetime.now(UTC)
    document, comments = Document(io.BytesIO(skeleton().empty)), Comments(when)
    body = _Body(document)
    _write(body, report, _remarks(report, findings, comments), charts)
    body.close()
    comments.attach(document)
    _properties(document, report, when)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Body:
    """A document's body in the making: XML collected as text, parsed once, with slots for what comes as elements."""

    def __init__(self, document: "Document") -> None:
        self.document = document
        self._xml: list[str] = []
        self._elements: list[BaseOxmlElement] = []

    def add(self, xml: str) -> None:
        self._xml.append(xml)

    def add_table(self, xml: str) -> None:
        """Add a table; a second one right after it would merge with it, so an empty paragraph keeps them apart."""
        if self._ends_with_table():
            self.add("<w:p/>")
        self.add(xml)

    def add_element(self, element: "BaseOxmlElement") -> None:
        self._xml.append(_SLOT)
        self._elements.append(element)

    def close(self) -> None:
        """Put everything before the page's settings; a document that ends with a table gets a last paragraph."""
        from docx.oxml import parse_xml

        if self._ends_with_table():
            self.add("<w:p/>")
        made = parse_xml(f"<w:body {DECLARE}>{''.join(self._xml)}</w:body>")
        elements = iter(self._elements)
        page = self.document.element.body[-1]
        for child in list(made):
            page.addprevious(next(elements) if child.tag.endswith("}drawing") else child)

    def _ends_with_table(self) -> bool:
        return bool(self._xml) and self._xml[-1].endswith("</w:tbl>")


def _remarks(report: Report, findings: Sequence[Finding], comments: Comments) -> Remarks:
    """Make all comments, paragraph by paragraph: its findings, then its past wording."""
    remarks: Remarks = defaultdict(list)
    for finding in findings:
        place = anchor(report, finding)
        remarks[place.section, place.block].append((place, comments.add(finding_lines(finding))))
    for index, section in enumerate(report.sections):
        for number, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                place = Anchor(index, number, 0, len(block_text(block)))
                added = [(place, comments.add(suggestion_lines(each))) for each in block.suggestions]
                remarks[index, number].extend(added)
    return remarks


def _write(body: _Body, report: Report, remarks: Remarks, charts: Sequence[Chart]) -> None:
    title = clean(report.title)
    body.add(paragraph(title, "Title", _whole(title, remarks, None), title_breaks(title, report.agency)))
    left = list(charts)
    for index, section in enumerate(report.sections):
        if section.heading:
            body.add(paragraph(section.heading, "Heading1", _whole(section.heading, remarks, index)))
        for number, block in enumerate(section.blocks):
            _write_block(body, report, block, remarks.get((index, number), []))
        for chart in [chart for chart in left if chart.section == section.no]:
            _write_chart(body, chart)
            left.remove(chart)
    for chart in left:
        _write_chart(body, chart)


def _whole(text: str, remarks: Remarks, section: int | None) -> list[Range]:
    """Return the ranges of the comments on a heading or the title: all of it."""
    return [Range(0, len(text), comment) for _, comment in remarks.get((section, None), [])]


def _write_block(body: _Body, report: Report, block: Block, remarks: Sequence[tuple[Anchor, int]]) -> None:
    if isinstance(block, TableBlock):
        by_cell: dict[str, list[int]] = defaultdict(list)
        for place, comment in remarks:
            by_cell[place.cell].append(comment)
        body.add_table(fill(block.table, report, by_cell))
        return
    style = f"Heading{block.level}" if isinstance(block, Heading) else "BodyText"
    body.add(paragraph(block.text, style, [Range(place.start, place.end, comment) for place, comment in remarks]))


def _write_chart(body: _Body, chart: Chart) -> None:
    """Write a picture over its caption, 150 mm wide, with its alternative text."""
    from docx.oxml import parse_xml

    inline = body.document.part.new_pic_inline(io.BytesIO(chart.png), width=_CHART_WIDTH)
    inline.docPr.set("descr", clean(chart.alt))
    drawing = parse_xml(f'<w:p {DECLARE}><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing/></w:r></w:p>')
    next(drawing.iter(f"{drawing.tag[:-1]}drawing")).append(inline)
    body.add_element(drawing)
    body.add(paragraph(chart.caption, "Caption"))


def _properties(document: "Document", report: Report, when: datetime) -> None:
    properties = document.core_properties
    properties.title = clean(report.title)[:255]
    properties.author = properties.last_modified_by = clean(report.agency)[:255]
    properties.language = "zh-CN"
    properties.created = properties.modified = when.astimezone(UTC).replace(tzinfo=None)
