"""A list or a row of headings whose numbers leave one out, repeat one or do not begin with one."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.numbering import number
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.report import Line

_LEVELS = {"（一）": 1, "1.": 2, "1、": 2, "（1）": 3, "一是": 4}
_SHAPES = {"（一）": "（{}）", "1.": "{}.", "1、": "{}、", "（1）": "（{}）", "一是": "{}是"}
_NUMERALS = ("", *"一二三四五六七八九", *("十" + one for one in ("", *"一二三四五六七八九")), "二十")
_INLINE = re.compile(r"(?:^|(?<=[。；：，]))([一二三四五六七八九])是(?=[^，。；]{2})")


class _Place(msgspec.Struct, frozen=True):
    """A number met: where, in which style, and what stood before it at its level."""

    line: Line
    style: str
    value: int
    before: int
    quote: str


def find(evidence: Evidence) -> Iterable[Finding]:
    """Follow the numbers of headings and paragraphs level by level, then 一是…二是… inside paragraphs."""
    for place in (*_outside(evidence.document.lines), *_inside(evidence.document.lines)):
        if place.value not in (1, place.before + 1) and not (place.style == "一是" and not place.before):
            yield _finding(place)


def _outside(lines: Iterable[Line]) -> Iterator[_Place]:
    last: dict[int, int] = {}
    for line in lines:
        if line.heading and line.level <= 1:
            last = {}
            continue
        found = number(line.text)
        if found is None or found[0] in ("一是", "一、"):
            continue
        name, value = found
        level = _LEVELS[name]
        yield _Place(line, name, value, last.get(level, 0), line.text[:12])
        last = {each: seen for each, seen in last.items() if each < level} | {level: value}


def _inside(lines: Iterable[Line]) -> Iterator[_Place]:
    before = 0
    for line in lines:
        if line.heading:
            before = 0
        plain = normal(line.text)
        for match in _INLINE.finditer(plain.text):
            value = _NUMERALS.index(match.group(1))
            yield _Place(line, "一是", value, before, plain.quote(match.start(), min(match.end() + 6, len(plain.text))))
            before = value


def _finding(place: _Place) -> Finding:
    numeral = str if place.style[0] in "1（" and "1" in place.style else _NUMERALS.__getitem__
    shown, should = (_SHAPES[place.style].format(numeral(value)) for value in (place.value, place.before + 1))
    if place.value <= place.before:
        message = f"序号“{shown}”重复或倒退，前面已经到“{_SHAPES[place.style].format(numeral(place.before))}”"
    elif place.before:
        message = f"序号不连续：“{_SHAPES[place.style].format(numeral(place.before))}”之后是“{shown}”，缺“{should}”"
    else:
        message = f"序号从“{shown}”开始，前面没有“{should}”"
    return at(
        RULE,
        place.line,
        f"标题或列举的{message}",
        quote=place.quote,
        expected=place.before + 1,
        actual=place.value,
        suggestion="请核对是否漏写一项、序号写错，或这一处用错了层级",
    )


RULE = Rule(
    name="numbering-gap",
    severity=Severity.WARNING,
    why="序号缺号、重号说明漏了内容或层级用错",
    source="GB/T 9704—2012 7.3.3：结构层次序数依次标注",
    find=find,
    flags=("存在两方面不足：一是更新慢，三是解读少。", "一是培训少。二是更新慢。二是解读形式单一。"),
    passes=(
        "一是更新慢，二是解读少，三是培训少。",
        "一是更新慢，二是解读少。下一步，一是加强更新，二是丰富解读。",
        "其二是流程较长。",
    ),
)
