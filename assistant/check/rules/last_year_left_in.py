"""Last year's numbers or last year's sentence left in the text."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mismatches import Cause, find_mismatches
from assistant.check.reading.repetition import Said, read_said
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?!年|月|日|号|\d)")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare with last year's tables and sentences; nothing is found where no previous report was given."""
    if evidence.previous is None:
        return
    for each in find_mismatches(evidence.document, evidence.previous):
        if each.cause is Cause.LAST_YEAR:
            held = format_number(each.expected)
            message = f"正文写“{each.binding.quote}”，这是上年度报告的数，今年{each.target.label}为{held}"
            yield each.finding(RULE, message, f"疑为上年数字未更新，请改为{held}")
    yield from _sentences(evidence)


def _sentences(evidence: Evidence) -> Iterator[Finding]:
    before, document = {each.text for each in read_said(evidence.previous)}, evidence.document
    last = f"{document.year - 1}年" if document.year else ""
    for each in read_said(document):
        if each.text not in before:
            continue
        numbers = [found for found in _NUMBER.findall(each.text) if float(found) >= 5]
        if last and each.text.startswith(last):
            yield _finding(each, f"整句与上年度报告相同，年份仍是{last}：“{each.shown}”", Severity.ERROR)
        elif len(numbers) >= 2:
            yield _finding(
                each, f"整句连同数字{'、'.join(numbers[:4])}与上年度报告完全相同：“{each.shown}”", Severity.WARNING
            )


def _finding(each: Said, message: str, severity: Severity) -> Finding:
    return Finding(
        rule=RULE.name,
        severity=severity,
        message=message,
        section=each.line.section,
        quote=each.quote,
        suggestion="请核对今年的情况后改写，并更新数字和年份",
        place=each.line.place,
    )


RULE = Rule(
    name="last-year-left-in",
    severity=Severity.ERROR,
    why="上年的数字和句子留在今年的报告里，是照抄改写时最常见的错误",
    source="国办公开办函〔2021〕30号：内容雷同的，由上级主管部门责令改正",
    find=find,
)
