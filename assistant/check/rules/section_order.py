"""Sections that stand in another order than the form's, or carry a wrong number."""

from collections.abc import Iterable
from itertools import pairwise

from assistant.check.finding import Finding, Severity
from assistant.check.reading.sections import NAMES, NUMERALS, printed_number, topic, tops
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the subjects of the level-1 headings with the form's order, and their numbers with their places."""
    document = evidence.document
    if document.format == "older":
        return
    named = [(no, line) for line in tops(document) if (no := topic(line.text))]
    for (before, _), (no, line) in pairwise(named):
        if no < before:
            message = f"“{NAMES[no][2:]}”排在“{NAMES[before][2:]}”之后，与规定的顺序不符"
            yield at(RULE, line, message, quote=line.text, suggestion="请按国办规定的六个部分的顺序排列")
        elif no == before:
            yield at(
                RULE,
                line,
                f"“{NAMES[no][2:]}”出现了两次",
                quote=line.text,
                severity=Severity.WARNING,
                suggestion="请核对是否重复或标题写错",
            )
    for no, line in named:
        number = printed_number(line)
        if number is not None and number != no:
            yield at(
                RULE,
                line,
                f"“{NAMES[no][2:]}”应为第{NUMERALS[no - 1]}部分，标题序号写成了“{NUMERALS[number - 1]}、”",
                quote=line.text,
                severity=Severity.WARNING,
                expected=no,
                actual=number,
                suggestion=f"请改为“{NAMES[no]}”",
            )


RULE = Rule(
    name="section-order",
    severity=Severity.ERROR,
    why="六个部分的顺序是统一格式规定的",
    source="国办公开办函〔2021〕30号",
    find=find,
)
