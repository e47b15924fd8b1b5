"""Where a sentence may give a total and its parts: behind 其中 and its like, in brackets, before 共计, as 已 and 未."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from assistant.check.reading.families import is_opposed
from assistant.check.reading.lists import CHANGED, follow, follow_back, gap_between, name_of, times_of
from assistant.check.reading.mentions import Mention
from assistant.check.reading.nearsums import find_near_sums
from assistant.check.reading.sentences import Sentence
from assistant.check.reading.slips import is_slip, slipped
from assistant.check.reading.unmarked import NOT_COUNTED, find_unmarked, is_mean

_MARKER = re.compile(
    r"其中(?!一?部分)|分别|包括|包含|涵盖|分为|归为|分成|划为|依次(?:为|是)|具体为|具体是|构成为|分布为|由(?=[^，。；]{1,40}(?:组成|构成))"
    r"|(?:按|从|以)[^，。；]{2,14}?(?:划分|分类|统计|来看|看|分)(?=，|：)|："
    r"|(?<=[件条项个份次家名人例宗起篇期])[一-鿿]{0,10}?中[，：]|(?<=[信息材料内容稿件条目文件])中，(?=[^，。；]{2,12}\d)|——|(?<=[，（])(?:内?含|计有)(?!金量|义)"
)
_CLOSED = re.compile(r"分别|分为|归为|分成|划为|依次|具体|构成|分布|由|按|从|以|：|——")
_TOGETHER = re.compile(
    r"(?:(?P<strong>共计|合计|总计|总共|小计|相加|加起来|加总|之和|[加合]在一起|总[量数]|总[一-鿿]次|(?<=[，；])计)|(?<![公一])(?:(?<=[，；、等）])|^)(?P<weak>累计|共))"
    r"(?:为|达|有|是)?即?(?P<what>[^，。；、：（）占]{0,8})$"
)
_COUNTS_PARTS = re.compile(
    r"[两二三四五六七八九十][个项类][^，；、。]{0,4}(?:合计|共计?|总计|相加|加起来)[^，；、。]{0,4}"
)
"""How many parts there are, not one of them: 三个等次合计51个."""
_EARLIER = re.compile(r"上年|去年|上一年|同期|另|较|比")
_BACK = 3
"""Sentences a list looks back for its total."""
_NET = re.compile(r"净[增减加少][^，；。]{0,4}$")
_EXPLAINS = re.compile(r"[，；、）]")


class Candidate(NamedTuple):
    """A total and the mentions that look like its parts, by index. `heads` are all it may be the total of, the likeliest last."""

    heads: tuple[Mention, ...]
    parts: list[int]
    loose: list[int]
    """The same list, read on over words that usually end one."""
    start: int
    closed: bool
    certain: bool = True
    backwards: bool = False
    other: tuple[int, ...] = ()
    """Another list that may be meant, if it adds up."""

    @property
    def total(self) -> Mention:
        """The total the list most likely belongs to."""
        return self.heads[-1]


def find_candidates(sentence: Sentence, earlier: Sequence[Sentence]) -> Iterator[Candidate]:
    """Yield the totals of a sentence with their parts; `earlier` are the sentences before, where 其中 may begin this one."""
    if len(sentence.mentions) < 2 and not (sentence.mentions and earlier):
        return
    yield from _bracketed(sentence)
    yield from _marked(sentence, earlier)
    yield from _added_up(sentence)
    yield from _opposed(sentence)
    for total, parts, sure in find_unmarked(sentence):
        yield Candidate((sentence.mentions[total],), parts, parts, sentence.mentions[total].start, True, sure)
    for near in find_near_sums(sentence):
        head = sentence.mentions[near.total]
        yield Candidate(
            (head,), near.parts, near.parts, min(head.start, sentence.mentions[near.parts[0]].start), True, False
        )


def _bracketed(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the totals whose parts stand in the bracket behind them, or before them: 8件（A 5件、B 3件）."""
    for start, end in sentence.brackets.items():
        total = _beside(sentence, start, end)
        words = sentence.line.text[start:end]
        if total is None or (_EARLIER.search(words) and "结转" not in words):
            continue
        inside = (index for index, depth in enumerate(sentence.depths) if depth == start)
        first = next((i for i in inside if sentence.mentions[i].unit == total.unit), None)
        if first is None:
            continue
        parts, says = follow(sentence, first, end, total.value), re.search(r"其中|含|包括", words)
        if len(parts) > 1 or says:
            yield Candidate((total,), parts, follow(sentence, first, end, loose=True), start, closed=not says)


