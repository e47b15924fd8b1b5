"""The bodies that are held side by side: what was read of each, and what was found about it."""

from datetime import date
from enum import StrEnum

import msgspec

from assistant.check import Finding, Severity
from assistant.report import Document


class Kind(StrEnum):
    """What kind of body it is, by its name; figures are compared within a kind. The value is printed."""

    GOVERNMENT = "县级以上政府"
    TOWNSHIP = "乡镇街道"
    DEPARTMENT = "部门和其他单位"


class Lateness(StrEnum):
    """Whether a report came in time. The value is printed."""

    IN_TIME = "按期"
    LATE = "逾期"
    SIGNED_IN_TIME = "落款在期限内"
    """Only the date under the report is known; it may have been published later."""
    UNKNOWN = "日期不明"
    NO_TERM = "无法定期限"
    DRAFT = "草稿"


class Dated(msgspec.Struct, frozen=True):
    """A date and what it was read from: 网页信息, 页面文字 (both: published) or 落款 (signed)."""

    date: date
    source: str


class Read(msgspec.Struct, frozen=True):
    """A file: the report in it, or why there is none."""

    file: str
    """Its path below the folder, with /."""
    document: Document | None = None
    dated: Dated | None = None
    fixed: tuple[str, ...] = ()
    """Of a draft: sentences that a template wrote; they are nobody's copy."""
    findings: tuple[Finding, ...] | None = None
    """Of a draft: what was found when it was drafted."""
    draft: bool = False
    problem: str = ""
    hint: str = ""


class Piece(msgspec.Struct, frozen=True):
    """A sentence of a body: `key` is compared (no punctuation, numbers and the body's own name masked)."""

    key: str
    shown: str
    section: int
    place: str


class Judged(msgspec.Struct, frozen=True):
    """What was found in one report, and its sentences of sections one, five and six."""

    findings: tuple[Finding, ...] = ()
    pieces: tuple[Piece, ...] = ()
    accepted: int = 0
    problem: str = ""


class Body(msgspec.Struct, frozen=True):
    """One body's row."""

    agency: str
    file: str
    year: int | None
    kind: Kind
    findings: tuple[Finding, ...]
    pieces: tuple[Piece, ...]
    previous_pieces: tuple[Piece, ...] = ()
    previous: str = ""
    """The file of last year's report it was held against."""
    dated: Dated | None = None
    due: date | None = None
    lateness: Lateness = Lateness.UNKNOWN
    figures: dict[str, int | float] = {}
    """Figure key to value; a figure the report does not give is not there."""
    accepted: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def days_late(self) -> int | None:
        """Days after the date it was due, None where it is not late."""
        if self.lateness is not Lateness.LATE or self.dated is None or self.due is None:
            return None
        return (self.dated.date - self.due).days

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return {severity.value: self.count(severity) for severity in Severity}


class Unread(msgspec.Struct, frozen=True):
    """A file that takes no part, and why."""

    file: str
    reason: str
    hint: str = ""
