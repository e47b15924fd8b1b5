"""A 勾稽关系 of tables 2 to 4 that does not hold."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule

_SECTIONS = {"表二": 2, "表三": 3, "表四": 4}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say each broken identity with table, row, column and calculation."""
    for broken in evidence.violations:
        yield Finding(
            rule=RULE.name,
            severity=Severity(broken.severity),
            message=broken.message,
            section=_SECTIONS.get(broken.table),
            expected=broken.expected,
            actual=broken.actual,
            suggestion="请核对表格对应的台账行；确有原因的，在第六部分说明",
            place=broken.identity,
        )


RULE = Rule(
    name="table-identity",
    severity=Severity.ERROR,
    why="表内、表间数字必须满足勾稽关系，否则数据一定有误",
    source="国办公开办函〔2021〕30号 表三说明；各表合计栏",
    find=find,
)
