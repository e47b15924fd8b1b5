"""Versions: a report with its findings, its edits and its hash."""

import hashlib
from typing import Any

from assistant.web.models import Case, Version


def keep(
    case: Case,
    kind: str,
    report: bytes,
    findings: bytes,
    who: Any,  # noqa: ANN401
    **rest: Any,  # noqa: ANN401
) -> Version:
    """Keep a report with its findings and its hash (SHA-256 of the report's JSON)."""
    return Version.objects.create(
        case=case,
        kind=kind,
        report=report,
        findings=findings,
        sha256=hashlib.sha256(report).hexdigest(),
        by=who,
        **rest,
    )


def current(case: Case) -> Version | None:
    """Return the version the pages edit: the last drafted or restored one."""
    return case.versions.filter(kind__in=("drafted", "restored")).first()
