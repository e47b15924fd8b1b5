"""A group's number in the text (无法提供 …) taken from one of the group's rows in table 3."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mismatches import Cause, calculation, find_mismatches
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say the sentence, the row it was taken from, and what the rows of the group add up to."""
    for each in find_mismatches(evidence.document, evidence.previous):
        if each.cause is Cause.PART and each.taken:
            message = (
                f"正文写“{each.binding.quote}”，这只是{each.taken.label}的数，{each.target.label}为{each.expected}"
            )
            yield each.finding(
                RULE, message, f"{calculation(each, evidence.document)}；请写各行之和，或写明是哪一种情形"
            )


RULE = Rule(
    name="part-of-group-as-group",
    severity=Severity.ERROR,
    why="一种情形的件数被当作整类的件数，其余情形漏掉了",
    source="国办公开办函〔2021〕30号 表三：（三）至（六）各含若干情形",
    find=find,
)
