"""Something a reviewer should look at."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How sure a finding is: an error is proved, a warning asks, an info tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing found. `message` says which table, row and column, or which sentence, in words."""

    rule: str
    severity: Severity
    message: str
    section: int | None = None
    quote: str = ""
    expected: int | float | str | None = None
    actual: int | float | str | None = None
    suggestion: str = ""
    place: str = ""
