"""One enumeration whose items are parted now by 、 now by a comma."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_ITEM = r"[^，、。；：\d]{1,20}\d[\d,.]*[万余多]{0,2}(?:条|件|次|份|篇|项|个|场|期|人|幅|部)"
_LIST = re.compile(rf"(?:{_ITEM}[、，]){{3,}}{_ITEM}")
_SEPARATOR = re.compile(r"(?<=\D)[、，](?=\D)")
_ENOUGH = 2


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read lists of at least four counted items; `A、B，C、D` where each half could be a group of its own is left alone."""
    for line in evidence.document.paragraphs():
        plain = normal(line.text)
        for match in _LIST.finditer(plain.text):
            separators = _SEPARATOR.findall(match.group())
            commas, pauses = separators.count("，"), separators.count("、")
            if pauses >= _ENOUGH and commas:
                yield at(
                    RULE,
                    line,
                    f"同一列举里混用了{pauses}个顿号和{commas}个逗号",
                    quote=plain.quote(*match.span()),
                    suggestion="请统一用顿号，或统一用逗号",
                )


RULE = Rule(
    name="mixed-list-separators",
    severity=Severity.INFO,
    why="同一列举的分隔标点应一致，否则层次看不清",
    source="GB/T 15834—2011《标点符号用法》",
    find=find,
    flags=("其中图解8条、视频5条，问答10条，动漫3条、长图2条。",),
    passes=("其中图解8条、视频5条、问答10条、动漫3条。", "图解8条，视频5条，问答10条，动漫3条。"),
)
