"""Parts of an earlier list called by name: 图解占比为35.6%; 征地信息与不动产登记公告合计占65.3%; 两类加起来1779条."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from assistant.check.reading.breakdowns import find_breakdowns
from assistant.check.reading.lists import name_of
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import read_sentences

_JOINED = re.compile(r"[、与和及]|以及")
_TAIL = re.compile(
    r"(?:(?:[这以上一二两三四五六七八九十几]+[者类项种])?(?:共计?|合计|总共|总和|加起来|相加|之和|累计|加在一起)|一家|一项|一类|就|仅|单|便|则|又|所|共|约|的)+$"
)
_VAGUE = re.compile(
    r"^(?:其中|其|这|该|上述|以上)|(?:信息|数量|数|发布量?|推送量?|公开|提交|提出|申请|递交|类|的|件|条)+$"
)
_ADDED = re.compile("加起来|相加|合计|共计|之和|总共|加在一起")
_SUM = re.compile(
    r"(?P<names>[^，。；：（\d]{3,30}?)(?:[这两二三四五几]+[类项者种个])?(?:加起来|相加|合计|共计|之和|总共|加在一起)(?:共|为|是|有|达)?$"
)
_REACH = 48
_MOST = 60
_NOT = re.compile(r"^(?:不|未|没|尚未|非)")


class Named(msgspec.Struct, frozen=True):
    """A number with what it is called, and the total it is a part of, if it is."""

    name: str
    mention: Mention
    whole: Decimal | None = None


@lru_cache(maxsize=1024)
def _named(paragraph: str) -> tuple[tuple[int, ...], tuple[Named, ...]]:
    wholes = {part.start: each.total.value for each in find_breakdowns(paragraph) for part in each.parts}
    found = [
        Named(name_of(sentence, index), mention, wholes.get(mention.start))
        for sentence in read_sentences(paragraph)
        for index, mention in enumerate(sentence.mentions)
        if mention.unit not in (PERCENT, POINTS, "倍", "番")
    ]
    return tuple(each.mention.end for each in found), tuple(found)


def name_numbers(paragraph: str, floor: int, roof: int) -> list[Named]:
    """Return the counted numbers of a paragraph between two places with their names, the last first."""
    ends, found = _named(paragraph)
    last = bisect_right(ends, roof)
    first = max(bisect_left(ends, floor), last - _MOST)
    return list(reversed(found[first:last]))


def find_named(words: str, known: Sequence[Named]) -> list[Named]:
    """Return the numbers that words name, one per name joined by 与 or 、; empty where one of them is not known."""
    labels = [label for label in _JOINED.split(_TAIL.sub("", words)) if label]
    found = [_best(label, known) for label in labels]
    return [each for each in found if each] if labels and all(found) else []


class NamedSum(msgspec.Struct, frozen=True):
    """A total told as the sum of parts called by their names, which it is not."""

    total: Mention
    parts: list[Named]
    quote: str


def find_named_sums(paragraph: str) -> Iterator[NamedSum]:
    """Yield the sums of named parts that do not come out."""
    if not _ADDED.search(paragraph):
        return
    for sentence in read_sentences(paragraph):
        for mention in sentence.mentions:
            match = _SUM.search(sentence.line.text[max(sentence.start, mention.start - _REACH) : mention.start])
            if match is None or mention.rough or not _JOINED.search(match["names"]):
                continue
            start = mention.start - len(match.group())
            known = [each for each in name_numbers(paragraph, 0, start) if each.mention.unit == mention.unit]
            parts = find_named(match["names"], known)
            added = sum(each.mention.value for each in parts)
            if len({each.mention.start for each in parts}) > 1 and added != mention.value:
                yield NamedSum(mention, parts, sentence.line.quote(start, mention.end))


def _best(label: str, known: Sequence[Named]) -> Named | None:
    """Return the number whose name is most like a label; a name must hold two characters of it in a row."""
    scored = [(_likeness(label, each.name), each) for each in known]
    best = max((score for score, _ in scored), default=Decimal(0))
    return next((each for score, each in scored if score == best), None) if best > 0 else None


def _likeness(label: str, name: str) -> Decimal:
    one, other = _core(label), _core(name)
    if not one or not other or bool(_NOT.search(one)) != bool(_NOT.search(other)):
        return Decimal(0)
    if one == other:
        return Decimal(3)
    if len(other) > 1 and (other in one or (len(one) > 1 and one in other)):
        return 2 + Decimal(min(len(one), len(other))) / 100 - Decimal(abs(len(one) - len(other))) / 1000
    shared = _pairs(one) & _pairs(other)
    return Decimal(len(shared)) / max(1, len(_pairs(one) | _pairs(other))) if len(shared) > 1 else Decimal(0)


def _core(words: str) -> str:
    plain = re.sub(r"[“”\"\x00]", "", words)
    return _VAGUE.sub("", _VAGUE.sub("", plain)) or plain


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}
