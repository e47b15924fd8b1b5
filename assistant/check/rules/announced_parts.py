"""An opening or a sentence that announces another number of parts than it lists, or leaves one of the six out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.numbering import number
from assistant.check.reading.sections import NAMES, TOPICS
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.report import Line

_LIST = re.compile(
    r"(?:包括|包含|内容为|内容有|分为|由)([^。]{10,260}?)(等)?(?:共?([一二三四五六七八九\d])个?(?:部分|方面|项内容)|[。；]|$)"
)
_PARTS = re.compile(
    r"(?:报告|全文|内容)(?:共|由|分|分为|共分为?|包括|包含|共有)?([一二两三四五六七八九\d])个?部分(?:组成|内容)?"
)
_COUNTED = {numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_ANNOUNCED = re.compile(
    r"(?<![第\d之这述上])([二两三四五六七八九]|\d)(?:个|大|项|条|点|类|种)?(?:方面|问题|不足|措施|工作|举措|任务|重点|困难|原因|环节|做法|短板)"
    r"(?:的?(?:问题|不足|工作|努力|措施|改进|情况|困难|短板|内容|原因))?(?:和不足|与不足)?(?:进行改进|着手|入手|发力|改进|整改|加以改进)?"
    r"(?:[：。，；](?=(?:一是|首先|第一[，是]|（一）|（1）|1[.、]))|[：。]$)"
)
_ITEM = re.compile(
    r"(?:^|(?<=[。；：，]))(?:([一二三四五六七八九])是|第([一二三四五六七八九])[，是]|（([一二三四五六七八九])）|（(\d)）|(\d)[.、](?!\d))"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read the list of parts in the opening by the subjects the form names, and every count before a numbered list."""
    lines = evidence.document.lines
    for line in evidence.document.paragraphs():
        if line.section in (0, 1):
            found = list(_compare(line))
            yield from found or _only_counted(line, evidence.document.format)
    for place, line in enumerate(lines):
        yield from _enumerated(line, lines[place + 1 :] if _ANNOUNCED.search(normal(line.text).text) else ())


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
    count = int(said) if said and said.isdigit() else _COUNTED.get(said or "")
    missing = "、".join(f"“{NAMES[no][2:]}”" for no in NAMES if no not in listed)
    open_ended = match.group(2) and len(listed) < len(NAMES)
    if count is not None and count != len(listed) and (not open_ended or count < len(listed)):
        yield at(
            RULE,
            line,
            f"前言说共{count}个部分，{'只' * (count > len(listed))}列出{'' if count > len(listed) else '了'}{len(listed)}个",
            quote=quote,
            expected=len(listed) if len(listed) == len(NAMES) else count,
            actual=count if len(listed) == len(NAMES) else len(listed),
            severity=Severity.ERROR if len(NAMES) in (count, len(listed)) else None,
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


def _only_counted(line: Line, form: str) -> Iterator[Finding]:
    """Hold 全文共五个部分 against the six of the form."""
    plain = normal(line.text)
    match = _PARTS.search(plain.text) if form == "2021" else None
    if match and (count := _value(match.group(1))) != len(NAMES):
        yield at(
            RULE,
            line,
            f"前言说共{count}个部分，统一格式是{len(NAMES)}个部分",
            quote=plain.quote(*match.span()),
            expected=len(NAMES),
            actual=count,
            suggestion="请核对部分的数目",
        )


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _COUNTED[numeral]


def _enumerated(line: Line, behind: Sequence[Line]) -> Iterator[Finding]:
    """Count the items that follow 存在以下三个问题： in the same paragraph, or in the lines behind it."""
    plain = normal(line.text)
    for match in _ANNOUNCED.finditer(plain.text):
        inside = match.end() < len(plain.text)
        listed = _items(plain.text[match.end() :]) if inside else 0
        listed = _follow(behind, listed) if listed or not inside else 0
        count = _value(match.group(1))
        if listed > 1 and listed != count:
            yield at(
                RULE,
                line,
                f"文中说“{match.group().rstrip('：。，；')}”，{'只' * (listed < count)}列出{'' if listed < count else '了'}{listed}个",
                quote=plain.quote(*match.span()),
                expected=count,
                actual=listed,
                suggestion="请核对是否漏写，或数目没有改",
            )


def _items(text: str) -> int:
    """Return how far the items of the first kind of numbering in a text count up from one."""
    found = [(match.lastindex, _value(match.group(match.lastindex or 0))) for match in _ITEM.finditer(text)]
    reached = 0
    for kind, value in found:
        if kind == found[0][0]:
            if value == 1 and reached:
                break
            reached = max(reached, value)
    return reached


def _follow(behind: Sequence[Line], reached: int) -> int:
    """Return how far the numbering goes on in the lines that follow."""
    name = None
    for line in behind:
        found = number(line.text)
        if line.heading and line.level <= 1:
            break
        if found is None:
            continue
        name = name or found[0]
        if found[0] == name:
            if found[1] != reached + 1:
                break
            reached = max(found[1], _items(normal(line.text).text) if name == "一是" else 0)
    return reached


RULE = Rule(
    name="announced-parts",
    severity=Severity.WARNING,
    why="说有几个部分、几个方面，就应列出几个，正文也应有几个",
    source="国办公开办函〔2021〕30号（六个部分）；《党政机关公文处理工作条例》第十九条：表述准确",
    find=find,
    flags=(
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况、"
        "其他需要报告的事项六部分组成。",
        "主要存在三个方面的问题：一是更新不够及时，二是解读形式单一。",
        "重点做好以下两项工作：一是规范流程。二是加强培训。三是完善平台。",
        "本报告共五个部分。",
    ),
    passes=(
        "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六个部分。",
        "培训内容包括公文写作、信息发布、保密审查三个方面。",
        "主要存在两个方面的问题：一是更新不够及时，二是解读形式单一。针对这两个问题，一是修订制度，二是开展培训，三是加强检查。",
        "从三个方面改进。",
    ),
)
