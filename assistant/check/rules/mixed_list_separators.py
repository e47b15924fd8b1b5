"""One enumeration whose items are parted now by 、 now by a comma."""

import re
from collections.abc import Iterable
from itertools import pairwise

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_ITEM = r"[^，、。；：\d]{1,20}\d[\d,.]*[万余多]{0,2}(?:条|件|次|份|篇|项|个|场|期|人|幅|部)"
_LIST = re.compile(rf"(?:{_ITEM}[、，]){{3,}}{_ITEM}")
_PART = re.compile(rf"({_ITEM})([、，]|$)")
_SUMMING = re.compile(r"^(?:其中|共|合计|总计|首次|较|比|占|均|另|同比|约占|全部)")
_ENOUGH = 2


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read lists of at least four counted items; a total before them and a sum behind them are no items."""
    for line in evidence.document.paragraphs():
        plain = normal(line.text)
        for match in _LIST.finditer(plain.text):
            marks = _separators(match.group())
            commas, pauses = marks.count("，"), marks.count("、")
            if pauses >= _ENOUGH and commas:
                yield at(
                    RULE,
                    line,
                    f"同一列举里混用了{pauses}个顿号和{commas}个逗号",
                    quote=plain.quote(*match.span()),
                    suggestion="请统一用顿号，或统一用逗号",
                )


def _separators(text: str) -> list[str]:
    """Return the marks between the items, without the comma behind a leading total or before a last remark."""
    parts = _PART.findall(text)
    marks = [mark for (_, mark), (item, _) in pairwise(parts) if not _SUMMING.match(item)]
    start = 1 if marks[:2] == ["，", "、"] else 0
    stop = -1 if marks[-2:] == ["、", "，"] else None
    return marks[start:stop]


RULE = Rule(
    name="mixed-list-separators",
    severity=Severity.INFO,
    why="同一列举的分隔标点应一致，否则层次看不清",
    source="GB/T 15834—2011《标点符号用法》",
    find=find,
    flags=("其中图解8条、视频5条，问答10条，动漫3条、长图2条。",),
    passes=(
        "其中图解8条、视频5条、问答10条、动漫3条。",
        "图解8条，视频5条，问答10条，动漫3条。",
        "解读41篇，优秀29篇、一般9篇、改写3篇，共41篇。",
    ),
)
