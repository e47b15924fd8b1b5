"""Which line is the heading of which section: by its words, in whatever numbering, order and company it comes."""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from assistant.report.published.characters import mend
from assistant.report.published.grid import Block, Grid
from assistant.report.published.rows import core

_CN = "一二三四五六七八九十"
_NUMBERS = (
    ("part", re.compile(rf"^第\s*([{_CN}])\s*(?:部分|章|节)?\s*[、.．:：\s]?\s*")),
    ("cn", re.compile(rf"^([{_CN}])\s*[、.．,，]\s*")),
    ("paren", re.compile(rf"^[（(]\s*([{_CN}])\s*[）)]\s*[、.．]?\s*")),
    ("arabic", re.compile(r"^(\d{1,2})\s*(?:[、．]|\.(?!\d))\s*")),
    ("arabic-paren", re.compile(r"^[（(]\s*(\d{1,2})\s*[）)]\s*")),
)
_BULLETS = re.compile(r"^[#*>\s\-•·]+")
_FIRST = frozenset(_CN + "第（(0123456789")
_STYLES = ("cn", "part", "none", "arabic", "paren", "arabic-paren")
_PATTERNS: dict[int, re.Pattern[str]] = {
    1: re.compile(r"总体情况|^概述$|^总述$|^基本情况$|工作概况"),
    2: re.compile(r"主动公开(?:的)?(?:政府)?信息|主动公开.{0,6}情况"),
    3: re.compile(r"收到和处理|处理政府信息公开申请|申请.{0,6}(?:办理|处理)情况|依申请公开.{0,8}情况"),
    4: re.compile(r"行政复议|行政诉讼|复议.{0,4}诉讼"),
    5: re.compile(r"主要问题|存在.{0,6}问题|问题.{0,4}改进|改进(?:情况|措施|举措)"),
    6: re.compile(r"其他需要报告|需要报告的.{0,4}事项|其他(?:应当|需)报告"),
}
_SURE: dict[int, re.Pattern[str]] = {
    1: re.compile(r"总体情况$"),
    2: re.compile(r"主动公开政府信息(?:的)?情况$"),
    3: re.compile(r"收到和处理.{0,12}申请(?:的)?情况$"),
    4: re.compile(r"复议.{0,12}诉讼(?:的)?情况$"),
    5: re.compile(r"存在的?(?:主要)?问题.{0,4}改进"),
    6: re.compile(r"其他需要报告的(?:其他)?事项$"),
}
_LONGEST = 42
_CONTENTS = 4
_MARK = re.compile("[。：:]")
_ENDS = ("情况", "事项", "措施", "举措")


class Number(msgspec.Struct, frozen=True):
    """A heading's numbering: its style, its ordinal, and the words that follow."""

    style: str
    ordinal: int
    rest: str


class Heading(msgspec.Struct, frozen=True):
    """A section's heading: block `index` to `until` (not included); `rest` is text that follows on the same line."""

    no: int
    style: str
    index: int
    until: int
    text: str
    rest: str = ""
    ordinal: int = 0


def numbering(text: str) -> Number:
    """Return how a line is numbered; style `none` where it is not.

    >>> numbering("（二）依申请公开情况")
    Number(style='paren', ordinal=2, rest='依申请公开情况')
    """
    text = _BULLETS.sub("", mend(text)).strip().strip("*").strip()
    if text[:1] not in _FIRST:
        return Number("none", 0, text)
    for style, pattern in _NUMBERS:
        if match := pattern.match(text):
            ordinal = _CN.index(match[1]) + 1 if match[1] in _CN else int(match[1])
            return Number(style, ordinal, text[match.end() :])
    return Number("none", 0, text)


def find_headings(blocks: Sequence[Block | Grid]) -> list[Heading]:
    """Return the headings of the sections in the order of the file, at most one for each official section."""
    candidates = [each for index in range(len(blocks)) for each in _candidates(blocks, index)]
    candidates = _without_contents(candidates)
    style = _section_style(candidates)
    chosen = {no: one for no in _PATTERNS if (one := _choose(candidates, no, style, blocks))}
    chosen |= _by_ordinal(blocks, chosen, style)
    return sorted(chosen.values(), key=lambda heading: heading.index)


def unknown_headings(blocks: Sequence[Block | Grid], known: Sequence[Heading], style: str) -> list[Heading]:
    """Return lines that are numbered like the sections and are none of them, as older reports have."""
    taken = {heading.index for heading in known}
    found = []
    for index, block in enumerate(blocks):
        if isinstance(block, Block) and index not in taken and len(block.text) <= _LONGEST:
            number = numbering(block.text)
            if number.style == style and not re.search("[。；;，,]", number.rest):
                found.append(Heading(0, style, index, index + 1, block.text.strip(), ordinal=number.ordinal))
    return found


