"""Requests under （六）其他处理 3.其他 whose kind the report does not explain."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_KEY = "table3.other_other.total"
_EXPLAINED = re.compile(
    r"其[他它](?:方式)?处理|不属于(?:本条例所称)?政府信息|非政府信息|不构成政府信息|(?:主动|自愿|申请人|予以)撤[回销][^。]{0,6}申请|撤回(?:政府信息公开|了)?申请"
    r"|申请人[^，。；]{0,8}撤[回销]|合并(?:办理|处理|答复)|终止办理|申请人死亡|视为放弃|“其他”|其他\d+件|不(?:再|作为)[^，。；]{0,6}(?:处理|政府信息公开申请)"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask for the explanation where neither section six nor the text says what became of them."""
    counted = evidence.document.cell(_KEY)
    lines = [line for line in evidence.document.lines if line.section in (0, 1, 3, 6)]
    if not counted or any(_EXPLAINED.search(normal(line.text).shown) for line in lines):
        return
    number = format_number(counted)
    yield Finding(
        rule=RULE.name,
        severity=RULE.severity,
        message=f"表三“（六）其他处理 3.其他”行“总计”列为{number}，第六部分没有说明这{number}件是什么情形",
        section=6,
        actual=counted,
        suggestion="请在第六部分写明构成，如申请内容不属于政府信息、申请人主动撤回",
        place=_KEY,
    )


RULE = Rule(
    name="other-disposal-unexplained",
    severity=Severity.WARNING,
    why="“其他”一行没有固定含义，不说明就无法核对",
    source="国办公开办函〔2021〕30号 表三（六）3；已发布报告的通行做法：在其他需要报告的事项中说明",
    find=find,
)
