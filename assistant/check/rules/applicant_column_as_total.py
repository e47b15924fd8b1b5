"""A total in the text taken from the 自然人 column of table 3."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mismatches import Cause, find_mismatches
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say the sentence, the column it was taken from and the total."""
    for each in find_mismatches(evidence.document, evidence.previous):
        if each.cause is Cause.APPLICANT and each.taken:
            held = format_number(each.expected)
            message = f"正文写“{each.binding.quote}”，这是{each.taken.label}的数，{each.target.label}为{held}"
            yield each.finding(RULE, message, f"正文如指全部申请人，应写{held}；如只指自然人，请写明“自然人”")


RULE = Rule(
    name="applicant-column-as-total",
    severity=Severity.ERROR,
    why="把自然人一列当作总计，漏掉了法人和其他组织的申请",
    source="国办公开办函〔2021〕30号 表三：总计等于自然人与法人或其他组织各列之和",
    find=find,
)
