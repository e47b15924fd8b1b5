"""Growth as sentences state it: what it was, what it is, by how much it is said to have changed."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum

import msgspec

from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence, read_sentences

_UP = "增长|增加|增多|增幅|升幅|涨幅|上升|提高|提升|上涨|上扬|攀升|净增|猛增|激增|新增|多|增|升|涨"
_DOWN = "下降|减少|降低|降幅|减幅|下滑|回落|缩减|压减|压降|下调|少|减|降"
_TAIL = "(?:了|的?幅度)?(?:为|达到|达|约|近|超过|逾)*"
_CHANGE = re.compile(rf"(?:(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_TAIL}|翻)$")
_OF_IT = re.compile("[^，；。、]{0,8}）?的")
_ARRIVED = re.compile(
    rf"(?:(?:{_UP}|{_DOWN}|调整|扩大|扩展|扩充|加装|精简|合并|归并|缩短|压缩)(?:到|至)|[增减升降变]为|(?:精简|合并|归并|调整|压减|缩减)为|跃(?:升|增)至)"
    r"(?:了|本年的?|今年的?)?$"
)
_RISES, _FALLS = re.compile(r"[增升涨扩]|提高|加装"), re.compile(r"[减降]|回落|下滑|精简|压缩|归并")
_FROM = re.compile(r"(?:由|从)[^，；。（）]{0,14}$")
_GOES = re.compile(rf"[^，；。]{{0,8}}(?:{_UP}|{_DOWN}|跃|变|下|上|调|扩|精|合|缩|压)")
_LAST_YEAR = re.compile(
    r"(?:上年|去年|上一年|前一年|上年度|去年度|上一年度|同期)(?!结转|转入|接转|遗留|未办)[^，；。（）]{0,12}（?$"
)
_AGAINST = re.compile(
    r"(?:比起|相比于?|相较于?|对照|对比|与|跟|和|[较比])(?:上一?年|去年|前一?年|往年|同期|20\d\d年)[^，；。（）]{0,8}$"
)
_COMPARES = re.compile(r"对照|对比|相比|同比|环比|较|比|上年|去年|上一年|同期|由|从|翻")
_MULTIPLE = re.compile(r"(?:是|为|达到?|相当于)(?:上年|去年|上一年|上年度|上一年度|同期)[^，。；]{0,8}$")
_CARRIES = re.compile(r"结转|转入|遗留")
_NEVER = re.compile(r"每|平均|目标|计划|力争|不超过|以内|预计|以来|分别|累计|再")
_YEAR = re.compile(r"(20\d\d)年")
_BACK = 3
_LEAD = 24
_TOPICS = (
    re.compile("收|受理|来件|登记|递交|承接|申请量"),
    re.compile("办[结复毕完]|答复|办理"),
    re.compile("复议"),
    re.compile("诉"),
)
_SAME = re.compile(r"持平")
_NOT_COUNTED = ("倍", "番", POINTS)


class Part(Enum):
    """What a number does in a comparison."""

    BASE = 1
    CURRENT = 2
    UP = 3
    DOWN = 4
    MULTIPLE = 5
    OTHER = 6


class Change(msgspec.Struct, frozen=True):
    """A stated change. `sign` is its direction; 0 where the new is a multiple of the old, or the same, without an `amount`.

    `currents` and `bases` are the numbers it may be between, the likeliest first; `step` is the change in units where the
    sentence gives it beside a percentage: 增加20件，增长25%. `amount` is also None for a mere direction: 由80件增至100件.
    """

    sentence: Sentence
    amount: Mention | None
    sign: int
    currents: tuple[Mention, ...]
    bases: tuple[Mention, ...]
    step: Mention | None = None
    distant: bool = False
    """The numbers of this year stand in sentences before."""

    @property
    def current(self) -> Mention:
        """The number of this year."""
        return self.currents[0]

    def quote(self) -> str:
        """Return the original words from the first to the last of its numbers."""
        current = None if self.distant else self.current
        there = [each for each in (self.amount, current, *self.bases[:1], self.step) if each]
        return self.sentence.line.quote(min(each.start for each in there), max(each.end for each in there))


def find_changes(paragraph: str, year: int | None) -> Iterator[Change]:
    """Yield the changes a paragraph states, with both numbers where it gives them. `year` is the report's, if known."""
    sentences = read_sentences(paragraph)
    for at, sentence in enumerate(sentences):
        if not sentence.mentions or not _COMPARES.search(sentence.text):
            continue
        earlier = sentences[max(0, at - _BACK) : at]
        parts = [_part(sentence, index, year) for index in range(len(sentence.mentions))]
        for span in _clauses(sentence):
            for index in span:
                if parts[index] in (Part.UP, Part.DOWN, Part.MULTIPLE) and (
                    found := _change(sentence, parts, span, index, earlier)
                ):
                    yield found
            yield from _unchanged(sentence, parts, span)
            yield from _moved(sentence, parts, span)


