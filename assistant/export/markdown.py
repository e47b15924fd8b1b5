"""The report as Markdown: headings, pipe tables, past wording as quotes, sources as footnotes."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.check import Finding
from assistant.export.aside import write_aside
from assistant.export.notes import (
    SEVERITY_WORDS,
    finding_details,
    kind_words,
    source_words,
    suggestion_lines,
    unused_words,
)
from assistant.export.printed import clean, number
from assistant.report import Block, Heading, Paragraph, Report, Sentence, TableBlock
from assistant.tables import Tables, load_tables

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&$])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")

Footnotes = dict[str, int]
"""Sources of a sentence in words to the footnote's number."""


def write_markdown(report: Report, findings: Sequence[Finding], path: Path) -> None:
    """Write report.md.

    Raises:
        AssistantError: the file cannot be written.

    """
    write_aside(path, markdown_text(report, findings).encode())


def markdown_text(report: Report, findings: Sequence[Finding]) -> str:
    """Return the report as Markdown; findings and what was not used stand after a rule, below the report."""
    notes: Footnotes = {}
    parts = [f"# {escape(report.title)}"]
    for section in report.sections:
        if section.heading:
            parts.append(f"## {escape(section.heading)}")
        for block in section.blocks:
            parts.extend(_block(report, block, notes))
    parts.extend(_appendix(report, findings))
    if notes:
        parts.append("\n".join(f"[^{mark}]: {words}" for words, mark in notes.items()))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    r"""Return text that Markdown prints as it is.

    >>> print(escape("1. *a*|<b>"))
    1\. \*a\*\|\<b\>
    """
    marked = _SPECIAL.sub(r"\\\1", clean(text))
    return _OPENING.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", marked)


def _block(report: Report, block: Block, notes: Footnotes) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {escape(block.text)}"
    elif isinstance(block, TableBlock):
        yield from _table(report, block.table)
    else:
        yield from _paragraph(block, notes)


def _paragraph(paragraph: Paragraph, notes: Footnotes) -> Iterator[str]:
    yield "".join(escape(sentence.text) + _footnote(sentence, notes) for sentence in paragraph.sentences)
    for suggestion in paragraph.suggestions:
        yield "\n>\n".join(f"> {escape(line)}" for line in suggestion_lines(suggestion))
        # two quotes in a row would become one
        yield "<!-- -->"


def _footnote(sentence: Sentence, notes: Footnotes) -> str:
    words = "；".join(escape(source_words(source)) for source in sentence.sources)
    return f"[^{notes.setdefault(words, len(notes) + 1)}]" if words else ""


def _table(report: Report, table: int) -> Iterator[str]:
    tables = load_tables()
    if table == 2:
        yield from _table2(report, tables)
    elif table == 3:
        yield _table3(report, tables)
    else:
        yield _table4(report, tables)


def _table2(report: Report, tables: Tables) -> Iterator[str]:
    for block in tables.blocks2:
        yield f"**{block.label}**"
        heads = [block.corner, *(column.label for column in block.columns)]
        keys = [column.key for column in block.columns]
        yield _pipes(heads, ([row.label, *_values(report.table2, row.key, keys)] for row in block.rows))


def _table3(report: Report, tables: Tables) -> str:
    keys = [column.key for column in tables.columns3]
    heads = [tables.corner3, *(tables.column_label(key) for key in keys)]
    rows = ([" ".join((*row.path, row.label)), *_values(report.table3, row.key, keys)] for row in tables.rows3)
    return _pipes(heads, rows)


def _table4(report: Report, tables: Tables) -> str:
    keys = [column.key for column in tables.columns4]
    labels = {group.key: " ".join(filter(None, (group.parent, group.label))) for group in tables.groups4}
    rows = ([label, *_values(report.table4, key, keys)] for key, label in labels.items())
    return _pipes(["类别", *(column.label for column in tables.columns4)], rows)


def _values(table: dict[str, dict[str, int | float | None]], row: str, columns: Sequence[str]) -> list[str]:
    cells = table.get(row, {})
    return [number(cells.get(column)) for column in columns]


def _pipes(heads: Sequence[str], rows: Iterator[list[str]] | Sequence[list[str]]) -> str:
    """Return a pipe table: the first column to the left, numbers to the right."""
    lines = [heads, [":---", *["---:"] * (len(heads) - 1)], *rows]
    ruled = [cells if index == 1 else [escape(cell) for cell in cells] for index, cells in enumerate(lines)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in ruled)


def _appendix(report: Report, findings: Sequence[Finding]) -> Iterator[str]:
    if not findings and not report.unused:
        return
    yield "---"
    yield "## 附：供核对（不属于报告正文）"
    if findings:
        yield f"### 需要核对的问题（{len(findings)}）"
        yield "\n".join(_finding(finding) for finding in findings)
    if report.unused:
        yield f"### 未写入报告的材料（{len(report.unused)}）"
        yield "\n".join(f"- {kind_words(each.kind)}　{escape(unused_words(each))}" for each in report.unused)


def _finding(finding: Finding) -> str:
    quote = [f"原文：“{finding.quote}”"] if finding.quote else []
    words = "。".join((finding.message.rstrip("。"), *quote, *finding_details(finding)))
    return f"- **{SEVERITY_WORDS[finding.severity]}** {escape(words)}（规则：{escape(finding.rule)}）"
