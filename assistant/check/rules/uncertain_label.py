"""A note that was placed by an uncertain label."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask whether the note stands in the right part."""
    for each in evidence.notes:
        if each.label.needs_review:
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"归入“{each.part.value}”把握不大（{each.label.section_confidence:.0%}），请确认位置",
                quote=each.clause,
                place=str(each.item.source),
            )


RULE = Rule(
    name="uncertain-label",
    severity=Severity.INFO,
    why="自动归类没有把握的内容应由人确认",
    source="本产品约定：把握不足时请人确认",
    find=find,
)
