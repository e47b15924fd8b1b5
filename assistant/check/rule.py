"""A rule: what it finds, why it matters, where it is written, and the evidence it looks at."""

from collections.abc import Callable, Iterable

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.draft import Claim, Noted
from assistant.ingest import Problem
from assistant.report import Report
from assistant.statistics import Figures, Violation


class Evidence(msgspec.Struct, frozen=True):
    """A report and what is known beside it. A published report comes alone; a draft brings all it was made from."""

    report: Report
    figures: Figures = Figures()
    notes: tuple[Noted, ...] = ()
    problems: tuple[Problem, ...] = ()
    violations: tuple[Violation, ...] = ()
    conflicts: tuple[Claim, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """One kind of finding. `name` says what is found, `why` and `source` are shown to users, in Chinese."""

    name: str
    severity: Severity
    why: str
    source: str
    find: Callable[[Evidence], Iterable[Finding]]
