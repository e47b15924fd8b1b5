"""A published report becomes passages: its paragraphs under the section they stand in, with agency and year."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from assistant.ingest import Line, Text
from assistant.taxonomy import Part

_HEADING = re.compile(
    r"^\s*#*\s*(?:第?[一二三四五六七八九十]+[、.．部]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、])\s*(.{2,30}?)[。:：]?\s*$"
)
_TITLE = re.compile(
    r"(?P<year>20\d\d)\s*年\s*度?(?P<agency>[\u4e00-\u9fff]{3,30}?)(?:政府)?信息公开(?:工作)?年度报告"
    r"|(?P<agency2>[\u4e00-\u9fff]{3,30}?)\s*(?P<year2>20\d\d)\s*年\s*度?(?:政府)?信息公开(?:工作)?年度报告"
)
_PARTS = (
    (re.compile(r"建议|提案"), Part.PROPOSALS),
    (re.compile(r"依申请|收到和处理|复议|诉讼"), Part.ON_REQUEST),
    (re.compile(r"信息管理|管理情况|管理规范"), Part.INFO_MGMT),
    (re.compile(r"平台"), Part.PLATFORM),
    (re.compile(r"监督|保障|培训|考核"), Part.SUPERVISION),
    (re.compile(r"主动公开|政策解读|回应关切|重点领域"), Part.PROACTIVE),
    (re.compile(r"问题|改进"), Part.PROBLEMS),
    (re.compile(r"其他需要|其他事项|收费|要点|创新"), Part.OTHER),
)
_LONG = 300
_SHORT = 15


class Cut(msgspec.Struct, frozen=True):
    """A paragraph cut out of a report: its line, its words, its section."""

    line: int
    text: str
    section: str


class LeftOut(msgspec.Struct, frozen=True):
    """A line of a report that became no passage, and why (in Chinese)."""

    line: int
    reason: str


class Cuttings(msgspec.Struct, frozen=True):
    """A report taken apart; paragraphs and lines left out together are every line that is not blank."""

    agency: str
    year: int | None
    paragraphs: tuple[Cut, ...]
    left_out: tuple[LeftOut, ...]


def cut(text: Text) -> Cuttings:
    """Cut a published report into paragraphs by its section headings; what stands before the first is left out."""
    agency, year = _origin(text.lines)
    paragraphs: list[Cut] = []
    left_out: list[LeftOut] = []
    section = ""
    for line in text.lines:
        words = line.text.strip()
        if heading := _HEADING.match(words):
            section = _part_of(heading.group(1)) or section
            left_out.append(LeftOut(line.number, "标题"))
        elif words and (reason := _unfit(words, section)):
            left_out.append(LeftOut(line.number, reason))
        elif words:
            paragraphs += [Cut(line.number, piece, section) for piece in _pieces(words)]
    return Cuttings(agency, year, tuple(paragraphs), tuple(left_out))


def _origin(lines: Sequence[Line]) -> tuple[str, int | None]:
    """Return whose report of which year it is, from its title in the first lines."""
    head = "".join(line.text.strip() for line in lines[:8])
    match = _TITLE.search(head)
    if not match:
        return "", None
    agency = match.group("agency") or match.group("agency2") or ""
    return agency, int(match.group("year") or match.group("year2"))


def _part_of(heading: str) -> str:
    return next((part.value for pattern, part in _PARTS if pattern.search(heading)), "")


def _unfit(words: str, section: str) -> str:
    if not section:
        return "正文第一部分之前的内容"
    if len(words) < _SHORT or not re.search(r"[。；;！]$|[，,]", words):
        return "表格内容或过短的行"
    return ""


def _pieces(words: str) -> Iterator[str]:
    """Yield a paragraph in pieces of whole sentences, each no longer than a long paragraph where that can be."""
    piece = ""
    for sentence in re.findall(r"[^。]+。?", words):
        if piece and len(piece) + len(sentence) > _LONG:
            yield piece
            piece = ""
        piece += sentence
    yield piece
