"""Where a sentence may give a total and its parts: behind 其中 and its like, in brackets, before 共计, as 已 and 未."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.check.reading.families import is_all, is_opposed, same_family
from assistant.check.reading.lists import CHANGED, follow, follow_back, gap_between, name_of, times_of
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence

_MARKER = re.compile(
    r"其中|分别|包括|包含|涵盖|分为|具体为|具体是|构成为|分布为|由(?=[^，。；]{1,40}(?:组成|构成))"
    r"|(?:按|从|以)[^，。；]{2,14}?(?:划分|分类|统计|来看|看|分)(?=，|：)|："
    r"|(?<=[件条项个份次家名人例宗起篇期])[一-鿿]{0,10}?中[，：]"
)
_CLOSED = re.compile(r"分别|分为|具体|构成|分布|由|按|从|以|：")
_TOGETHER = re.compile(
    r"(?:(?P<strong>共计|合计|总计|总共|小计)|(?<![公一])(?:(?<=[，；、等）])|^)(?P<weak>累计|共))"
    r"(?:为|达|有|是)?(?P<what>[^，。；、：（）占]{0,8})$"
)
_EARLIER = re.compile(r"上年|去年|上一年|同期|另|较|比")
_STRANGE = re.compile("结转|上年|去年|同比|环比|较|比|其中|分别|去重|每|增加|减少|同时|再|另|又|[一二三四]是|目标|计划")
_MEAN = re.compile(r"(?:平均|[月日年季人]均|每)[^，；。]{0,8}$")
_NET = re.compile(r"净[增减加少][^，；。]{0,4}$")
_EXPLAINS = re.compile(r"[，；、）]")
NOT_COUNTED = frozenset({PERCENT, POINTS, "倍", "番", "成"})


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


def find_candidates(sentence: Sentence, previous: Sentence | None) -> Iterator[Candidate]:
    """Yield the totals of a sentence with their parts; `previous` is the sentence before, where 其中 may begin this one."""
    if len(sentence.mentions) < 2 and not (sentence.mentions and previous):
        return
    yield from _bracketed(sentence)
    yield from _marked(sentence, previous)
    yield from _added_up(sentence)
    yield from _opposed(sentence)
    yield from _unmarked(sentence)


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


def _marked(sentence: Sentence, previous: Sentence | None) -> Iterator[Candidate]:
    """Yield the totals followed by 其中, 分别, 包括, a colon and the like, and their parts."""
    for match in _MARKER.finditer(sentence.line.text, sentence.start, sentence.end):
        marker = match.group()
        first = next((i for i, each in enumerate(sentence.mentions) if each.start >= match.end()), None)
        if first is None or _tells_of_change(sentence, match, sentence.mentions[first]):
            continue
        heads, first = _heads(sentence, match.start(), first)
        certain = True
        if not heads and previous and match.start() - sentence.start <= 24 and marker != "：":
            heads = _counted_in(previous, sentence.mentions[first].unit)
            certain = len(heads) == 1
        if not heads or (marker == "：" and match.start() - heads[-1].end > 16):
            continue
        yield _listed(sentence, heads, first, match, certain=certain)


def _listed(
    sentence: Sentence, heads: tuple[Mention, ...], first: int, match: re.Match[str], *, certain: bool
) -> Candidate:
    roof = sentence.brackets.get(sentence.depths[first], sentence.end)
    parts, loose = follow(sentence, first, roof, heads[-1].value), follow(sentence, first, roof, loose=True)
    nested = len(heads) > 1 or sentence.depths[first] >= 0
    if nested and len(parts) > 1 and "；" in gap_between(sentence, parts[0], parts[1]):
        parts = loose = parts[:1]
    return Candidate(heads, parts, loose, match.start(), bool(_CLOSED.match(match.group())), certain)


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
    return alike and not _MEAN.search(sentence.line.text[max(sentence.start, mention.start - 12) : mention.start])


def _counted_in(sentence: Sentence, unit: str) -> tuple[Mention, ...]:
    """Return the mentions of a unit that stand in no bracket."""
    pairs = zip(sentence.mentions, sentence.depths, strict=True)
    return tuple(each for each, depth in pairs if depth < 0 and _may_head(sentence, each, unit))


def _added_up(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the totals that stand behind their parts: A a件、B b件，共计N件."""
    for index in range(1, len(sentence.mentions)):
        total = sentence.mentions[index]
        match = _TOGETHER.search(sentence.before(index)) if total.unit not in NOT_COUNTED else None
        last = _last_alike(sentence, index) if match else None
        if match is None or last is None:
            continue
        parts = follow_back(sentence, last)
        closed = bool(match["strong"] and len(match["what"]) < 5) or not match["what"]
        if sum(times_of(sentence, part) for part in parts) > 1:
            parts, other = _without_restated(sentence, parts, total)
            start = sentence.mentions[parts[0]].start
            yield Candidate((total,), parts, parts, start, closed, backwards=True, other=other)


