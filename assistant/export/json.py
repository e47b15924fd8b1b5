"""The report and the findings for machines, as CONTRACTS.md fixes them."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from assistant.check import Finding, Severity
from assistant.export.aside import write_aside
from assistant.report import Report

_encoder = msgspec.json.Encoder(decimal_format="number")


def write_json(report: Report, path: Path) -> None:
    """Write report.json.

    Raises:
        AssistantError: the file cannot be written.

    """
    write_aside(path, report_bytes(report))


def findings_json(findings: Sequence[Finding], path: Path) -> None:
    """Write findings.json.

    Raises:
        AssistantError: the file cannot be written.

    """
    write_aside(path, findings_bytes(findings))


def report_bytes(report: Report) -> bytes:
    """Return a report as UTF-8 JSON: agency, year, title, sections, table2, table3, table4, statistics, unused."""
    return _pretty(report)


def findings_bytes(findings: Sequence[Finding]) -> bytes:
    """Return findings as UTF-8 JSON: every field of each, and how many there are of each severity."""
    counted = Counter(finding.severity for finding in findings)
    rows = [{name: getattr(finding, name) for name in Finding.__struct_fields__} for finding in findings]
    return _pretty({"findings": rows, "counts": {severity: counted[severity] for severity in Severity}})


def _pretty(value: object) -> bytes:
    return msgspec.json.format(_encoder.encode(value), indent=2) + b"\n"
