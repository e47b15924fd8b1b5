"""Half-width marks between Chinese characters."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import HIDDEN, Normal, normal
from assistant.check.reading.spots import at, is_flattened
from assistant.check.rule import Evidence, Rule

_NARROW = frozenset(",:;?!()")
_CHINESE = re.compile(r"[一-鿿》”）%\d]")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Count them per line; a document that reading flattened says nothing about its writer."""
    if is_flattened(evidence.document):
        return
    for line in evidence.document.lines:
        if _NARROW.isdisjoint(line.text):
            continue
        plain = normal(line.text)
        places = [place for place in range(len(plain.text)) if _is_narrow(plain, place)]
        if places:
            start = max(places[0] - 3, 0)
            marks = "".join(dict.fromkeys(plain.original[plain.offsets[place]] for place in places))
            yield at(
                RULE,
                line,
                f"中文里用了{len(places)}处半角标点（{marks}）",
                quote=plain.quote(start, places[0] + 1),
                suggestion="请改为全角标点",
            )


def _is_narrow(plain: Normal, place: int) -> bool:
    mark = plain.original[plain.offsets[place]]
    if mark not in _NARROW or plain.text[place] in (mark, HIDDEN):
        return False
    around = plain.text[max(place - 1, 0) : place + 2].replace(plain.text[place], "", 1)
    return bool(re.search(r"[一-鿿》”）]", around)) and all(
        _CHINESE.match(char) or not char.isascii() for char in around
    )


RULE = Rule(
    name="halfwidth-punctuation",
    severity=Severity.WARNING,
    why="中文公文使用全角标点",
    source="GB/T 15834—2011《标点符号用法》",
    find=find,
    flags=("共发布信息12条,其中图解3条。", "市数据局(原市大数据局)负责。"),
    passes=("共发布信息12条，其中图解3条。", "网站访问量4,146,985次，每天8:30开放。"),
)
