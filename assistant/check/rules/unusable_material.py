"""Material the user gave that could not be used."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say every problem met while reading and counting, with its place."""
    for problem in evidence.problems:
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            message=f"{problem.place}：{problem.problem}",
            suggestion=problem.hint,
            place=str(problem.place),
        )


RULE = Rule(
    name="unusable-material",
    severity=Severity.WARNING,
    why="没有用上的材料必须让人知道，不能悄悄漏掉",
    source="本产品约定：用户给的材料一项不丢",
    find=find,
)
