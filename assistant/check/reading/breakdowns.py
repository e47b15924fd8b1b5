"""Totals with their parts: 共N条，其中A a条、B b条; A a件、B b件，共计N件; N件（自然人a件、企业b件); of several heads the nearest."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache

import msgspec

from assistant.check.reading.families import is_all
from assistant.check.reading.lists import CHANGED, follow, follow_back, name_of, times_of
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence, read_sentences

_MARKER = re.compile(
    r"其中|分别|包括|包含|涵盖|分为|具体为|具体是|构成为|分布为|(?:按|从|以)[^，。；]{2,14}?(?:划分|分类|统计|来看|看|分)(?=，|：)|："
)
_CLOSED_MARKER = re.compile(r"分别|分为|具体|构成|分布|按|从|以|：")
_TOGETHER = re.compile(
    r"(?:(?P<strong>共计|合计|总计|总共|小计)|(?<![公一])(?:(?<=[，；、等）])|^)(?P<weak>累计|共))(?:为|达|有|是)?(?P<what>[^，。；、：（）占]{0,8})$"
)
_PARTIAL = re.compile(r"主要|重点|特别|尤其|仅|例如|比如|不限于")
_AND_SO_ON = re.compile(r"[^，；。、）（]{0,10}?，?等(?![于级待候同])")
_MEAN = re.compile(r"[均每]")
_CARRIED = re.compile(r"结转|备案")
_LAST_YEAR = re.compile(r"上年|去年|上一年|同期|另")
_EXCLUDED = {PERCENT, POINTS, "倍", "番", "成"}


class Completeness(Enum):
    """Whether the parts of a total are said to be all of it: surely, as far as one can tell, or surely not."""

    CLOSED = 1
    OPEN = 2
    PARTIAL = 3


class Breakdown(msgspec.Struct, frozen=True):
    """A total and its parts, all of one unit, as the words of the sentence give them."""

    sentence: Sentence
    total: Mention
    parts: tuple[Mention, ...]
    times: tuple[int, ...]
    """How often each part counts: A、B各5件 counts 5 twice."""
    completeness: Completeness
    words: str
    """The words of the list, with what leads to it."""
    names: tuple[str, ...] = ()
    agrees: bool = False
    """True where the parts add up to the total, in some way of reading the sentence."""
    certain: bool = True
    """False where the total stands in another sentence that counts several things."""

    def parts_range(self) -> tuple[Decimal, Decimal]:
        """Return the least and the most that the parts may add up to."""
        return _range(self.parts, self.times)


@lru_cache(maxsize=1024)
def find_breakdowns(paragraph: str) -> tuple[Breakdown, ...]:
    """Return the totals with parts of a paragraph; a head and its list are reported once."""
    found: dict[tuple[int, int], Breakdown] = {}
    previous: Sentence | None = None
    for sentence in read_sentences(paragraph):
        for each in (*_bracketed(sentence), *_marked(sentence, previous), *_added_up(sentence)):
            key = (each.total.start, each.parts[0].start)
            known = found.get(key)
            if known is None or (known.completeness is Completeness.OPEN and each.completeness is Completeness.CLOSED):
                found[key] = each
        previous = sentence
    return tuple(found.values())


def _bracketed(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield the totals whose parts stand in the bracket behind them, or before them: 8件（A 5件、B 3件）."""
    for start, end in sentence.brackets.items():
        inside = [index for index, depth in enumerate(sentence.depths) if depth == start]
        total = _beside(sentence, start, end) if inside else None
        words = sentence.line.text[start:end]
        if total is None or _LAST_YEAR.search(words[: 12 if _CARRIED.search(words) else None]) and "结转" not in words:
            continue
        first = next((i for i in inside if sentence.mentions[i].unit == total.unit), None)
        if first is None or CHANGED.search(sentence.before(first)):
            continue
        parts = follow(sentence, first, end, total.value)
        says = re.search(r"其中|含|包括", words)
        if len(parts) == 1 and not says:
            continue
        yield _breakdown(
            sentence, total, [total], parts, start, closed=not says, loose=follow(sentence, first, end, loose=True)
        )


def _beside(sentence: Sentence, start: int, end: int) -> Mention | None:
    """Return the mention a bracket explains: the one right before it, else the one right behind it."""
    before = [mention for mention in sentence.mentions if mention.end <= start]
    if before and len(gap := sentence.line.text[before[-1].end : start]) <= 14 and not re.search("[，；、）]", gap):
        return before[-1]
    behind = next((mention for mention in sentence.mentions if mention.start > end), None)
    if behind and re.fullmatch(r"(?:共计|合计|总计|共)?", sentence.line.text[end + 1 : behind.start]):
        return behind
    return None


