"""A problem of last year named again in the same words."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.repetition import grams, likeness, read_said
from assistant.check.rule import Evidence, Rule

ALIKE = 0.65
"""Share of common character pairs from which two problems are the same words."""


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the problems of section five with last year's."""
    if evidence.previous is None:
        return
    before = [(each, grams(each.text)) for each in read_said(evidence.previous, 5) if not each.measure]
    for each in read_said(evidence.document, 5):
        if each.measure:
            continue
        mine = grams(each.text)
        if any(likeness(mine, theirs) >= ALIKE for _, theirs in before):
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"这个问题与上年度报告写的几乎一样：“{each.shown}”",
                section=5,
                quote=each.quote,
                suggestion="上年的问题如未解决，请写明一年来的进展；已解决的，请写今年的问题",
                place=each.line.place,
            )


RULE = Rule(
    name="problems-repeated",
    severity=Severity.WARNING,
    why="问题年年相同，说明上年的改进没有落实，或者是照抄",
    source="《政府信息公开条例》第五十条第一款第四项；国办公开办函〔2021〕30号：内容雷同的依规追究责任",
    find=find,
)