def _clauses(sentence: Sentence) -> Iterator[range]:
    """Yield the mentions between two semicolons: what is compared stands there."""
    start = 0
    for index in range(1, len(sentence.mentions) + 1):
        if index == len(sentence.mentions) or "；" in sentence.before(index):
            yield range(start, index)
            start = index


def _part(sentence: Sentence, index: int, year: int | None) -> Part:
    before, multiple = sentence.before(index), sentence.mentions[index].unit == "倍"
    if _MULTIPLE.search(before):
        return Part.MULTIPLE if multiple else Part.BASE
    if multiple and _OF_IT.fullmatch(before):
        return Part.MULTIPLE
    if _ARRIVED.search(before):
        return Part.CURRENT
    if match := _CHANGE.search(before):
        return Part.DOWN if match["down"] else Part.UP
    return _year_of(sentence, index, year)


def _year_of(sentence: Sentence, index: int, year: int | None) -> Part:
    """Tell whether a number is last year's, this year's, or of neither."""
    before = sentence.before(index)
    if (_FROM.search(before) and _GOES.match(sentence.after(index))) or _AGAINST.search(before):
        return Part.BASE
    if _LAST_YEAR.search(before):
        return Part.OTHER if _CARRIES.search(before[-12:]) else Part.BASE
    stated = _YEAR.findall(before)
    if stated and year and int(stated[-1]) != year:
        return Part.BASE if int(stated[-1]) == year - 1 else Part.OTHER
    return Part.CURRENT


def _change(
    sentence: Sentence, parts: Sequence[Part], span: range, index: int, earlier: Sequence[Sentence]
) -> Change | None:
    amount, before = sentence.mentions[index], sentence.before(index)
    if _NEVER.search(before) or not _compared(sentence, span, index):
        return None
    near = sorted((i for i in span if parts[i] is Part.BASE), key=lambda i: abs(i - index))
    currents = _currents(sentence, parts, span, index)
    distant = not currents
    if distant:
        units = {amount.unit, *(sentence.mentions[i].unit for i in near)} - {PERCENT, *_NOT_COUNTED}
        currents = _told_before(sentence, index, earlier, units)
    if not currents or (distant and not near):
        return None
    bases = tuple(sentence.mentions[i] for i in near if sentence.mentions[i].unit == currents[0].unit)
    sign = {Part.UP: 1, Part.DOWN: -1}.get(parts[index], 0)
    step = _step(sentence, parts, span, index, currents[0].unit)
    return Change(sentence, amount, sign, currents, bases, step, distant)


def _told_before(sentence: Sentence, index: int, earlier: Sequence[Sentence], units: set[str]) -> tuple[Mention, ...]:
    """Return the numbers of sentences before that a change may be of: what came in, unless its own words say otherwise."""
    told = [
        (each, other.before(at)[-_LEAD:])
        for other in earlier
        for at, each in enumerate(other.mentions)
        if each.unit in units
    ]
    own = sentence.line.text[sentence.start : sentence.mentions[index].start]
    topic = next((family for family in _TOPICS if family.search(own)), _TOPICS[0])
    alike = tuple(each for each, words in told if topic.search(words) and not _CARRIES.search(words))
    return alike or tuple(each for each, _ in told)