def _beside(sentence: Sentence, start: int, end: int) -> Mention | None:
    """Return the mention a bracket explains: the one right before it, else the one right behind it."""
    before = [mention for mention in sentence.mentions if mention.end <= start]
    if before:
        gap = sentence.line.text[before[-1].end : start]
        if len(gap) <= 14 and not _EXPLAINS.search(gap):
            return (
                None if _NET.search(sentence.line.text[max(0, before[-1].start - 8) : before[-1].start]) else before[-1]
            )
    behind = next((mention for mention in sentence.mentions if mention.start > end), None)
    if behind and re.fullmatch(r"(?:共计|合计|总计|共)?", sentence.line.text[end + 1 : behind.start]):
        return behind
    return None


def _marked(sentence: Sentence, earlier: Sequence[Sentence]) -> Iterator[Candidate]:
    """Yield the totals followed by 其中, 分别, 包括, a colon and the like, and their parts."""
    for match in _MARKER.finditer(sentence.line.text, sentence.start, sentence.end):
        marker = match.group()
        first = next((i for i, each in enumerate(sentence.mentions) if each.start >= match.end()), None)
        if first is None or _tells_of_change(sentence, match, sentence.mentions[first]):
            continue
        heads, first = _heads(sentence, match.start(), first)
        certain = True
        if not heads and match.start() - sentence.start <= 24 and marker != "：":
            heads, certain = _said_before(earlier, sentence, first)
        if not heads or (marker == "：" and match.start() - heads[-1].end > 16):
            continue
        yield _listed(sentence, heads, first, match, certain=certain)


def _listed(
    sentence: Sentence, heads: tuple[Mention, ...], first: int, match: re.Match[str], *, certain: bool
) -> Candidate:
    roof = sentence.brackets.get(sentence.depths[first], sentence.end)
    parts, loose = follow(sentence, first, roof, heads[-1].value), follow(sentence, first, roof, loose=True)
    heads = _fitting_last(heads, sum(sentence.mentions[index].value for index in parts))
    nested = len(heads) > 1 or sentence.depths[first] >= 0
    if nested and len(parts) > 1 and "；" in gap_between(sentence, parts[0], parts[1]):
        parts = loose = parts[:1]
    return Candidate(heads, parts, loose, match.start(), bool(_CLOSED.match(match.group())), certain)


def _fitting_last(heads: tuple[Mention, ...], added: Decimal | int) -> tuple[Mention, ...]:
    """Put the head last which the parts add up to, up to a slip, where the nearest one is far off."""
    if abs(heads[-1].value - added) * 4 <= heads[-1].value or is_slip(heads[-1].value, added):
        return heads
    fitting = [each for each in heads if each.value == added or is_slip(each.value, added)]
    fitting = fitting or [each for each in heads if _is_near(each.value, added)]
    return (*(each for each in heads if each is not fitting[-1]), fitting[-1]) if fitting else heads


def _tells_of_change(sentence: Sentence, match: re.Match[str], first: Mention) -> bool:
    """Tell whether the numbers are growth, not parts: 较上年分别增加5件、3件."""
    floor = max(sentence.start, match.start() - 12) if match.group() == "分别" else match.start()
    return bool(CHANGED.search(sentence.line.text[floor : first.start]))


def _heads(sentence: Sentence, place: int, first: int) -> tuple[tuple[Mention, ...], int]:
    """Return the mentions a list behind `place` may be the parts of, the nearest last, and the first part itself."""
    for index in range(first, min(first + 2, len(sentence.mentions))):
        unit, depth = sentence.mentions[index].unit, sentence.depths[index]
        pairs = zip(sentence.mentions, sentence.depths, strict=True)
        heads = tuple(
            each for each, at in pairs if each.end <= place and at == depth and _may_head(sentence, each, unit)
        )
        if heads:
            return heads, index
    return (), first


def _may_head(sentence: Sentence, mention: Mention, unit: str) -> bool:
    alike = mention.unit == unit and unit not in NOT_COUNTED
    return alike and not is_mean(sentence, mention)


def _said_before(earlier: Sequence[Sentence], sentence: Sentence, first: int) -> tuple[tuple[Mention, ...], bool]:
    """Return the numbers of an earlier sentence that a list may be the parts of, and whether that is sure."""
    unit = sentence.mentions[first].unit
    added = sum(sentence.mentions[index].value for index in follow(sentence, first, sentence.end))
    for other in reversed(earlier[-_BACK:]):
        heads = _counted_in(other, unit)
        if any(_is_near(each.value, added) for each in heads):
            return _fitting_last(heads, added), len(heads) == 1
    heads = _counted_in(earlier[-1], unit) if earlier else ()
    return (heads, True) if len(heads) == 1 else ((), False)


