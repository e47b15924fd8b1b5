"""Sentences as they are compared with last year's: without headings, legal boilerplate and fixed phrases."""

import re
from collections.abc import Iterator

import msgspec

from assistant.check.reading.normal import Normal, normal
from assistant.report import Document, Line

_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_FIXED = re.compile(
    r"中华人民共和国政府信息公开条例|年度报告格式|国办函|国办公开办函|统计期限|如(?:有|对)[^，。]{0,12}(?:疑问|联系)|联系(?:地址|电话)(?:为|是|：|\d|及|和|、)|邮编"
    r"|信息处理费|(?:无|没有)其[他它](?:需要)?(?:报告|说明)?的?事项|需要报告的其[他它]?事项|本报告[^，。]{0,10}(?:编制|组成|内容|公布)|表格?(?:如下|所示)"
    r"|未(?:发生|收到|产生)|数据说明|见下表|依申请公开工作|习近平|党的二十大|中国特色社会主义"
)
_NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十][，、是])+"
)
_MARKS = re.compile(r"[，。；：、！？“”\"'（）()《》\s]")
SHORTEST = 14
"""Characters below which a sentence is taken as a fixed phrase."""
_MEASURES = re.compile(
    r"(?:下一步|今后|接下来|下阶段|下一年|\d{4}年[，]?(?:我|将)|改进(?:情况|措施|举措|方向)|整改措施|下步|我[局委办县市区镇院厅]将|本机关将|将[进继从着])"
)


class Said(msgspec.Struct, frozen=True):
    """A sentence: `text` is compared, `quote` is printed."""

    line: Line
    text: str
    shown: str
    quote: str
    measure: bool = False
    """In section five: stands behind 下一步, 改进, so it promises; else it names a problem."""

    @property
    def fixed(self) -> bool:
        """Whether it is too short or a phrase of law and form that every report repeats."""
        return len(self.text) < SHORTEST or bool(_FIXED.search(self.shown))


def read_said(document: Document | None, section: int | None = None) -> Iterator[Said]:
    """Yield the sentences of sections 1, 5 and 6 that could be written differently each year."""
    return (each for each in read_all(document, section) if not each.fixed)


def read_all(document: Document | None, section: int | None = None) -> Iterator[Said]:
    """Yield every sentence of sections 1, 5 and 6, or of one of them."""
    measures = False
    for line in document.lines if document else ():
        if line.section not in (1, 5, 6) or section not in (None, line.section):
            continue
        if line.heading:
            measures = (
                line.section == 5 and bool(re.search("改进|措施|举措|下一步", line.text)) and "问题" not in line.text
            )
            continue
        for each in _sentences(line, measures):
            measures = each.measure
            yield each


def _sentences(line: Line, measures: bool) -> Iterator[Said]:
    plain: Normal = normal(line.text)
    for match in _SENTENCE.finditer(plain.shown):
        shown = match.group()
        measures = line.section == 5 and (measures or bool(_MEASURES.search(shown)))
        text = _MARKS.sub("", _NUMBERING.sub("", shown))
        yield Said(line, text, shown, plain.quote(match.start(), match.end()), measures)


def grams(text: str, size: int = 2) -> frozenset[str]:
    """Return the pieces of `size` characters of a text."""
    return frozenset(text[start : start + size] for start in range(len(text) - size + 1))


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of pieces two texts have in common, 0 to 1 (Jaccard)."""
    return len(left & right) / len(left | right) if left and right else 0.0
