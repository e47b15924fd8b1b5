"""A finding at a line, and whether a document's marks were flattened to half width when it was read."""

import re

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Rule
from assistant.report import Document, Line

_HALF = re.compile(r"(?<=[一-鿿])[,:;()]|[(,](?=[一-鿿])")
_FULL = re.compile(r"[，：；（）]")
_MANY = 20


def at(
    rule: Rule,
    line: Line,
    message: str,
    *,
    quote: str = "",
    suggestion: str = "",
    severity: Severity | None = None,
    expected: int | float | str | None = None,
    actual: int | float | str | None = None,
) -> Finding:
    """Return a finding of a rule at a line; `quote` must stand in the line's own text, severity is the rule's unless given."""
    return Finding(
        rule=rule.name,
        severity=severity or rule.severity,
        message=message,
        section=line.section,
        quote=quote,
        expected=expected,
        actual=actual,
        suggestion=suggestion,
        place=line.place,
    )


def of_document(rule: Rule, message: str, *, section: int | None = None, suggestion: str = "") -> Finding:
    """Return a finding of a rule about something that stands nowhere in the document."""
    return Finding(rule.name, rule.severity, message, section=section, suggestion=suggestion)


def is_flattened(document: Document) -> bool:
    """Say whether reading has turned the full-width marks into ASCII, as PDF and OCR do: most marks of many are narrow."""
    half = sum(len(_HALF.findall(line.text)) for line in document.lines)
    return half >= _MANY and half > sum(len(_FULL.findall(line.text)) for line in document.lines)
