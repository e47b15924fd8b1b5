"""A number in the text that differs from the table cell it names."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mismatches import Cause, Mismatch, calculation, find_mismatches
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say the sentence, the table, row and column, and both numbers; ask where other words may explain the difference."""
    for each in find_mismatches(evidence.document, evidence.previous):
        if each.cause is Cause.UNKNOWN:
            yield each.finding(RULE, _message(each), _suggestion(each, evidence))


def _message(each: Mismatch) -> str:
    stated, held = format_number(each.binding.number), format_number(each.expected)
    relation = f"只有{held}，少于正文的{stated}" if each.binding.part else f"为{held}，与正文的{stated}不一致"
    year = "上年度报告" if each.binding.last else ""
    return f"正文写“{each.binding.quote}”，{year}{each.target.label}{relation}"


def _suggestion(each: Mismatch, evidence: Evidence) -> str:
    sums = calculation(each, evidence.document)
    advice = "请核对台账后统一正文和表格" if each.firm else "是否统计范围或口径不同？如不是，请统一正文和表格"
    return f"{sums}；{advice}" if sums else advice


RULE = Rule(
    name="text-table-mismatch",
    severity=Severity.ERROR,
    why="正文和表格说的是同一件事，数字不同必有一处不实",
    source="《政府信息公开条例》第六条：及时、准确地公开政府信息；国办公开办函〔2021〕30号：内容不准确的依规追究责任",
    find=find,
)
