"""All five files of a report."""

from collections.abc import Sequence
from pathlib import Path

from assistant.check import Finding
from assistant.export.aside import write_aside
from assistant.export.chart import Chart
from assistant.export.html import html_text
from assistant.export.json import findings_bytes, report_bytes
from assistant.export.markdown import markdown_text
from assistant.export.word import docx_bytes
from assistant.report import Report


def export(report: Report, findings: Sequence[Finding], folder: Path, charts: Sequence[Chart] = ()) -> list[Path]:
    """Write report.docx, report.html, report.md, report.json and findings.json into `folder`; return their paths.

    All five are made before the first is written, and each is written aside and renamed.

    Raises:
        AssistantError: a file cannot be written.

    """
    contents = {
        "report.docx": docx_bytes(report, findings, charts),
        "report.html": html_text(report, findings, charts).encode(),
        "report.md": markdown_text(report, findings).encode(),
        "report.json": report_bytes(report),
        "findings.json": findings_bytes(findings),
    }
    for name, content in contents.items():
        write_aside(folder / name, content)
    return [folder / name for name in contents]
