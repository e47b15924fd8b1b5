"""A resident identity number."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.private import anchor, is_id_number, masked, numbers
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_SHAPE = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5} ?(?:19|20)\d\d ?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?\d{3}[\dXx](?![\dA-Za-z])"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Check every 18 characters of the shape; where the check digit is wrong, ask. The number itself is not repeated."""
    for line in evidence.document.lines:
        for start, number in numbers(_SHAPE, line.text):
            sure = is_id_number(number)
            yield at(
                RULE,
                line,
                f"{'有' if sure else '疑似'}居民身份证号码（{masked(number)}）",
                quote=anchor(line.text, start),
                severity=None if sure else Severity.WARNING,
                suggestion="请删去；确需写的，只保留前几位，其余用*",
            )


RULE = Rule(
    name="id-number",
    severity=Severity.ERROR,
    why="身份证号码是敏感个人信息，公开即侵权",
    source="《个人信息保护法》第二十八条；《政府信息公开条例》第十五条",
    find=find,
    flags=("申请人身份证号为11010519491231002X。",),
    passes=("身份证号110***********1234已作处理。", "统一编号123456789012345678。"),
)
