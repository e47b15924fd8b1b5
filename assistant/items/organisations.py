"""Organisations a note names: 济南市大数据局, 齐鲁大数据研究院, 县政府办公室, 法规处."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from assistant.items.lexicon import any_of, initials, lexicon, opens_with

_HAN_RUN = re.compile(r"(?<![一-鿿])[一-鿿]+$")
_WINDOW = 18
_PLACE_ENDS = ("街道", "新区", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
_PLACES = 3
_HOLDS_A_STOP = (
    "和平区",
    "和田",
    "呼和浩特",
    "大同市",
    "向阳",
    "报社",
    "日报",
    "晚报",
    "送变电",
    "对外",
    "由心",
    "发展",
    "按察",
    "开发",
    "规划建设",
    "建设",
)


class _Patterns(NamedTuple):
    """The endings of names, compiled once."""

    office: re.Pattern[str]
    named: re.Pattern[str]
    stop: re.Pattern[str]
    refused: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    first = opens_with(initials(words.offices, words.departments, words.units_inside))
    office = (
        rf"{first}(?:{any_of(words.offices)}(?![生])"
        rf"|{any_of(words.departments)}{_ends(words.department_ends, words.after_ends)}"
        rf"|{any_of(words.units_inside)}{_ends(words.unit_ends, words.after_ends)})"
    )
    named = _ends(words.named_ends, words.after_ends)
    stop = f"(?P<skip>{any_of([*words.offices, *_HOLDS_A_STOP])})|{any_of([*words.name_stops, *words.issuing_verbs])}"
    return _Patterns(re.compile(office), re.compile(named), re.compile(stop), frozenset(words.not_organisations))


def _ends(endings: tuple[str, ...], after: dict[str, str]) -> str:
    """Return a pattern of endings, the longest first, each with what may not follow it: 教育部, not 教育部门."""
    ordered = sorted(endings, key=len, reverse=True)
    return f"(?:{'|'.join(word + _not_before(after.get(word, '')) for word in ordered)})"


def _not_before(chars: str) -> str:
    return f"(?![{chars}])" if chars else ""


def find_organisations(text: str) -> list[str]:
    """Return the organisations a text names, each once, in order of appearance. Masked characters end a name."""
    spans = list(_named(text))
    for match in _patterns().office.finditer(text):
        start = _with_places(text, match.start())
        if not any(a < match.end() and start < b for a, b in spans):
            spans.append((start, match.end()))
    return list(dict.fromkeys(text[start:end] for start, end in _joined(sorted(spans))))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join an office and the inner unit that follows it at once: 市大数据局 + 数据资源处."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Yield the names that may begin with any words: back to the last word that cannot be part of a name."""
    floor = 0
    for match in _patterns().named.finditer(text):
        start = _run_start(text, max(floor, match.start() - _WINDOW), match.start())
        name = text[start : match.end()]
        if match.start() - start >= 2 and name not in _patterns().refused:
            yield start, match.end()
            floor = match.end()


def _run_start(text: str, floor: int, end: int) -> int:
    """Return where the Chinese words before `end` begin, behind the last stop word."""
    run = _HAN_RUN.search(text[floor:end])
    if not run:
        return end
    words, at = run.group(), 0
    for stop in _patterns().stop.finditer(words):
        at = at if stop["skip"] else stop.end()
    return end - len(words) + at


def _with_places(text: str, start: int) -> int:
    """Return where the places before an office begin: 山东省济南市 + 大数据局; a bare 市 or 县 belongs to it too."""
    for _ in range(_PLACES):
        place = next((end for end in _PLACE_ENDS if text.endswith(end, 0, start)), None)
        if place is None:
            return start
        begin = start - len(place)
        name_start = _run_start(text, max(0, begin - 6), begin)
        inner = max(
            (text.rfind(end, name_start, begin) + len(end) for end in _PLACE_ENDS if end in text[name_start:begin]),
            default=0,
        )
        name_start = max(name_start, inner)
        start = max(name_start, begin - (2 if begin - name_start > 3 else 3))
    return start