def _compared(sentence: Sentence, span: range, index: int) -> bool:
    """Tell whether the words around a change compare with an earlier year."""
    floor = max(sentence.start, sentence.mentions[span[0]].start - 40)
    return bool(_COMPARES.search(sentence.line.text[floor : sentence.mentions[index].start]))


def _currents(sentence: Sentence, parts: Sequence[Part], span: range, index: int) -> tuple[Mention, ...]:
    """Return this year's numbers a change may belong to: where it arrives, the nearest before it, else the next behind it."""
    amount = sentence.mentions[index]
    fitting = [i for i in span if parts[i] is Part.CURRENT and _fits(amount, sentence.mentions[i])]
    arrived = [i for i in fitting if _ARRIVED.search(sentence.before(i)) and abs(i - index) <= 2]
    before = [i for i in reversed(fitting) if i < index]
    behind = [i for i in fitting if index < i <= index + 2 and re.search(r"(?:达到?|为|共|至|到)$", sentence.before(i))]
    chosen = dict.fromkeys([*arrived, *before, *behind] if before or arrived else behind)
    if not chosen:
        return ()
    unit = sentence.mentions[next(iter(chosen))].unit
    return tuple(sentence.mentions[i] for i in chosen if sentence.mentions[i].unit == unit)


def _fits(amount: Mention, number: Mention) -> bool:
    """Tell whether a number can change by an amount: 件 by 件, by % or by 倍, a rate by 百分点."""
    if amount.unit == POINTS:
        return number.unit == PERCENT
    if amount.unit in (PERCENT, "倍", "番"):
        return number.unit not in _NOT_COUNTED
    return number.unit == amount.unit


def _step(sentence: Sentence, parts: Sequence[Part], span: range, index: int, unit: str) -> Mention | None:
    """Return the change in units that stands beside a percentage."""
    if sentence.mentions[index].unit != PERCENT:
        return None
    for other in (index - 1, index + 1):
        if other in span and parts[other] is parts[index] and sentence.mentions[other].unit == unit:
            return sentence.mentions[other]
    return None


def _unchanged(sentence: Sentence, parts: Sequence[Part], span: range) -> Iterator[Change]:
    """Yield a number said to be the same as last year's, where last year's is given."""
    start, end = sentence.mentions[span[0]].start, sentence.mentions[span[-1]].end
    match = _SAME.search(sentence.line.text, start, min(sentence.end, end + 24))
    if not match:
        return
    currents = [sentence.mentions[i] for i in span if parts[i] is Part.CURRENT]
    for base in (sentence.mentions[i] for i in span if parts[i] is Part.BASE):
        alike = [each for each in currents if each.unit == base.unit]
        if alike:
            yield Change(sentence, None, 0, tuple(reversed(alike)), (base,))
            return


def _moved(sentence: Sentence, parts: Sequence[Part], span: range) -> Iterator[Change]:
    """Yield the numbers said to go from one to the other, up or down: 由80件增至100件."""
    for index in span[1:]:
        base, current, before = sentence.mentions[index - 1], sentence.mentions[index], sentence.before(index)
        if (
            parts[index - 1] is Part.BASE
            and base.unit == current.unit
            and _ARRIVED.search(before)
            and "，" not in before
        ):
            up, down = _RISES.search(before), _FALLS.search(before)
            if bool(up) != bool(down):
                yield Change(sentence, None, 1 if up else -1, (current,), (base,))


def expected_change(current: Decimal, base: Decimal, unit: str) -> Decimal | None:
    """Return by how much `current` differs from `base`, in percent, times, percentage points or units; None from zero.

    >>> expected_change(Decimal(100), Decimal(80), "%")
    Decimal('25')
    """
    if unit in (PERCENT, "倍", "番") and base == 0:
        return None
    if unit == PERCENT:
        return (current - base) * 100 / base
    if unit == "倍":
        return (current - base) / base
    return current / base if unit == "番" else current - base
