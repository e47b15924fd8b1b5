"""A stock of documents in force that does not follow from last year's, those issued and those repealed."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import tidy, violations
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask about each row of table 2 where 现行有效 is not last year's plus 制发 less 废止."""
    for each in violations(evidence):
        if each.identity == "X-INFORCE":
            expected, actual = tidy(float(each.expected)), tidy(float(each.actual))
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"表二“{each.row}”行“现行有效件数”列为{format_number(actual)}，按上年度报告推算应为{format_number(expected)}",
                section=2,
                expected=expected,
                actual=actual,
                suggestion=f"{each.calculation}；是否有清理、修改或机构划转？有则在正文说明",
                place="table2.in_force",
            )


RULE = Rule(
    name="stock-differs",
    severity=Severity.WARNING,
    why="现行有效件数是存量，应能由上年存量加制发减废止得出",
    source="国办公开办函〔2021〕30号 表二；武政办发〔2025〕54号：与备案清理口径核对",
    find=find,
)
