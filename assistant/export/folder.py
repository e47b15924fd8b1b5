"""Many reports that were checked, as one page, one spreadsheet, one JSON."""

import io
from collections.abc import Sequence
from pathlib import Path

from assistant.check import Checked
from assistant.export.aside import write_aside
from assistant.export.json import findings_bytes, pretty
from assistant.export.notes import SEVERITY_WORDS
from assistant.export.workbook import safe
from assistant.settings import resource

_HEADINGS = ("文件", "机关", "年度", "错误", "警告", "提示", "已接受", "对照的上年年报", "第一条", "没有读出的原因")
_LISTED = ("文件", "机关", "年度", "轻重", "说明", "原文", "建议", "位置", "应为", "实为", "规则")
_WIDE = 48
_LONGEST_CELL = 32_000


def folder_html(rows: Sequence[Checked]) -> str:
    """Return one page: a table that links to each report's findings; everything of the reports is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(resource("templates", "html"))
    environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
    return environment.get_template("folder.html.j2").render(
        rows=rows,
        words=SEVERITY_WORDS,
        checked=[row for row in rows if not row.problem],
        unread=[row for row in rows if row.problem],
        wrong=sum(bool(row.counts["error"]) for row in rows),
    )


def folder_xlsx(rows: Sequence[Checked]) -> bytes:
    """Return a workbook: a sheet with a line for each file, a sheet with a line for each finding."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    files, findings = book.create_sheet("汇总"), book.create_sheet("逐条")
    files.column_dimensions["A"].width = files.column_dimensions["I"].width = _WIDE
    findings.column_dimensions["E"].width = findings.column_dimensions["F"].width = _WIDE
    files.append(_HEADINGS)
    findings.append(_LISTED)
    for row in rows:
        files.append(_cells(_file_line(row)))
        for each in row.findings:
            said = (SEVERITY_WORDS[each.severity], each.message, each.quote, each.suggestion, each.place)
            findings.append(_cells((row.file, row.agency, row.year, *said, each.expected, each.actual, each.rule)))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _file_line(row: Checked) -> tuple[object, ...]:
    first = row.findings[0].message if row.findings else ""
    counts = [None] * len(row.counts) if row.problem else list(row.counts.values())
    return (row.file, row.agency, row.year, *counts, row.accepted or None, row.previous, first, row.problem)


def _cells(values: Sequence[object]) -> list[object]:
    """Return values as a sheet takes them: no formulae, no control characters, nothing too long."""
    return [safe(_printable(value)[:_LONGEST_CELL]) if isinstance(value, str) else value for value in values]


def _printable(text: str) -> str:
    return "".join(mark for mark in text if mark.isprintable() or mark in "\n\t")


def summary_rows(rows: Sequence[Checked]) -> list[dict[str, object]]:
    """Return for each file what it is and how many findings it has, for machines."""
    return [
        {
            "file": row.file,
            "agency": row.agency,
            "year": row.year,
            "counts": None if row.problem else row.counts,
            "accepted": row.accepted,
            "previous": row.previous or None,
            "first": row.findings[0].message if row.findings else None,
            "problem": row.problem or None,
        }
        for row in rows
    ]


def write_folder(rows: Sequence[Checked], out: Path) -> tuple[Path, ...]:
    """Write <name>.findings.json for each report that was read, and summary.json, .xlsx and .html, below `out`.

    Raises:
        AssistantError: a file cannot be written.

    """
    files = {out / f"{row.file}.findings.json": findings_bytes(row.findings) for row in rows if not row.problem}
    files[out / "summary.json"] = pretty(summary_rows(rows))
    files[out / "summary.xlsx"] = folder_xlsx(rows)
    files[out / "summary.html"] = folder_html(rows).encode("utf-8", "replace")
    for path, content in files.items():
        write_aside(path, content)
    return tuple(files)
