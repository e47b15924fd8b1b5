"""A sentence in which colloquial words are left."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """Name the words, so that a person can rewrite the clause."""
    for each in evidence.notes:
        if each.residue:
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"用语待润色：{'、'.join(each.residue)}",
                quote=each.clause,
                suggestion="请改为书面语；可参考批注中的往年写法",
                place=str(each.item.source),
            )


RULE = Rule(
    name="colloquial-wording",
    severity=Severity.WARNING,
    why="年度报告使用公文语体",
    source="《党政机关公文处理工作条例》第十九条：表述准确、文字精练",
    find=find,
)