def _without_restated(sentence: Sentence, parts: list[int], total: Mention) -> tuple[list[int], tuple[int, ...]]:
    """Leave out the first number of a list where it is the total itself, told before its parts and again behind them."""
    whole = sum(sentence.mentions[index].value for index in parts)
    rest = whole - sentence.mentions[parts[0]].value
    if len(parts) > 2 and abs(rest - total.value) < abs(whole - total.value):
        return parts[1:], tuple(parts)
    return parts, tuple(parts[1:]) if len(parts) > 2 else ()


def _last_alike(sentence: Sentence, index: int) -> int | None:
    """Return the mention of the same unit and bracket before mention `index`, if only a few words lie between."""
    total, depth = sentence.mentions[index], sentence.depths[index]
    for before in range(index - 1, -1, -1):
        other = sentence.mentions[before]
        if other.unit == total.unit and sentence.depths[before] == depth:
            gap = sentence.line.text[other.end : total.start]
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
    if len(between) > 60 or re.search("结转|；|其中|共|部分", between) or mentions[done].value > mentions[total].value:
        return False
    if len(alike) > 2 and mentions[alike[2]].start - mentions[left].end < 14:
        return False
    return is_opposed(name_of(sentence, done), name_of(sentence, left))


def _unmarked(sentence: Sentence) -> Iterator[Candidate]:
    """Yield the totals whose parts follow without a word: 清理83件，保留60件、修改5件、废止18件. Only sums that nearly fit."""
    at = 0
    while at < len(sentence.mentions) - 2:
        total = sentence.mentions[at]
        first = _next_alike(sentence, at) if _may_head(sentence, total, total.unit) else None
        parts = follow(sentence, first, sentence.end, total.value) if first else []
        if first and _nearly(sentence, total, parts) and not _STRANGE.search(_text_of(sentence, at, parts[-1])):
            yield Candidate(
                (total,),
                parts,
                parts,
                total.start,
                closed=True,
                certain=is_all([name_of(sentence, part) for part in parts]),
            )
            at = parts[-1]
        at += 1


def _next_alike(sentence: Sentence, at: int) -> int | None:
    """Return the next mention where it has the same unit and bracket and stands behind a mark."""
    total, index = sentence.mentions[at], at + 1
    other = sentence.mentions[index]
    gap = sentence.line.text[total.end : other.start]
    same = other.unit == total.unit and sentence.depths[index] == sentence.depths[at]
    return index if same and len(gap) <= 24 and re.search("[，：；]", gap) and "、" not in gap else None


def _nearly(sentence: Sentence, total: Mention, parts: list[int]) -> bool:
    """Tell whether parts come so near to a total that they are meant to be all of it."""
    added = sum(sentence.mentions[index].value for index in parts)
    if len(parts) < 2 or any(sentence.mentions[index].value >= total.value for index in parts):
        return False
    share = 25 if len(parts) > 2 or _are_kinds(sentence, parts) else 15
    off = abs(added - total.value)
    return off * 100 <= total.value * share or (off == 1 and _are_kinds(sentence, parts))


def _are_kinds(sentence: Sentence, parts: list[int]) -> bool:
    """Tell whether the parts are kinds of one thing by their names."""
    names = [name_of(sentence, index) for index in parts]
    return all(same_family(names[0], name) for name in names)


def _text_of(sentence: Sentence, first: int, last: int) -> str:
    return sentence.line.text[max(sentence.start, sentence.mentions[first].start - 12) : sentence.mentions[last].end]
