"""Requests dropped for unpaid fees while the report mentions no fee notice, or says that no fee was charged."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_KEY = "table3.other_no_payment.total"
_NOTICE = re.compile(r"收费通知|缴费通知|逾期[^，。；]{0,8}(?:未|不)[^，。；]{0,8}[缴交]|通知[^，。；]{0,12}[缴交]")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask for the fee notice behind 逾期未缴纳费用."""
    counted = evidence.document.cell(_KEY)
    lines = [line for line in evidence.document.lines if line.section in (1, 6)]
    if not counted or any(_NOTICE.search(normal(line.text).text) for line in lines):
        return
    yield Finding(
        rule=RULE.name,
        severity=RULE.severity,
        message=f"表三“（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用”行“总计”列为{format_number(counted)}，正文和第六部分都没有写发出收费通知",
        section=6,
        actual=counted,
        suggestion="请在第六部分写明发出收费通知的件数和应收金额；没有发过收费通知的，这一格应为0",
        place=_KEY,
    )


RULE = Rule(
    name="unpaid-without-notice",
    severity=Severity.WARNING,
    why="逾期不缴费以发出收费通知为前提，正文没有收费通知就无法解释这些申请",
    source="国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
    find=find,
)
