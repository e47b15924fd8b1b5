"""A published report becomes passages: its paragraphs under the section they stand in, with agency and year."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from assistant.ingest import Line, Text
from assistant.retrieve.wording import tidy
from assistant.taxonomy import Part

_NUMBER = (
    r"(?:#+|[*-])?\s*(?:第?[一二三四五六七八九十]+[、．.部]|（[一二三四五六七八九十]+）|\d{1,2}[．.、]|（\d{1,2}）)\s*"
)
_HEADING = re.compile(rf"^{_NUMBER}(?P<words>[^，。；]{{2,30}}?)[。：]?$")
_RUN_IN = re.compile(rf"^{_NUMBER}(?P<words>[^，。；：]{{2,30}})[。：](?P<rest>.+)$")
_NUMBERED = re.compile(rf"^{_NUMBER}")
_TABLES = re.compile(r"^[二三四]、(?:主动公开政府信息情况|收到和处理|.*行政复议)")
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
_ENDS = ("。", "；", "！", "：", "？")


class Cut(msgspec.Struct, frozen=True):
    """A paragraph cut out of a report: the first and last of its lines, its words, its section."""

    line: int
    last: int
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
    """Cut a published report into paragraphs by its section headings.

    What stands before the first heading and in the sections of tables is left out; lines that a page broke are joined.
    """
    agency, year = _origin(text.lines)
    cutter = _Cutter()
    for line in text.lines:
        if words := tidy(line.text):
            cutter.take(line.number, words)
    cutter.finish()
    return Cuttings(agency, year, tuple(cutter.paragraphs), tuple(cutter.left_out))


class _Cutter:
    """Reads a report line by line and knows the section and the paragraph it is in."""

    def __init__(self) -> None:
        self.paragraphs: list[Cut] = []
        self.left_out: list[LeftOut] = []
        self._section = ""
        self._open: Cut | None = None

    def take(self, number: int, words: str) -> None:
        """Read one line."""
        if _TABLES.match(words):
            self._head(number, "")
        elif heading := _HEADING.match(words):
            self._head(number, _part_of(heading["words"]) or self._section)
        elif (run_in := _RUN_IN.match(words)) and (part := _part_of(run_in["words"])):
            self.finish()
            self._section = part
            self._text(number, run_in["rest"])
        else:
            self._text(number, words)

    def finish(self) -> None:
        """Close the paragraph that is open."""
        if self._open:
            self.paragraphs += [msgspec.structs.replace(self._open, text=piece) for piece in _pieces(self._open.text)]
        self._open = None

    def _head(self, number: int, section: str) -> None:
        self.finish()
        self._section = section
        self.left_out.append(LeftOut(number, "标题"))

    def _text(self, number: int, words: str) -> None:
        if self._open and not self._open.text.endswith(_ENDS) and not _NUMBERED.match(words):
            self._open = msgspec.structs.replace(self._open, last=number, text=self._open.text + words)
            return
        self.finish()
        if reason := _unfit(words, self._section):
            self.left_out.append(LeftOut(number, reason))
        else:
            self._open = Cut(number, number, _NUMBERED.sub("", words), self._section)


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
        return "表格部分，或正文第一部分之前的内容"
    figures = sum(char.isdigit() or char == " " for char in words)
    if (
        len(words) < _SHORT
        or 2 * figures > len(words)
        or re.search(r"(?:\d+ ){3}", words)
        or not re.search(r"[。；！，]", words)
    ):
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
