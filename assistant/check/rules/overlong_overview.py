"""A section one longer than supervisors ask for."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule

LIMIT = 1000


def find(evidence: Evidence) -> Iterable[Finding]:
    """Tell the length of section one where it exceeds the limit by more than a tenth."""
    length = sum(len(line.text) for line in evidence.document.paragraphs(section=1))
    if length > LIMIT * 1.1:
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            message=f"总体情况共{length}字，一般不超过{LIMIT}字",
            section=1,
            expected=LIMIT,
            actual=length,
            suggestion="请压缩与信息公开关系不大的业务内容",
        )


RULE = Rule(
    name="overlong-overview",
    severity=Severity.INFO,
    why="总体情况应聚焦、客观",
    source="怀化市2024年1月通知、武政办发〔2025〕54号：总体情况原则上不超过1000字",
    find=find,
)
