"""Findings alone, as a page."""

from collections import Counter
from collections.abc import Sequence

from assistant.check import Finding, Severity
from assistant.export.notes import SEVERITY_WORDS
from assistant.settings import resource


def findings_html(title: str, findings: Sequence[Finding]) -> str:
    """Return a page that lists findings, gravest first as given; everything of the report's is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(resource("templates", "html"))
    environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
    counted = Counter(finding.severity for finding in findings)
    return environment.get_template("findings.html.j2").render(
        title=title,
        findings=findings,
        words=SEVERITY_WORDS,
        counts={severity.value: counted[severity] for severity in Severity},
    )
