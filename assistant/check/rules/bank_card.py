"""The number of a bank card."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.private import anchor, is_id_number, is_luhn, masked, numbers
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_SHAPE = re.compile(r"(?<![\dA-Za-z.-])(?:62|4\d|5[1-5])\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z.])")
_CONTEXT = re.compile(r"卡号|银行卡|账号|账户|帐号|开户")
_PUBLIC = re.compile(r"缴费|财政专户|国库|单位账户|对公|收款单位|非税")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Check each by Luhn's rule; without 卡号 or 账户 before it, or beside words of a public account, ask."""
    for line in evidence.document.lines:
        for start, number in numbers(_SHAPE, line.text):
            if not is_luhn(number) or is_id_number(number):
                continue
            before = line.text[max(start - 30, 0) : start]
            sure = bool(_CONTEXT.search(before)) and not _PUBLIC.search(before)
            yield at(
                RULE,
                line,
                f"{'有' if sure else '疑似'}银行卡号（{masked(number)}）",
                quote=anchor(line.text, start),
                severity=None if sure else Severity.WARNING,
                suggestion="请删去个人账号；单位收费账户请确认是否需要写",
            )


RULE = Rule(
    name="bank-card",
    severity=Severity.ERROR,
    why="银行账号是敏感个人信息",
    source="《个人信息保护法》第二十八条；《政府信息公开条例》第十五条",
    find=find,
    flags=("退费至卡号6222020000000000000。", "账号4111 1111 1111 1111。"),
    passes=("账号已隐去。", "访问量4111111111111112次。"),
)
