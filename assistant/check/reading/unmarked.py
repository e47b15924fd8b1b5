"""Totals whose parts follow without a word that says so: 清理83件，保留60件、废止18件; 终端6台，4台在市区，2台在开发区."""

import re
from collections.abc import Iterator

from assistant.check.reading.families import is_all, same_family
from assistant.check.reading.lists import follow, name_before, name_of
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence
from assistant.check.reading.slips import slipped

NOT_COUNTED = frozenset({PERCENT, POINTS, "倍", "番"})
_STRANGE = re.compile(
    "结转|上年|去年|同比|环比|较|(?<!占)比|其中|分别|去重|每|增加|减少|同时|再|另|又|[一二三四]是|目标|计划"
)
_MEAN = re.compile(r"(?:平均|[月日年季人]均|每)[^，；。]{0,8}$")
_REST = re.compile(r"(?:剩下|剩余|其余|余下|还有|另有|另外|余)的?")
_ACTS = re.compile(
    r"^(?:组织|召开|开展|举办|办理|办结|答复|发布|公开|收到|受理|制作|新增|整改|完成|参[加训]|培训|处理|更新|推送)"
)
_SHORT = 6
_FAR = 16


def is_mean(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a number is an average: 平均每月5条."""
    return bool(_MEAN.search(sentence.line.text[max(sentence.start, mention.start - 12) : mention.start]))


def find_unmarked(sentence: Sentence) -> Iterator[tuple[int, list[int], bool]]:
    """Yield a total, its parts, and whether their names say that they are all. Only sums that nearly fit."""
    at = 0
    while at < len(sentence.mentions) - 2:
        first = _next_alike(sentence, at) if _may_head(sentence, at) else None
        parts = follow(sentence, first, sentence.end) if first else []
        if first and _nearly(sentence, at, parts) and not _STRANGE.search(_text_of(sentence, at, parts)):
            yield at, parts, is_all([name_of(sentence, part) for part in parts])
            at = parts[-1]
        at += 1


def _may_head(sentence: Sentence, at: int) -> bool:
    """Tell whether a number may be a total: counted, no average, and not one of a list that has begun before it."""
    total = sentence.mentions[at]
    if total.unit in NOT_COUNTED or is_mean(sentence, total):
        return False
    before = sentence.before(at) if at else "；"
    sibling = at and sentence.mentions[at - 1].unit == total.unit and sentence.depths[at - 1] == sentence.depths[at]
    return not sibling or bool(re.search("[；：]", before)) or len(before) > _FAR


def _next_alike(sentence: Sentence, at: int) -> int | None:
    """Return the next mention where it has the same unit and bracket and stands behind a mark."""
    total, index = sentence.mentions[at], at + 1
    other = sentence.mentions[index]
    gap = sentence.line.text[total.end : other.start]
    same = other.unit == total.unit and sentence.depths[index] == sentence.depths[at]
    return index if same and len(gap) <= 24 and re.search("[，：；]", gap) and "、" not in gap else None


def _nearly(sentence: Sentence, at: int, parts: list[int]) -> bool:
    """Tell whether parts come so near to a total that they are meant to be all of it, or miss it by one slip."""
    total = sentence.mentions[at].value
    values = [sentence.mentions[index].value for index in parts]
    off = abs(sum(values) - total)
    if len(parts) < 2 or same_family(name_of(sentence, at), name_of(sentence, parts[0])):
        return False
    if slipped(total, values) and _divides(sentence, at, parts):
        return True
    share = 25 if len(parts) > 2 or _are_kinds(sentence, parts) else 15
    near = off * 100 <= total * share or (off == 1 and _are_kinds(sentence, parts))
    return near and max(values) < total


def _divides(sentence: Sentence, at: int, parts: list[int]) -> bool:
    """Tell whether the words divide what was counted: 4台在…，2台在…; 上半年…、下半年…; 剩下3个."""
    names = [name_before(sentence, index) for index in parts]
    if _REST.fullmatch(names[-1]) or not any(names):
        return True
    if any(_ACTS.search(name) for name in names):
        return False
    shared = set.intersection(*(_pairs(name) for name in names))
    return bool(shared) or all(0 < len(name) <= _SHORT for name in names)


def _pairs(name: str) -> set[str]:
    return {name[start : start + 2] for start in range(len(name) - 1)}


def _are_kinds(sentence: Sentence, parts: list[int]) -> bool:
    """Tell whether the parts are kinds of one thing by their names."""
    names = [name_of(sentence, index) for index in parts]
    return all(same_family(names[0], name) for name in names)


def _text_of(sentence: Sentence, at: int, parts: list[int]) -> str:
    first, last = sentence.mentions[at], sentence.mentions[parts[-1]]
    return _REST.sub("", sentence.line.text[max(sentence.start, first.start - 12) : last.end])
