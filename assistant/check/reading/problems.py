"""Section five read as problems and measures."""

import re
from collections.abc import Iterator

import msgspec

from assistant.check.reading.normal import normal
from assistant.report import Document, Line

_MARK = re.compile(
    r"(?:^|(?<=[。；：，]))-?(?:(?P<shi>[一二三四五六七八九十]是)|(?P<first>首先|其次|再次|最后)|(?P<nth>第[一二三四五六七八九]，)"
    r"|(?P<han>（[一二三四五六七八九十]{1,2}）)|(?P<num>\d{1,2}[.、](?!\d)))"
)
_MEASURES = re.compile(
    r"^-?(?:（[一二三四五六]）|[1-9][.、])?(?:下一步|改进(?:情况|措施|举措|方向)|整改(?:情况|措施)|针对(?:上述|以上|这些|存在)|今后|为此|"
    r"工作打算|(?:主要)?措施|20\d\d年[，,]?[^。，]{0,10}(?:将|重点|计划|拟)|我[局委市县区办]将|本机关将|将从)"
)
_PROBLEMS = re.compile(r"^-?(?:（[一二三四五六]）|[1-9][.、])?(?:存在的?|主要)?(?:的?主要)?(?:问题|不足|困难)")
_ZONE = 24


class Told(msgspec.Struct, frozen=True):
    """A sentence or an item of section five: its line, its plain words (titles hidden) and their place in the plain line."""

    line: Line
    text: str
    start: int
    measure: bool
    mark: str | None
    """How it is numbered: shi (一是), first (首先), nth (第一，), han (（一）), num (1.); None where it is not."""

    @property
    def quote(self) -> str:
        """The words as they stand in the line."""
        return normal(self.line.text).quote(self.start, self.start + len(self.text))


def read_problems(document: Document) -> tuple[Told, ...]:
    """Return the pieces of section five in order; headings that open a zone are not among them."""
    measure, inline = False, False
    found: list[Told] = []
    for line in document.lines:
        if line.section != 5 or (line.heading and line.level == 1):
            continue
        zone = _zone(line)
        if zone is not None:
            measure, inline = zone, False
            continue
        if inline and _MARK.match(normal(line.text).text):
            measure, inline = False, False
        for piece in _pieces(line):
            if not measure and _MEASURES.match(piece.text):
                measure, inline = True, piece.start > 0
            found.append(msgspec.structs.replace(piece, measure=measure))
    return tuple(found)


def counted(pieces: list[Told]) -> list[Told]:
    """Return the numbered items of the outermost numbering: the one that comes first."""
    marks = [piece.mark for piece in pieces if piece.mark]
    return [piece for piece in pieces if marks and piece.mark == marks[0]]


def _zone(line: Line) -> bool | None:
    """Return whether a short line opens the measures (True) or the problems (False); None for any other line."""
    text = normal(line.text).text.rstrip("。：")
    if len(text) > _ZONE or re.search(r"问题.*改进|不足.*措施", text):
        return None
    if _MEASURES.match(text) and (line.heading or "，" not in text):
        return True
    return False if _PROBLEMS.match(text) else None


def _pieces(line: Line) -> Iterator[Told]:
    text = normal(line.text).text
    marks = {match.start(): match.lastgroup for match in _MARK.finditer(text)}
    if not text:
        return
    cuts = sorted({0, *marks, *(match.end() for match in re.finditer("。", text))} - {len(text)})
    for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield Told(line, text[start:stop], start, measure=False, mark=marks.get(start))
