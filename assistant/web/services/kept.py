"""Versions: a report with its findings, its edits and its hash."""

import hashlib
from typing import Any

from assistant.casework import bytes_of, report_of
from assistant.revision import edited, printable
from assistant.web.models import Case, Version

LOST = "lost-"
"""What the key of an edit begins with whose paragraph the new draft no longer has."""


def keep(
    case: Case,
    kind: str,
    report: bytes,
    findings: bytes,
    who: Any,  # noqa: ANN401
    **rest: Any,  # noqa: ANN401
) -> Version:
    """Keep a report with its findings and its hash: SHA-256 of the JSON of what it prints, edits put in."""
    printed = report if kind == "final" else _printed(report, rest.get("edits", []))
    return Version.objects.create(
        case=case,
        kind=kind,
        report=report,
        findings=findings,
        sha256=hashlib.sha256(printed).hexdigest(),
        by=who,
        **rest,
    )


def _printed(report: bytes, kept: list[dict[str, Any]]) -> bytes:
    return bytes_of(printable(edited(report_of(report), kept_texts(kept))))


def kept_texts(kept: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return what kept edits put in the place of paragraphs, and whose it is."""
    return {
        each["paragraph"]: (each["text"], each["who"])
        for each in kept
        if not each["paragraph"].startswith(LOST) and each["text"] != each["base"]
    }


def current(case: Case) -> Version | None:
    """Return the version the pages edit: the last drafted or restored one."""
    return case.versions.filter(kind__in=("drafted", "restored")).first()
