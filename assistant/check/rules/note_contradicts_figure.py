"""A number in the clerk's notes that the spreadsheets contradict."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.statistics import label_of


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say what the note states and what was counted; the draft prints what was counted."""
    for claim in evidence.conflicts:
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            message=f"{claim.item.source}写“{claim.words}”，而{label_of(claim.key)}统计为{claim.figure}，草稿采用统计数",
            quote=claim.item.text,
            expected=claim.figure,
            actual=claim.stated,
            suggestion="请核实是记录有误，还是导出的表格不全",
            place=str(claim.item.source),
        )


RULE = Rule(
    name="note-contradicts-figure",
    severity=Severity.ERROR,
    why="同一事项在记录和表格里数字不同，必有一处不实",
    source="《政府信息公开条例》第六条：及时、准确地公开政府信息",
    find=find,
)
