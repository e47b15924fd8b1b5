"""Two marks where one belongs, or marks beside words that already do their work."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_CASES = (
    (re.compile(r"[，。；：、！？]{2,}"), "标点连用", "只保留一个"),
    (re.compile(r"、等"), "“等”前多了顿号", "删去顿号"),
    (re.compile(r"等…+|…+等"), "省略号与“等”并用", "二者留一"),
    (re.compile(r"、(?:以及|和(?!平|谐|解|睦)|与(?!会|时))"), "顿号与连词并用", "删去顿号"),
    (re.compile(r"^（[一二三四五六七八九十]{1,3}）[、，.：]"), "带括号的序号后又加点号", "删去序号后的点号"),
    (re.compile(r"(?:第[一二三四五六]|首先|其次|最后)、(?![一二三四五六七八九十\d])"), "序次语后用了顿号", "改为逗号"),
)
_ALLOWED = frozenset({"？！", "！？", "！！", "！！！"})


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the cases in the plain line."""
    for line in evidence.document.lines:
        plain = normal(line.text)
        for pattern, what, right in _CASES:
            for match in pattern.finditer(plain.text):
                if match.group() not in _ALLOWED:
                    quote = plain.quote(max(match.start() - 3, 0), match.end())
                    yield at(RULE, line, f"{what}：“{quote}”", quote=quote, suggestion=right)


RULE = Rule(
    name="doubled-punctuation",
    severity=Severity.WARNING,
    why="标点连用或与词语重复",
    source="GB/T 15834—2011《标点符号用法》；GB/T 9704—2012 7.3.3",
    find=find,
    flags=("工作有序推进。，下一步加强培训。", "通过网站、公众号、等渠道公开。", "公开指南、目录、和年报。"),
    passes=("工作有序推进。", "通过网站、公众号等渠道公开。", "听取专家、与会代表意见。", "第三、四季度各抽查1次。"),
)
