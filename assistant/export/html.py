"""The report as one page that needs nothing else: readable, printable, every sentence naming its sources."""

import base64
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.check import Finding
from assistant.export.anchor import Anchor, anchor
from assistant.export.aside import write_aside
from assistant.export.chart import Chart
from assistant.export.layout import GridCell, grids
from assistant.export.notes import (
    SEVERITY_WORDS,
    finding_details,
    kind_words,
    source_words,
    suggestion_lines,
    unused_words,
)
from assistant.export.printed import GAP, MISSING, clean, number, pieces
from assistant.export.titled import title_breaks
from assistant.report import Report, Sentence, Table
from assistant.settings import resource

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_CELL = re.compile(r'data-key="table[234]\.(\w+\.\w+)">')


def write_html(report: Report, findings: Sequence[Finding], path: Path, charts: Sequence[Chart] = ()) -> None:
    """Write report.html.

    Raises:
        AssistantError: the file cannot be written, or the shipped template is missing.

    """
    write_aside(path, html_text(report, findings, charts).encode())


def html_text(report: Report, findings: Sequence[Finding], charts: Sequence[Chart] = ()) -> str:
    """Return the report as a page; findings, past wording and what was not used stand beside it and are not printed."""
    flags: dict[tuple[int | None, int | None], list[tuple[int, Finding]]] = defaultdict(list)
    targets: dict[int, str] = {}
    for index, finding in enumerate(findings, 1):
        place = anchor(report, finding)
        flags[place.section, place.block].append((index, finding))
        targets[index] = anchor_id(place)
    sections = {section.no for section in report.sections}
    shown: dict[int | None, list[Chart]] = defaultdict(list)
    for chart in charts:
        shown[chart.section if chart.section in sections else None].append(chart)
    cut = next(iter(title_breaks(report.title, report.agency)), len(report.title))
    page = _pages().get_template("report.html.j2")
    return page.render(
        report=report,
        title_lines=[line for line in (report.title[:cut], report.title[cut:]) if line],
        findings=list(enumerate(findings, 1)),
        flags=flags,
        targets=targets,
        charts=shown,
    )


def anchor_id(place: Anchor) -> str:
    """Return the id of the element a finding points to.

    >>> anchor_id(Anchor()), anchor_id(Anchor(1)), anchor_id(Anchor(1, 2))
    ('t', 's1', 's1-2')
    """
    return "t" if place.section is None else block_id(place.section, place.block)


def block_id(section: int, block: int | None = None) -> str:
    """Return the id of a section or of a block, by their indexes in the report."""
    return f"s{section}" if block is None else f"s{section}-{block}"


@cache
def _pages() -> "Environment":
    """Return the templates with what they may call; each is compiled once."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = resource("templates", "html")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters.update(marked=_marked, data_uri=_data_uri, sources=_sources, source_keys=_source_keys)
    environment.globals.update(
        block_id=block_id,
        details=finding_details,
        form=_filled,
        kind=kind_words,
        severity=SEVERITY_WORDS,
        spans=_spans,
        suggestion_lines=suggestion_lines,
        unused_words=unused_words,
    )
    return environment


def _printable(value: object) -> object:
    """Return a value fit for a page: what is already markup stays, text loses what a page cannot hold."""
    return clean(value) if type(value) is str else value


def _marked(text: str) -> "Markup":
    """Return text with 【待补充：…】 marked."""
    from markupsafe import Markup, escape

    if not GAP.search(text):
        return escape(clean(text))
    mark = Markup("<mark>{}</mark>")
    return Markup("").join(mark.format(piece) if gap else piece for piece, gap in pieces(clean(text)))


def _sources(sentence: Sentence) -> str:
    """Return a sentence's sources in words, one a line."""
    return "；".join(source_words(source) for source in sentence.sources) or "没有来源"


def _source_keys(sentence: Sentence) -> str:
    """Return a sentence's sources as kind:id, joined by |."""
    return "|".join(f"{source.kind}:{source.id}" for source in sentence.sources)


def _spans(cell: GridCell) -> "Markup":
    """Return the attributes of a cell that spans rows or columns."""
    from markupsafe import Markup

    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    return Markup("").join(Markup(' {}="{}"').format(name, span) for name, span in spans if span > 1)


@cache
def _form(table: int) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return an official table cut at its empty cells: (HTML up to a cell's content, the cell's key) in turn, and the rest."""
    html = _pages().get_template("form.html.j2").render(grid=grids()[table], table=table)
    cells = list(_CELL.finditer(html))
    starts = [0, *(found.end() for found in cells)]
    parts = tuple((html[start : found.end()], found[1]) for start, found in zip(starts, cells, strict=False))
    return parts, f"{html[starts[-1] :]}\n"


def _filled(report: Report, table: int) -> "Markup":
    """Return an official table with the report's numbers."""
    from markupsafe import Markup

    values = {2: report.table2, 3: report.table3, 4: report.table4}[table]
    parts, rest = _form(table)
    return Markup("".join(f"{html}{_shown(values, key)}" for html, key in parts) + rest)


def _shown(values: Table, key: str) -> str:
    """Return what a cell prints."""
    row, _, column = key.partition(".")
    text = number(values.get(row, {}).get(column))
    return f"<mark>{text}</mark>" if text == MISSING else text


def _data_uri(chart: Chart) -> str:
    return f"data:image/png;base64,{base64.b64encode(chart.png).decode()}"
