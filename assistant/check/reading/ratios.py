"""Percentages with the counts they are made of: 35件，占805件的4.35%; 收到8件，办结7件，办结率87.5%; 占比分别为10%、15%."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.named import Named, find_named, name_numbers
from assistant.check.reading.sentences import Sentence, read_sentences
from assistant.check.reading.tableshares import Counts

_BACK = 3
_LABEL = re.compile("[，；。：（]")
_SHARE = re.compile(
    r"(?P<asks>(?:的)?占(?:比|到|了)?|的?(?:比重|比例|份额))(?P<of>[^，。；%]{0,24}?)(?:达到?|为|是|近|超过?|约|接近|的)*$"
)
_RATE = re.compile(r"(?P<rate>[一-鿿]{1,8})率(?:达到|达|为|均为|是|约|超|近|：)*$")
_LIST = re.compile(r"(?:占比|比例|比重|占[^，。；%]{0,12})分别[为是占达]?[^，。；%]{0,8}$|分别占[^，。；%]{0,16}$")
_NEXT = re.compile(r"[、，]|和|及|以及|、?(?:分别)?占")
_ELSEWHERE = re.compile(r"全[国省市县区]|上年|去年|同期|各[市县区]|辖区|同类|人口|行业")
_MODIFIED = re.compile(r"按时|按期|及时|依法|规范|准时|如期|当场|当年|首次|满意|知晓|一次|提前|面商|群众|有效")
_CARRIED = re.compile(r"结转|应|备案|顺延")
_NOUNS = re.compile(r"[^，。；：%]{0,14}[，（]?$")
_KNOWN_RATES = (
    "办结",
    "办复",
    "答复",
    "回复",
    "采纳",
    "公开",
    "整改",
    "合格",
    "维持",
    "纠错",
    "纠正",
    "办理",
    "完成",
    "解读",
    "落实",
    "受理",
    "更新",
    "回收",
)
_BOUNDED = re.compile(
    r"(?:办结|办复|答复|回复|采纳|公开|合格|维持|满意|知晓|解读|覆盖|及时|准时|按时|按期|整改|面复|面商|签约|上线|受理|参训|到会)$"
)
_NOT_COUNTED = {PERCENT, POINTS, "倍", "番"}


class Ratio(msgspec.Struct, frozen=True):
    """A printed percentage, the count it is of, and the wholes it may be a share of, the likeliest first."""

    printed: Mention
    part: Decimal
    low: Decimal
    high: Decimal
    wholes: tuple[Decimal, ...]
    quote: str
    certain: bool


class _Part(NamedTuple):
    """A count with the range it may mean and where it stands."""

    value: Decimal
    low: Decimal
    high: Decimal
    start: int | None = None
    unit: str = ""

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "_Part":
        """Return the count that mentions add up to."""
        value = sum((each.value for each in mentions), Decimal(0))
        low, high = (sum((getattr(each, name) for each in mentions), Decimal(0)) for name in ("low", "high"))
        return cls(value, low, high, mentions[0].start, mentions[0].unit)


def find_ratios(paragraph: str, counts: Counts | None = None) -> Iterator[Ratio]:
    """Yield the percentages of a paragraph whose two counts stand near by, or where `counts` knows them from the tables."""
    sentences = read_sentences(paragraph)
    for at, sentence in enumerate(sentences):
        earlier = sentences[max(0, at - _BACK) : at]
        for index, mention in enumerate(sentence.mentions):
            if mention.unit == PERCENT:
                yield from _ratio(sentence, index, earlier, counts)
        yield from _listed(sentence, [mention for other in earlier[-2:] for mention in other.mentions])


def _ratio(sentence: Sentence, index: int, earlier: Sequence[Sentence], counts: Counts | None) -> Iterator[Ratio]:
    before = sentence.line.text[sentence.start : sentence.mentions[index].start]
    if _LIST.search(before):
        return
    match = _SHARE.search(before)
    if match and not _ELSEWHERE.search(match["of"]):
        place = sentence.start + match.start()
        yield from _share(sentence, index, (place, match["of"]), earlier, counts)
    elif match := _RATE.search(before):
        yield from list(_rate(sentence, index, match["rate"])) or _of_tables(sentence, index, match["rate"], "", counts)
    elif not match and (
        re.search(r"[^，。；：]{0,10}（$", before)
        and sentence.line.text[sentence.mentions[index].end : sentence.mentions[index].end + 1] in "）"
    ):
        yield from _share(sentence, index, (sentence.mentions[index].start - 1, ""), (), counts)


def _share(
    sentence: Sentence, index: int, asked: tuple[int, str], earlier: Sequence[Sentence], counts: Counts | None
) -> Iterator[Ratio]:
    """Yield the share a count is of: the number beside it, one called by its name, or a cell of the tables."""
    place, of = asked
    label = _LABEL.split(sentence.line.shown[sentence.start : place])[-1]
    floor = earlier[0].start if earlier else sentence.start
    known = name_numbers(sentence.line.original, floor, place)
    near = _beside(sentence, index, place)
    if near is not None:
        whole = next((each.whole for each in known if each.mention.start == near.start), None)
        yield from _of_whole(sentence, index, _Part.of([near]), [whole] if whole else [], asked, (known, counts))
    elif named := find_named(label, known):
        wholes = list(dict.fromkeys(each.whole for each in named if each.whole))
        part = _Part.of([each.mention for each in named])
        yield from _of_whole(sentence, index, part, wholes, asked, (known, counts))
    else:
        yield from _of_tables(sentence, index, label, of, counts)


def _beside(sentence: Sentence, index: int, place: int) -> Mention | None:
    """Return the count that stands right before 占."""
    left = [i for i in range(index) if sentence.mentions[i].end <= place]
    left = [i for i in left if sentence.mentions[i].unit not in _NOT_COUNTED]
    if not left:
        return None
    part = sentence.mentions[left[-1]]
    return part if _NOUNS.fullmatch(sentence.line.text[part.end : place]) else None


def _of_whole(
    sentence: Sentence,
    index: int,
    part: _Part,
    heads: list[Decimal],
    asked: tuple[int, str],
    told: tuple[list[Named], Counts | None],
) -> Iterator[Ratio]:
    """Yield a count as the share of the whole that 占 names, of the total it is a part of, else of a larger number near by."""
    (place, of), counts = asked, told[1]
    known = [each for each in told[0] if each.mention.start != part.start]
    there = [m for m in sentence.mentions[:index] if m.start >= place and m.unit == part.unit]
    if there:
        yield _made(sentence, index, part, [there[0].value], certain=True)
        return
    named = find_named(of, known) if of else []
    larger = [
        each.mention.value for each in known if each.mention.unit == part.unit and each.mention.value >= part.value
    ]
    lead = sentence.line.shown[max(0, (part.start or 0) - 12) : part.start]
    cell = counts.whole(lead, of) if counts else None
    first = [each.mention.value for each in named if each.mention.value >= part.value]
    wholes = [*first, *([cell] if cell else []), *heads, *larger]
    if wholes:
        certain = bool(heads or first) and not of
        yield _made(sentence, index, part, wholes, certain=certain)


def _rate(sentence: Sentence, index: int, rate: str) -> Iterator[Ratio]:
    """Yield the rate of what was done: 采纳49条 of 收到262条 before 采纳率."""
    core = rate[-2:]
    modified = _MODIFIED.search(rate)
    for at in range(index - 1, -1, -1):
        part = sentence.mentions[at]
        near = sentence.before(at)[-12:] + re.split("[，；。、（]", sentence.after(at))[0][:4]
        undone = re.search(rf"(?:不|未|正在|拟|待){core}", near) and not re.search("不|未", rate)
        if (
            part.unit in _NOT_COUNTED
            or undone
            or not (core in near or core[::-1] in near)
            or (modified and modified.group() not in near)
        ):
            continue
        known = [each for each in name_numbers(sentence.line.original, sentence.start, part.end) if each.whole]
        heads = [each.whole for each in known[:1] if each.whole and each.mention.start == part.start]
        larger = (m.value for m in reversed(sentence.mentions[:at]) if m.unit == part.unit)
        wholes = [*heads, *(value for value in larger if value >= part.value)]
        if wholes:
            certain = not _CARRIED.search(sentence.text) or (len(wholes) == 1 and "应" in sentence.text)
            certain = certain and core in _KNOWN_RATES and not _ELSEWHERE.search(sentence.text)
            yield _made(sentence, index, _Part.of([part]), wholes, certain=certain)
        return


def _of_tables(sentence: Sentence, index: int, label: str, of: str, counts: Counts | None) -> Iterator[Ratio]:
    part, whole = (counts.part(label), counts.whole(label, of)) if counts else (None, None)
    if part is not None and whole:
        yield _made(sentence, index, _Part(part, part, part), [whole], certain=False)


def _listed(sentence: Sentence, earlier: list[Mention]) -> Iterator[Ratio]:
    """Yield the shares of a list given together: A 20条、B 30条，占比分别为40%、60%."""
    for index, mention in enumerate(sentence.mentions):
        before = sentence.line.text[sentence.start : mention.start]
        match = _LIST.search(before) if mention.unit == PERCENT else None
        if not match:
            continue
        run = [index]
        while run[-1] + 1 < len(sentence.mentions) and _follows(sentence, run[-1] + 1):
            run.append(run[-1] + 1)
        counts = [
            m
            for m in sentence.mentions[:index]
            if m.unit not in _NOT_COUNTED and m.end <= sentence.start + match.start()
        ]
        parts = counts[-len(run) :]
        if len(run) > 1 and len(parts) == len(run) and len({part.unit for part in parts}) == 1:
            named = [m for m in sentence.mentions[:index] if m.start >= sentence.start + match.start()]
            wholes = _wholes_of(parts, [*named, *reversed(counts[: -len(run)])], earlier)
            for at, part in zip(run, parts, strict=True):
                yield _made(sentence, at, _Part.of([part]), wholes, certain=True)


def _wholes_of(parts: list[Mention], near: list[Mention], earlier: list[Mention]) -> list[Decimal]:
    """Return what a list of counts may be shares of: a total beside it, what it adds up to, a total before."""
    unit = parts[0].unit
    added = sum((part.value for part in parts), Decimal(0))
    return [*(m.value for m in near if m.unit == unit), added, *(m.value for m in earlier if m.unit == unit)]


def _follows(sentence: Sentence, index: int) -> bool:
    return sentence.mentions[index].unit == PERCENT and bool(_NEXT.fullmatch(sentence.before(index)))


def _made(sentence: Sentence, index: int, part: _Part, wholes: list[Decimal], *, certain: bool) -> Ratio:
    printed = sentence.mentions[index]
    floor = part.start
    if floor is None or floor < sentence.start:
        floor = sentence.line.text.rfind("，", sentence.start, printed.start) + 1 or sentence.start
    quote = sentence.line.quote(min(floor, printed.start), printed.end)
    return Ratio(printed, part.value, part.low, part.high, tuple(wholes), quote, certain)


def find_impossible(paragraph: str) -> Iterator[tuple[Sentence, Mention]]:
    """Yield the shares and the rates of things done that are more than a hundred percent."""
    for sentence in read_sentences(paragraph):
        for mention in sentence.mentions:
            if mention.unit != PERCENT or mention.value <= 100:
                continue
            before = sentence.line.text[sentence.start : mention.start]
            rate = _RATE.search(before)
            if (rate and _BOUNDED.search(rate["rate"])) or _SHARE.search(before):
                yield sentence, mention
