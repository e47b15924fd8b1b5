"""Percentages with the counts they are made of: 35件，占805件的4.35%; 收到8件，办结7件，办结率87.5%; 占比分别为10%、15%."""

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from assistant.check.reading.breakdowns import find_breakdowns
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence, read_sentences

_SHARE = re.compile(r"(?P<asks>占(?:比|到|了)?|比重|比例)(?P<of>[^，。；%]{0,24}?)$")
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
_NOT_COUNTED = {PERCENT, POINTS, "倍", "番", "成"}


class Ratio(msgspec.Struct, frozen=True):
    """A printed percentage, the count it is of, and the wholes it may be a share of, the likeliest first."""

    printed: Mention
    part: Mention
    wholes: tuple[Decimal, ...]
    quote: str
    certain: bool


def find_ratios(paragraph: str) -> Iterator[Ratio]:
    """Yield the percentages of a paragraph whose two counts stand near by."""
    sentences = read_sentences(paragraph)
    for at, sentence in enumerate(sentences):
        earlier = [mention for other in sentences[max(0, at - 2) : at] for mention in other.mentions]
        for index, mention in enumerate(sentence.mentions):
            if mention.unit == PERCENT:
                yield from _ratio(sentence, index, earlier)
        yield from _listed(sentence, earlier)


def _ratio(sentence: Sentence, index: int, earlier: list[Mention]) -> Iterator[Ratio]:
    before = sentence.line.text[sentence.start : sentence.mentions[index].start]
    if _LIST.search(before):
        return
    if match := _SHARE.search(before):
        yield from _share(sentence, index, sentence.start + match.start(), match["of"], earlier)
    elif match := _RATE.search(before):
        yield from _rate(sentence, index, match["rate"])
    elif (
        re.search(r"[^，。；：]{0,10}（$", before)
        and sentence.line.text[sentence.mentions[index].end : sentence.mentions[index].end + 1] in "）"
    ):
        yield from _share(sentence, index, sentence.mentions[index].start - 1, "", [])


def _share(sentence: Sentence, index: int, place: int, of: str, earlier: list[Mention]) -> Iterator[Ratio]:
    """Yield the share a count is of: the whole named behind 占, else the total it is a part of, else one near by."""
    left = [
        i for i in range(index) if sentence.mentions[i].end <= place and sentence.mentions[i].unit not in _NOT_COUNTED
    ]
    if not left or _ELSEWHERE.search(of):
        return
    part = sentence.mentions[left[-1]]
    if not _NOUNS.fullmatch(sentence.line.text[part.end : place]):
        return
    named = [m for m in sentence.mentions[left[-1] + 1 : index] if m.start >= place and m.unit == part.unit]
    if named:
        yield _made(sentence, index, part, [named[0].value], certain=True)
        return
    wholes, certain = _wholes(sentence, part, earlier)
    if wholes:
        yield _made(sentence, index, part, wholes, certain=certain)


def _wholes(sentence: Sentence, part: Mention, earlier: list[Mention]) -> tuple[list[Decimal], bool]:
    """Return what a part may be a share of, the likeliest first, and whether the first is sure."""
    head = _head_of(sentence, part)
    known = [m.value for m in sentence.mentions if m.unit == part.unit and m != part and m.start < part.start]
    before = [m.value for m in earlier if m.unit == part.unit]
    sums = [each.added() for each in find_breakdowns(sentence.line.original) if part in each.parts]
    larger = [value for value in [*reversed(known), *reversed(before)] if value >= part.value]
    wholes = [*([head] if head is not None else []), *sums, *larger]
    own = [value for value in known if value >= part.value]
    return wholes, head is not None or len(own) == 1


def _head_of(sentence: Sentence, part: Mention) -> Decimal | None:
    heads = [each for each in find_breakdowns(sentence.line.original) if part in each.parts]
    return min(heads, key=lambda each: abs(each.total.start - part.start)).total.value if heads else None


def _rate(sentence: Sentence, index: int, rate: str) -> Iterator[Ratio]:
    """Yield the rate of what was done: 采纳49条 of 收到262条 before 采纳率."""
    core = rate[-2:]
    modified = _MODIFIED.search(rate)
    for at in range(index - 1, -1, -1):
        part = sentence.mentions[at]
        near = sentence.before(at)[-12:] + re.split("[，；。、（]", sentence.after(at))[0][:4]
        if (
            part.unit in _NOT_COUNTED
            or not (core in near or core[::-1] in near)
            or (modified and modified.group() not in near)
        ):
            continue
        wholes = [m.value for m in reversed(sentence.mentions[:at]) if m.unit == part.unit and m.value >= part.value]
        if wholes:
            certain = not _CARRIED.search(sentence.text) or (len(wholes) == 1 and "应" in sentence.text)
            certain = certain and core in _KNOWN_RATES and not _ELSEWHERE.search(sentence.text)
            yield _made(sentence, index, part, wholes, certain=certain)
        return


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
            yield from (_made(sentence, at, part, wholes, certain=True) for at, part in zip(run, parts, strict=True))


def _wholes_of(parts: list[Mention], near: list[Mention], earlier: list[Mention]) -> list[Decimal]:
    """Return what a list of counts may be shares of: a total beside it, what it adds up to, a total before."""
    unit = parts[0].unit
    added = sum((part.value for part in parts), Decimal(0))
    return [*(m.value for m in near if m.unit == unit), added, *(m.value for m in earlier if m.unit == unit)]


def _follows(sentence: Sentence, index: int) -> bool:
    return sentence.mentions[index].unit == PERCENT and bool(_NEXT.fullmatch(sentence.before(index)))


def _made(sentence: Sentence, index: int, part: Mention, wholes: list[Decimal], *, certain: bool) -> Ratio:
    printed = sentence.mentions[index]
    quote = sentence.line.quote(part.start, printed.end)
    return Ratio(printed, part, tuple(wholes), quote, certain)


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
