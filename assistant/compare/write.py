"""The comparison as JSON, one page and one workbook."""

from collections import Counter
from pathlib import Path

from assistant.check import Severity
from assistant.compare.body import Body
from assistant.compare.book import workbook
from assistant.compare.figures import ENOUGH, FAR
from assistant.compare.run import Comparison
from assistant.compare.shared import COMMON_LEAST, COMMON_SHARE, Copied
from assistant.export.aside import write_aside
from assistant.export.json import pretty
from assistant.settings import resource

_MOST = 200
_MOST_PAIRS = 50
"""Shared sentences and outliers, and pairs of bodies, that the page lists; the workbook and the JSON have all."""


def comparison_json(made: Comparison) -> dict[str, object]:
    """Return the comparison for machines: bodies, rules, shared sentences, outliers, missing and unread ones."""
    return {
        "year": made.year,
        "bodies": [_body(body, copied) for body, copied in zip(made.bodies, made.sharing.copied, strict=True)],
        "rules": made.rules,
        "shared": made.sharing.between,
        "common": made.sharing.common,
        "last_year": made.sharing.last_year,
        "pairs": made.sharing.pairs,
        "outliers": made.outliers,
        "outlier_notes": made.outlier_notes,
        "missing": made.expected.missing if made.expected else None,
        "unexpected": made.expected.unexpected if made.expected else None,
        "unread": made.unread,
    }


def _body(body: Body, copied: Copied) -> dict[str, object]:
    return {
        "agency": body.agency,
        "file": body.file,
        "year": body.year,
        "kind": body.kind,
        "counts": body.counts,
        "rules": Counter(finding.rule for finding in body.findings),
        "accepted": body.accepted,
        "published": body.dated,
        "due": body.due,
        "lateness": body.lateness,
        "days_late": body.days_late,
        "previous": body.previous or None,
        "sentences": copied,
        "figures": body.figures,
        "remarks": body.remarks,
    }


def comparison_html(made: Comparison) -> str:
    """Return one page without scripts; everything of the reports is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(resource("templates", "html"))
    environment = Environment(
        loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    rows = sorted(
        zip(made.bodies, made.sharing.copied, strict=True),
        key=lambda row: [-row[0].count(severity) for severity in Severity],
    )
    return environment.get_template("compare.html.j2").render(
        made=made,
        rows=rows,
        severities=list(Severity),
        late=[body for body in made.bodies if body.days_late],
        most=_MOST,
        most_pairs=_MOST_PAIRS,
        enough=ENOUGH,
        far=FAR,
        common_share=COMMON_SHARE,
        common_least=COMMON_LEAST,
    )


def write_comparison(made: Comparison, out: Path) -> tuple[Path, ...]:
    """Write compare.html, compare.xlsx and compare.json below `out`.

    Raises:
        AssistantError: a file cannot be written.

    """
    files = {
        out / "compare.html": comparison_html(made).encode("utf-8", "replace"),
        out / "compare.xlsx": workbook(made),
        out / "compare.json": pretty(comparison_json(made)),
    }
    for path, content in files.items():
        write_aside(path, content)
    return tuple(files)