def _is_near(total: Decimal, added: Decimal | int) -> bool:
    return abs(total - added) * 10 <= total or is_slip(total, added)


def _counted_in(sentence: Sentence, unit: str) -> tuple[Mention, ...]:
    """Return the mentions of a unit that stand in no bracket."""
    pairs = zip(sentence.mentions, sentence.depths, strict=True)
    return tuple(each for each, depth in pairs if depth < 0 and _may_head(sentence, each, unit))


def _added_up(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the totals that stand behind their parts: A a件、B b件，共计N件."""
    for index in range(1, len(sentence.mentions)):
        total = sentence.mentions[index]
        match = _TOGETHER.search(sentence.before(index)) if total.unit not in NOT_COUNTED else None
        if match is None:
            continue
        last = _last_alike(sentence, index)
        if last is None or (match.group().startswith("计") and last != index - 1):
            yield from _unlike(sentence, index)
            continue
        parts = follow_back(sentence, last)
        closed = bool(match["strong"] and len(match["what"]) < 5) or not match["what"]
        if sum(times_of(sentence, part) for part in parts) > 1:
            parts, other = _without_restated(sentence, parts, total)
            start = sentence.mentions[parts[0]].start
            yield Candidate((total,), parts, parts, start, closed, backwards=True, other=other)


def _unlike(sentence: Sentence, index: int) -> Iterator[Candidate]:
    """Yield a total of parts that are counted in different units, if they miss it by a slip: 专访6次、短视频14条，计21件."""
    parts = [index - 1]
    while parts[0] and "、" in sentence.before(parts[0]) and sentence.mentions[parts[0] - 1].unit not in NOT_COUNTED:
        parts.insert(0, parts[0] - 1)
    total = sentence.mentions[index]
    if len(parts) > 1 and slipped(total.value, [sentence.mentions[part].value for part in parts]):
        yield Candidate((total,), parts, parts, sentence.mentions[parts[0]].start, True, False, backwards=True)


def _without_restated(sentence: Sentence, parts: list[int], total: Mention) -> tuple[list[int], tuple[int, ...]]:
    """Leave out the first number of a list where it is the total itself, told before its parts and again behind them."""
    whole = sum(sentence.mentions[index].value for index in parts)
    rest = whole - sentence.mentions[parts[0]].value
    first = sentence.mentions[parts[0]].value
    if len(parts) > 2 and abs(first - rest) * 4 <= rest and abs(rest - total.value) < abs(whole - total.value):
        return parts[1:], tuple(parts)
    return parts, tuple(parts[1:]) if len(parts) > 2 else ()


def _last_alike(sentence: Sentence, index: int) -> int | None:
    """Return the mention of the same unit and bracket before mention `index`, if only a few words lie between."""
    total, depth = sentence.mentions[index], sentence.depths[index]
    for before in range(index - 1, -1, -1):
        other = sentence.mentions[before]
        gap = sentence.line.text[other.end : total.start]
        if (
            other.unit == total.unit
            and sentence.depths[before] == depth
            and not _COUNTS_PARTS.fullmatch(other.words + gap)
        ):
            return before if len(gap) <= 30 and "其中" not in gap else None
    return None


def _opposed(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the totals followed by what was done and what was not: 收到215条，已答复209条，正在办理6条."""
    for index, total in enumerate(sentence.mentions):
        if total.unit in NOT_COUNTED or CHANGED.search(sentence.before(index)):
            continue
        alike = [
            other
            for other in range(index + 1, min(index + 5, len(sentence.mentions)))
            if sentence.mentions[other].unit == total.unit and sentence.depths[other] == sentence.depths[index]
        ]
        if len(alike) >= 2 and _splits(sentence, index, alike):
            yield Candidate((total,), alike[:2], alike[:2], total.start, closed=True)


def _splits(sentence: Sentence, total: int, alike: list[int]) -> bool:
    """Tell whether the next two numbers are the done and the undone of a total, and no third kind follows."""
    text, mentions = sentence.line.text, sentence.mentions
    done, left = alike[:2]
    between = text[mentions[total].end : mentions[left].start]
    if len(between) > 60 or re.search("结转|；|其中|共|部分", between):
        return False
    if mentions[done].value > mentions[total].value and not is_slip(
        mentions[total].value, mentions[done].value + mentions[left].value
    ):
        return False
    if len(alike) > 2 and mentions[alike[2]].start - mentions[left].end < 14:
        return False
    return is_opposed(name_of(sentence, done), name_of(sentence, left))
