"""Brackets, title marks and quotation marks that do not pair."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import Normal, normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_PAIRS = {"）": "（", "》": "《", "〉": "〈", "”": "“", "’": "‘", "〕": "〔", "】": "【", "」": "「"}
_CLOSES = {opening: closing for closing, opening in _PAIRS.items()}
_MARK = re.compile(f"[{''.join(_PAIRS)}{''.join(_CLOSES)}]")
_CUT = re.compile(r"(?:\.{2,}|…)$")
_NUMBERED = re.compile(r"(?:^|[。；，：])[\d一二三四五六七八九十①-⑩a-zA-Z]{1,2}$")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Tell the first mark of each line without its partner; a pair may span two lines of one section."""
    lines = evidence.document.lines
    for index, line in enumerate(lines):
        plain = normal(line.text)
        place = _first_unpaired(plain)
        if place is None or _CUT.search(plain.shown):
            continue
        mark = plain.shown[place]
        near = [
            each for each in lines[max(index - 1, 0) : index + 2] if each is not line and each.section == line.section
        ]
        if any(_partner(mark) in each.text and _first_unpaired(normal(each.text)) is not None for each in near):
            continue
        quote = plain.quote(max(place - 4, 0), min(place + 5, len(plain.shown)))
        yield at(RULE, line, f"“{mark}”没有配对", quote=quote, suggestion=f"请补上“{_partner(mark)}”或改正")


def _partner(mark: str) -> str:
    return _PAIRS.get(mark) or _CLOSES[mark]


def _first_unpaired(plain: Normal) -> int | None:
    opened: list[int] = []
    for place, mark in _marks(plain.shown):
        if mark in _CLOSES:
            opened.append(place)
        elif opened and plain.shown[opened[-1]] == _PAIRS[mark]:
            opened.pop()
        elif opened:
            return opened[-1] if any(plain.shown[each] == _PAIRS[mark] for each in opened) else place
        elif not (mark in "）’" and _is_free(plain.shown, place)):
            return place
    return opened[0] if opened else None


def _marks(text: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found.group()) for found in _MARK.finditer(text))


def _is_free(text: str, place: int) -> bool:
    return text[place] == "’" or bool(_NUMBERED.search(text[max(place - 4, 0) : place]))


RULE = Rule(
    name="unpaired-brackets",
    severity=Severity.WARNING,
    why="括号、书名号、引号必须成对",
    source="GB/T 15834—2011《标点符号用法》",
    find=find,
    flags=("发布《关于落实〈规划）的方案》。", "开展“政府开放日活动。", "编制指南（目录。"),
    passes=("发布《关于落实〈规划〉的方案》。", "1）健全制度；2）加强培训。", "开展“政府开放日”活动（2次）。"),
)
