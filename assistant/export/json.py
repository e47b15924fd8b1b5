"""The report and the findings for machines, as CONTRACTS.md fixes them."""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from assistant.check import Finding, Severity
from assistant.export.aside import write_aside
from assistant.report import Report

_encoder = msgspec.json.Encoder(decimal_format="number")
_HALF = re.compile("[\ud800-\udfff]")


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
    return pretty(report)


def findings_bytes(findings: Sequence[Finding]) -> bytes:
    """Return findings as UTF-8 JSON: every field of each, and how many there are of each severity."""
    counted = Counter(finding.severity for finding in findings)
    rows = [{name: getattr(finding, name) for name in Finding.__struct_fields__} for finding in findings]
    return pretty({"findings": rows, "counts": {severity: counted[severity] for severity in Severity}})


def pretty(value: object) -> bytes:
    """Return indented JSON; half characters, as file names in another encoding have them, become �."""
    try:
        encoded = _encoder.encode(value)
    except UnicodeEncodeError:
        encoded = _encoder.encode(_readable(msgspec.to_builtins(value, builtin_types=(Decimal,))))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def _readable(value: object) -> object:
    if isinstance(value, dict):
        return {_readable(key): _readable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(each) for each in value]
    return _HALF.sub("\ufffd", value) if isinstance(value, str) else value