def _marked(sentence: Sentence, previous: Sentence | None) -> Iterator[Breakdown]:
    """Yield the totals followed by 其中, 分别, 包括, a colon and their parts."""
    for match in _MARKER.finditer(sentence.line.text, sentence.start, sentence.end):
        first = next((i for i, each in enumerate(sentence.mentions) if each.start >= match.end()), None)
        if first is None or CHANGED.search(sentence.line.text[match.start() : sentence.mentions[first].start]):
            continue
        if match.group() == "分别" and CHANGED.search(
            sentence.line.text[max(sentence.start, match.start() - 12) : match.start()]
        ):
            continue
        heads, first = _heads(sentence, match.start(), first)
        certain = True
        if not heads and previous and match.start() - sentence.start <= 24 and match.group() != "：":
            heads = _outer(previous, sentence.mentions[first].unit)
            certain = len(heads) == 1
        if not heads or (match.group() == "：" and match.start() - heads[-1].end > 16):
            continue
        roof = sentence.brackets.get(sentence.depths[first], sentence.end)
        parts, loose = follow(sentence, first, roof, heads[-1].value), follow(sentence, first, roof, loose=True)
        closed = bool(_CLOSED_MARKER.match(match.group()))
        yield _breakdown(sentence, heads[-1], heads, parts, match.start(), closed=closed, loose=loose, certain=certain)


def _heads(sentence: Sentence, place: int, first: int) -> tuple[list[Mention], int]:
    """Return the mentions a list behind `place` may be the parts of, the nearest last, and the first part itself."""
    for index in range(first, min(first + 2, len(sentence.mentions))):
        unit, depth = sentence.mentions[index].unit, sentence.depths[index]
        heads = [
            each
            for each, at in zip(sentence.mentions, sentence.depths, strict=True)
            if each.end <= place
            and at == depth
            and each.unit == unit
            and unit not in _EXCLUDED
            and not _MEAN.search(sentence.line.text[max(0, each.start - 3) : each.start])
        ]
        if heads:
            return heads, index
    return [], first


def _outer(sentence: Sentence, unit: str) -> list[Mention]:
    """Return the mentions of a unit that stand in no bracket."""
    pairs = zip(sentence.mentions, sentence.depths, strict=True)
    return [each for each, depth in pairs if depth < 0 and each.unit == unit and unit not in _EXCLUDED]


def _added_up(sentence: Sentence) -> Iterator[Breakdown]:
    """Yield the totals that stand behind their parts: A a件、B b件，共计N件."""
    for index in range(2, len(sentence.mentions)):
        total = sentence.mentions[index]
        match = _TOGETHER.search(sentence.before(index)) if total.unit not in _EXCLUDED else None
        last = _last_alike(sentence, index) if match else None
        if match is None or last is None:
            continue
        parts = follow_back(sentence, last)
        if len(parts) < 2:
            continue
        start = sentence.mentions[parts[0]].start
        closed = bool(match["strong"] and len(match["what"]) < 5) or not match["what"]
        yield _breakdown(sentence, total, [total], parts, start, closed=closed, loose=parts, suffixes=True)


def _last_alike(sentence: Sentence, index: int) -> int | None:
    """Return the mention of the same unit and bracket before mention `index`, if only a few words lie between."""
    total, depth = sentence.mentions[index], sentence.depths[index]
    for before in range(index - 1, -1, -1):
        if sentence.mentions[before].unit == total.unit and sentence.depths[before] == depth:
            near = total.start - sentence.mentions[before].end <= 30
            return (
                before
                if near and "其中" not in sentence.line.text[sentence.mentions[before].end : total.start]
                else None
            )
    return None


def _breakdown(
    sentence: Sentence,
    total: Mention,
    heads: Sequence[Mention],
    indexes: Sequence[int],
    start: int,
    *,
    closed: bool,
    loose: Sequence[int],
    certain: bool = True,
    suffixes: bool = False,
) -> Breakdown:
    parts = tuple(sentence.mentions[index] for index in indexes)
    times = tuple(times_of(sentence, index) for index in indexes)
    names = tuple(name_of(sentence, index) for index in indexes)
    words = sentence.line.text[min(start, total.start) : max(parts[-1].end, total.end)]
    state = _completeness(sentence, indexes, names, words, closed=closed)
    agrees = _agrees(sentence, heads, list(loose), suffixes=suffixes)
    return Breakdown(sentence, total, parts, times, state, words, names, agrees, certain)


def _completeness(
    sentence: Sentence, indexes: Sequence[int], names: Sequence[str], words: str, *, closed: bool
) -> Completeness:
    if len(indexes) < 2 or _PARTIAL.search(words) or _AND_SO_ON.match(sentence.after(indexes[-1])):
        return Completeness.PARTIAL
    return Completeness.CLOSED if closed or is_all(names) else Completeness.OPEN


def _agrees(sentence: Sentence, heads: Sequence[Mention], loose: list[int], *, suffixes: bool) -> bool:
    """Tell whether some run of the parts adds up to some head, or to heads taken together."""
    wanted = [(each.low, each.high) for each in heads]
    wanted += [_range(heads[at:], (1,) * len(heads[at:])) for at in range(len(heads) - 1)]
    for count in range(min(2, len(loose)), len(loose) + 1):
        run = loose[-count:] if suffixes else loose[:count]
        low, high = _range([sentence.mentions[i] for i in run], [times_of(sentence, i) for i in run])
        if any(low <= top and bottom <= high for bottom, top in wanted):
            return True
    return False


def _range(parts: Sequence[Mention], times: Sequence[int]) -> tuple[Decimal, Decimal]:
    """Return the least and the most that mentions add up to; printed decimals may each be rounded."""
    low = high = Decimal(0)
    for part, count in zip(parts, times, strict=True):
        slack = Decimal(5) / 10 ** (part.decimals + 1) if part.decimals and part.low == part.high else Decimal(0)
        low, high = low + (part.low - slack) * count, high + (part.high + slack) * count
    return low, high
