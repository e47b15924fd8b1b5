"""Requests carried in that differ from those last year's report carried over."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import tidy, violations
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.statistics import Violation

_EXPLAINED = re.compile(r"机构改革|职能划转|机构划转|口径|更正|勘误|撤并|合并统计|数据调整")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say every column that differs, in one finding; where section six gives a reason it is a question."""
    broken = [each for each in violations(evidence) if each.identity == "X-CARRY"]
    if not broken:
        return
    reason = any(line.section in (1, 6) and _EXPLAINED.search(line.text) for line in evidence.document.lines)
    first = broken[0]
    yield Finding(
        rule=RULE.name,
        severity=Severity.WARNING if reason else RULE.severity,
        message=f"表三“二、上年结转政府信息公开申请数量”行与上年度报告“四、结转下年度继续办理”行不一致：{'；'.join(map(_words, broken))}",
        section=3,
        expected=tidy(float(first.expected)),
        actual=tidy(float(first.actual)),
        suggestion="请按上年度报告更正；确有机构改革、统计口径调整的，在第六部分说明",
        place="table3.carried_in",
    )


def _words(each: Violation) -> str:
    this, last = format_number(float(each.actual)), format_number(float(each.expected))
    return f"“{each.column}”列今年为{this}，上年度报告为{last}"


RULE = Rule(
    name="carried-in-differs",
    severity=Severity.ERROR,
    why="上年结转就是上年度报告里结转下年度的申请，两年必须衔接",
    source="国办公开办函〔2021〕30号 表三；各地核查要求：今年第二项等于上年第四项",
    find=find,
)