def is_section_heading(text: str) -> bool:
    """Say whether a line by itself is surely one of the six headings."""
    number = numbering(text)
    return len(text) <= _LONGEST and any(pattern.search(core(number.rest)) for pattern in _SURE.values())


def _candidates(blocks: Sequence[Block | Grid], index: int) -> list[Heading]:
    block = blocks[index]
    if not isinstance(block, Block) or not block.text.strip():
        return []
    text, until = _whole(blocks, index)
    number = numbering(text)
    if parted := _with_text(text, number, index):
        return parted
    if len(text) > _LONGEST or re.search(r"[。；;].", number.rest):
        return []
    return [_heading(no, number, index, until, text) for no in _named(number.rest)]


def _with_text(text: str, number: Number, index: int) -> list[Heading]:
    """Return a heading that is followed by its section's text on the same line.

    >>> _with_text("六、其他需要报告的事项：无。", numbering("六、其他需要报告的事项：无。"), 0)[0].rest
    '无。'
    """
    head, _, rest = (text, "", "") if number.style == "none" else _MARK.sub("\0", text, count=1).partition("\0")
    if not rest.strip() or len(head) > _LONGEST:
        return []
    words = core(numbering(head).rest)
    found = [no for no, pattern in _SURE.items() if pattern.search(words)]
    return [
        msgspec.structs.replace(_heading(no, number, index, index + 1, head), rest=rest.strip()) for no in found[:1]
    ]


def _heading(no: int, number: Number, index: int, until: int, text: str) -> Heading:
    return Heading(no, number.style, index, until, text.strip(), ordinal=number.ordinal)


def _whole(blocks: Sequence[Block | Grid], index: int) -> tuple[str, int]:
    """Return a heading together with its last characters, where they fell on the next line."""
    text = blocks[index].text.strip()  # type: ignore[union-attr]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, Block) and 0 < len(following.text.strip()) <= 6 and not text.endswith(_ENDS):
        joined = text + following.text.strip()
        if joined.rstrip("。").endswith(_ENDS) and numbering(following.text).style == "none":
            return joined, index + 2
    return text, index + 1


def _named(words: str) -> list[int]:
    name = core(words)
    sure = [no for no, pattern in _SURE.items() if pattern.search(name)]
    return sure[:1] or [no for no, pattern in _PATTERNS.items() if pattern.search(name)]


def _without_contents(candidates: list[Heading]) -> list[Heading]:
    """Return the candidates without a contents list: four or more headings on end that all come again."""
    runs: list[list[Heading]] = []
    for each in candidates:
        if runs and each.index <= runs[-1][-1].until:
            runs[-1].append(each)
        else:
            runs.append([each])
    whole = Counter(each.no for each in candidates)
    kept = []
    for run in runs:
        own = Counter(each.no for each in run)
        if len(own) < _CONTENTS or any(whole[no] == count for no, count in own.items()):
            kept += run
    return kept


def _section_style(candidates: Sequence[Heading]) -> str:
    """Return the numbering of most sections; sub-headings (（一）主动公开情况) name fewer of them."""
    kinds = {style: {each.no for each in candidates if each.style == style} for style in _STYLES}
    return max(_STYLES, key=lambda style: (len(kinds[style]), -_STYLES.index(style)))


def _choose(candidates: Sequence[Heading], no: int, style: str, blocks: Sequence[Block | Grid]) -> Heading | None:
    """Return the section's heading: in the sections' numbering, else surely named; never a line of a contents list."""
    mine = [each for each in candidates if each.no == no]
    fitting = [each for each in mine if each.style == style] or [
        each for each in mine if _SURE[no].search(core(numbering(each.text).rest))
    ]
    if no in (1, 2, 3) and style != "none":
        fitting = [each for each in fitting if each.style == style or each.style != "paren"]
    sure = [each for each in fitting if _SURE[no].search(core(numbering(each.text).rest))] or fitting
    indices = {each.index for each in candidates if each.no != no}
    full = [each for each in sure if each.until not in indices or each.rest]
    return next(iter(full or sure[-1:]), None)


def _by_ordinal(blocks: Sequence[Block | Grid], chosen: dict[int, Heading], style: str) -> dict[int, Heading]:
    """Return headings whose words say nothing (a slogan) but whose number and neighbours say which section it is."""
    found: dict[int, Heading] = {}
    if style == "none" or len(chosen) < 4:
        return found
    for no in (no for no in _PATTERNS if no not in chosen):
        first = max((chosen[each].index for each in chosen if each < no), default=-1)
        last = min((chosen[each].index for each in chosen if each > no), default=len(blocks))
        for heading in unknown_headings(blocks[:last], tuple(chosen.values()), style):
            if heading.ordinal == no and heading.index > first:
                found.setdefault(no, msgspec.structs.replace(heading, no=no))
    return found
