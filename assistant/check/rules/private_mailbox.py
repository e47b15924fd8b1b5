"""A mailbox at a private provider."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.private import anchor
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_MAILBOX = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{2,40}[@＠](?:(?:vip\.)?qq|163|126|yeah|sina|sohu|139|189|wo|foxmail|gmail|hotmail|outlook)"
    r"\.(?:com|net|cn)",
    re.IGNORECASE,
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask whether the mailbox is the office's; its name is not repeated."""
    for line in evidence.document.lines:
        for match in _MAILBOX.finditer(line.text):
            provider = re.split("[@＠]", match.group())[1]
            yield at(
                RULE,
                line,
                f"邮箱在{provider}，是否为个人邮箱",
                quote=anchor(line.text, match.start()),
                suggestion="宜改用单位邮箱（gov.cn）",
            )


RULE = Rule(
    name="private-mailbox",
    severity=Severity.WARNING,
    why="个人邮箱不宜作为机关的联系方式",
    source="《个人信息保护法》第四条；政府网站与政务邮箱管理要求",
    find=find,
    flags=("电子邮箱：100001@qq.com。",),
    passes=("电子邮箱：xxgk@example.gov.cn。",),
)
