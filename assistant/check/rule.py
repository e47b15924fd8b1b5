"""A rule: what it finds, why it matters, where it is written, and the evidence it looks at."""

from collections.abc import Callable, Iterable

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.draft import Claim, Noted
from assistant.ingest import Problem
from assistant.report import Document, Report
from assistant.statistics import Deadline, Figures, Violation


class Evidence(msgspec.Struct, frozen=True):
    """What a rule may look at: the document, last year's where it was given, and for a draft all it was made from."""

    document: Document
    previous: Document | None = None
    level: str | None = None
    """The agency's level as case.yaml says it (县级部门, 市级政府 …), where known."""
    report: Report | None = None
    figures: Figures = Figures()
    notes: tuple[Noted, ...] = ()
    problems: tuple[Problem, ...] = ()
    violations: tuple[Violation, ...] = ()
    conflicts: tuple[Claim, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """One kind of finding. `name` says what is found, never the cure; `why` and `source` are shown to users, in Chinese.

    A rule about wording or numbers in text carries its examples: each of `flags` makes it fire when it stands alone in
    section one, none of `passes` does.
    """

    name: str
    severity: Severity
    why: str
    source: str
    find: Callable[[Evidence], Iterable[Finding]]
    flags: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
