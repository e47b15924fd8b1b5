"""Sentences that stand word for word in last year's report."""

from collections import defaultdict
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.repetition import Said, read_said
from assistant.check.rule import Evidence, Rule

NOTABLE = 0.3
"""Share of a section's characters from which its repetition is a warning."""
_SECTIONS = {1: "第一部分（总体情况）", 5: "第五部分（存在的主要问题及改进情况）", 6: "第六部分（其他需要报告的事项）"}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Tell each section's share of repeated characters, and each repeated sentence; law and form are not counted."""
    if evidence.previous is None:
        return
    before = {each.text for each in read_said(evidence.previous)}
    sections: dict[int, list[Said]] = defaultdict(list)
    for each in read_said(evidence.document):
        sections[each.line.section].append(each)
    for section, said in sections.items():
        repeated = [each for each in said if each.text in before]
        if repeated:
            yield from _findings(section, repeated, sum(len(each.text) for each in said))


def _findings(section: int, repeated: list[Said], length: int) -> Iterable[Finding]:
    share = sum(len(each.text) for each in repeated) / length
    if share >= NOTABLE and len(repeated) > 1:
        yield Finding(
            rule=RULE.name,
            severity=Severity.WARNING,
            message=f"{_SECTIONS[section]}有{len(repeated)}句与上年度报告逐字相同，占该部分正文的{share:.0%}",
            section=section,
            actual=round(share, 4),
            suggestion="请按今年的实际情况改写；法规引用和固定表述未计入",
        )
    for each in repeated:
        yield Finding(
            rule=RULE.name,
            severity=Severity.INFO,
            message=f"与上年度报告逐字相同：“{each.shown}”",
            section=section,
            quote=each.quote,
            suggestion="请写今年的做法和结果",
            place=each.line.place,
        )


RULE = Rule(
    name="repeated-sentences",
    severity=Severity.WARNING,
    why="与上年雷同的年度报告会被通报",
    source="国办公开办函〔2021〕30号 明确责任：内容雷同、敷衍应付的依规追究责任",
    find=find,
)
