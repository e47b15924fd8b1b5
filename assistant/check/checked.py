"""What became of one file among many that were checked."""

import msgspec

from assistant.check.finding import Finding, Severity


class Checked(msgspec.Struct, frozen=True):
    """A file's report and its findings; or, where it could not be read, the sentence that says why."""

    file: str
    """Its path below the folder that was checked, with /."""
    agency: str = ""
    year: int | None = None
    title: str = ""
    findings: tuple[Finding, ...] = ()
    accepted: int = 0
    """Findings that somebody has accepted; they are not among `findings`."""
    previous: str = ""
    """The file of last year's report it was held against."""
    problem: str = ""
    hint: str = ""

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        return {severity.value: self.count(severity) for severity in Severity}
