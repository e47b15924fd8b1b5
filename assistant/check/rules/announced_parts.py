"""An opening that announces another number of parts than it lists, or leaves one of the six out."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.sections import NAMES, TOPICS
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.report import Line

_LIST = re.compile(
    r"(?:包括|包含|内容为|内容有|分为|由)([^。]{10,260}?)(等)?(?:共?([一二三四五六七八九\d])个?(?:部分|方面|项内容)|[。；]|$)"
)
_COUNTED = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read the list of parts in the opening or at the start of section one by the subjects the form names."""
    for line in evidence.document.paragraphs():
        if line.section in (0, 1):
            yield from _compare(line)


def _compare(line: Line) -> Iterator[Finding]:
    plain = normal(line.text)
    match = _LIST.search(plain.text)
    while match:
        listed = {no for no, pattern in TOPICS.items() if pattern.search(match.group(1))}
        if len(listed) > 2 and 1 in listed:
            quote = plain.quote(match.start(1), match.end())
            yield from _missing(line, quote, listed, match)
            return
        match = _LIST.search(plain.text, match.start() + 1)


def _missing(line: Line, quote: str, listed: set[int], match: "re.Match[str]") -> Iterator[Finding]:
    said = match.group(3)
    number = int(said) if said and said.isdigit() else _COUNTED.get(said or "")
    missing = "、".join(f"“{NAMES[no][2:]}”" for no in NAMES if no not in listed)
    if number is not None and number != len(listed) and not match.group(2):
        yield at(
            RULE,
            line,
            f"前言说共{number}个部分，只列出{len(listed)}个"
            if number > len(listed)
            else f"前言说共{number}个部分，列出了{len(listed)}个",
            quote=quote,
            expected=number,
            actual=len(listed),
            severity=Severity.ERROR if number == len(NAMES) else None,
            suggestion=f"没有列出：{missing}" if missing else "请核对部分的数目",
        )
    elif missing and not match.group(2):
        yield at(
            RULE,
            line,
            f"前言列出的内容中没有{missing}",
            quote=quote,
            expected=len(NAMES),
            actual=len(listed),
            suggestion="请按六个部分列全",
        )


RULE = Rule(
    name="announced-parts",
    severity=Severity.WARNING,
    why="前言说的部分数与列出的、正文有的应一致",
    source="国办公开办函〔2021〕30号（六个部分）",
    find=find,
    flags=(
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、"
        "其他需要报告的事项六部分组成。",
    ),
    passes=(
        "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六个部分。",
        "培训内容包括公文写作、信息发布、保密审查三个方面。",
    ),
)
