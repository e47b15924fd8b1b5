"""A mobile telephone number."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.private import anchor, masked, numbers
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_SHAPE = re.compile(r"(?<![\dA-Za-z/.=_*-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z*.])")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Tell each; in the opening's contact it may be the office's own, so that is asked. The number is not repeated."""
    for line in evidence.document.lines:
        for start, number in numbers(_SHAPE, line.text):
            opening = line.section == 0
            yield at(
                RULE,
                line,
                f"有手机号码（{masked(number)}）{'，是否为公开的办公号码' if opening else ''}",
                quote=anchor(line.text, start),
                severity=Severity.WARNING if opening else None,
                suggestion="请改为办公座机，或删去",
            )


RULE = Rule(
    name="mobile-number",
    severity=Severity.ERROR,
    why="个人手机号码不得在报告中公开",
    source="《个人信息保护法》第四条；《政府信息公开条例》第十五条",
    find=find,
    flags=("请拨打13800000000咨询。", "联系申请人138-0000-0000补正。"),
    passes=("联系电话0531-51700000。", "热线12345受理1380件。", "号码138****0000已作处理。"),
)
