"""Which number of the question belongs to which number of the passage: unit, counted thing, what is done with it."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from assistant.items import Quantity
from assistant.retrieve.lexicon import (
    any_of,
    counted_at,
    counted_before,
    counted_in,
    deed_words,
    deeds_in,
    families_in,
    slot_words,
)
from assistant.retrieve.slots import Slot
from assistant.retrieve.wording import expand

_AROUND = 8
"""Characters on either side of a number that may say what it counts."""
_CLAUSE = re.compile(r"[，。；：！？,;!?\s]")
_RUN = re.compile(r"[，。；：、！？“”\s]|\d[\d.,]*[万亿余多]*[\u4e00-\u9fff]?|《[^》]*》")
_LINK = re.compile(r"[了共达为约有的计近超出各]+$")
_GROUPS = (
    frozenset({"人", "名", "位", "人次", "个"}),
    frozenset({"次", "场", "场次", "期", "轮", "回", "批", "批次", "趟", "节", "堂", "讲", "遍"}),
    frozenset("条件份篇部张幅则项套本册页集起例笔封通宗个"),
    frozenset("条份篇期"),
    frozenset("家户个"),
    frozenset("类种项个"),
    frozenset("处块间所台座个"),
    frozenset({"元", "万元", "亿元"}),
    frozenset({"天", "日"}),
    frozenset({"个工作日", "工作日"}),
)
_GENERIC = frozenset("个条件份篇项张起处")
"""Units clerks use for one another; 家, 本 or 幅 say by themselves what is counted."""
_BOUND = re.compile(
    r"^(?:不足|不到|超过|超|逾)|(?:不足|不到|不少于|不低于|不超过|至少|最多|提前|每[处次季月年周期批]\w{0,4})$"
)
_DENIED = re.compile(r"(?:没|没有|无|未|不是|哪|第|每\w{0,4}|各[报派选设])$")
"""Before a number, that there was none (没一个), or that it is a rate (每月两次)."""
_QUOTED = re.compile("“.*")
_LETTERS = re.compile(r"[\u4e00-\u9fff]+")
_COMMON = frozenset(
    [
        "全年",
        "今年",
        "去年",
        "年内",
        "本年",
        "累计",
        "共计",
        "一共",
        "总共",
        "政府",
        "信息",
        "公开",
        "政务",
        "工作",
        "进行",
        "情况",
        "有关",
        "相关",
        "我们",
        "单位",
        "部门",
        "网站",
        "组织",
        "开展",
    ]
)
_PEOPLE = _GROUPS[0]
_CARRIERS = "公众号 网站 门户网站 微博 新媒体 政务新媒体 热线 平台 专栏 栏目 部门 单位 科室"
"""What publishes or holds things and is seldom what is counted: 公众号发了120条."""
_SINGLE = re.compile(r"(?<=[家件条户批门艘])次$")
"""家次 and 家 count alike."""
_SPOKEN = frozenset({"趟", "遍", "回"})
_FIT = 2.0
"""What it counts that the passage fits the question, where no other number could be meant."""
_SURE = 2.5
"""What a number must reach to be filled in; see `_evidence`."""
_LISTED = 3
"""Numbers of one family of things and one unit that are a list of kinds: 动态3条、公告2条、文件1条."""
_NARROW = 0.5
"""Share of the letters of a description that the question may lack."""


class Context(msgspec.Struct, frozen=True):
    """What stands around a number: the thing right behind it, the thing right before it, and every thing near it."""

    behind: str
    before: str
    near: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The things next to the number."""
        return frozenset({self.behind, self.before} - {""})


class Place(msgspec.Struct, frozen=True):
    """A number where it stands: its unit, the families of the thing it counts and of those near it, what is done."""

    unit: str
    things: frozenset[int]
    near: frozenset[int]
    deeds: frozenset[int]
    run: str
    """The words before the number, in its clause."""
    pairs: frozenset[str]
    noun: str = ""
    """The name of the thing it counts."""
    deed_alone: bool = False
    """True where what is done is what is counted: 采纳19条."""
    article: bool = False
    """True for 一个 and the like, which often count nothing."""


def context(text: str, start: int, end: int) -> Context:
    """Return what stands around text[start:end], within its clause."""
    left = _CLAUSE.split(text[max(0, start - _AROUND) : start])[-1]
    right = _CLAUSE.split(text[end : end + _AROUND])[0]
    behind = counted_at(right.lstrip("的"))
    before = counted_before(_LINK.sub("", left))
    return Context(behind, before, counted_in(left) | counted_in(right.split("、")[0]))


def match_quantities(
    slots: Sequence[Slot], text: str, question: str, facts: Sequence[Quantity], fit: float = 0.0
) -> dict[Slot, str]:
    """Return the words that fill slots, the surest first; each fact fills one slot at most.

    A number fits where its unit does (one group of units is enough) and enough speaks for it: the same counted thing
    or one of its family, the same thing done, other words in common, or that no other number could be meant. It never
    fits where the two count different things, do different things with them, or where the passage counts something
    more special than the question says. `fit`, 0 to 1, is how sure it is that passage and question tell the same.
    """
    facts = [_people(fact, question) for fact in facts if fact.text and not _DENIED.search(question[: fact.start])]
    asked, given = _pairs(f"{question} {expand(question)}"), _of_facts(facts, question)
    own = [_of_slot(slot, text) for slot in slots]

    def lone(place: Place, said: Place) -> float:
        """Return 0 where another number could be meant, else 1 and how well the passage fits."""
        return 1 + _FIT * fit if _lone(place, own) and _lone(said, given) else 0.0

    pairs = [
        (score, -slot.start, -number, slot, fact)
        for slot, place in zip(slots, own, strict=True)
        for number, (fact, said) in enumerate(zip(facts, given, strict=True))
        if not _bound(slot, text)
        and not _ambiguous(place, said, own, given)
        and (score := _evidence(place, said, asked, lone(place, said))) >= _SURE
    ]
    filled: dict[Slot, str] = {}
    used: set[int] = set()
    for _, _, number, slot, fact in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if slot not in filled and number not in used:
            filled[slot] = _worded(fact, slot.unit)
            used.add(number)
    return filled


def _ambiguous(place: Place, said: Place, own: Sequence[Place], given: Sequence[Place]) -> bool:
    """Tell whether only the family of a thing speaks for a number, and a list counts several things of that family."""
    if not place.noun or place.noun in said.run or not place.things & said.things:
        return False
    return any(sum(_of_a_kind(place, each) for each in places) >= _LISTED for places in (own, given))


def _of_a_kind(one: Place, other: Place) -> bool:
    return bool(one.things & other.things) and _units(one.unit, other.unit) > 0


def _evidence(own: Place, said: Place, asked: frozenset[str], lone: float) -> float:
    """Return how much speaks for a fact in a place, 0 where anything speaks against it."""
    unit, done = _units(own.unit, said.unit), own.deeds & said.deeds
    if not unit or _differ(own.deeds, said.deeds or _usual()) or _differ(own.things, said.things):
        return 0.0
    if own.things and own.things <= _carriers() and said.unit not in {"个", "家", own.unit}:
        return 0.0
    thing = _thing(own, said)
    if not thing and ((said.article and (said.unit == "个" or not done)) or not lone):
        return 0.0
    if thing and _narrower(own.run, asked, said.things | said.near):
        return 0.0
    words = min(1.0, 0.5 * len((own.pairs & asked) - _COMMON))
    distinct = 0.5 * (own.unit not in _GENERIC)
    return thing + 0.2 * unit + bool(done) + words + (unit + distinct + lone - 1 if lone else 0)


def _thing(own: Place, said: Place) -> float:
    """Return 3 where two numbers count the same or one family of things, more where they name it alike."""
    if own.things & (said.things | said.near):
        return 3.0 + 0.5 * (own.noun in said.run)
    if not own.things and own.deed_alone and own.deeds & said.deeds:
        return 2.5
    attended = own.unit in _PEOPLE and said.unit in _PEOPLE and own.near & said.near & _events()
    return 3.0 if attended and not own.things - _events() else 0.0


@cache
def _events() -> frozenset[int]:
    return families_in("培训 会议 参观 讲座 座谈会 活动 测试 比武 演练")


@cache
def _carriers() -> frozenset[int]:
    return families_in(_CARRIERS)


def _differ(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one and other and one.isdisjoint(other))


def _units(one: str, other: str) -> float:
    one, other = _SINGLE.sub("", one), _SINGLE.sub("", other)
    if one == other:
        return 1.0 if one else 0.0
    known = any(one in group and other in group for group in _GROUPS)
    return (0.5 if "个" in (one, other) else 0.7) if known else 0.0


def _lone(place: Place, places: Sequence[Place]) -> bool:
    """Tell whether no other number of a text could be meant where this one is."""
    return sum(_units(place.unit, other.unit) > 0 for other in places) == 1


def _bound(slot: Slot, text: str) -> bool:
    """Tell whether a number is a bound or a rate (不少于3天, 每季度1次): a rule of the office, not a count."""
    return bool(_BOUND.search(slot.text) or _BOUND.search(text[: slot.start]))


def _of_slot(slot: Slot, text: str) -> Place:
    around = context(text, slot.start, slot.end)
    run, clause = _RUN.split(text[: slot.start])[-1], _clause(text, slot.start, slot.end)
    noun = around.behind if families_in(around.behind) else around.before if families_in(around.before) else ""
    alone = deeds_in(_LINK.sub("", run)[-4:]) if not noun else frozenset()
    deeds = deeds_in(run) or deeds_in(around.behind)
    return Place(slot.unit, families_in(noun), families_in(clause), deeds, run, _pairs(clause), noun, bool(alone))


def _of_facts(facts: Sequence[Quantity], question: str) -> list[Place]:
    """Return the places of facts; one that names nothing counts what the one before it counts in the same unit."""
    places: list[Place] = []
    for fact in facts:
        place = _of_fact(fact, question)
        if places and not place.things and place.unit == places[-1].unit:
            place = msgspec.structs.replace(place, things=places[-1].things, near=place.near | places[-1].things)
        places.append(place)
    return places


def _people(fact: Quantity, question: str) -> Quantity:
    """Return 二十多个 before 人 as 二十多人, any other fact as it is."""
    if fact.unit != "个" or not fact.text.endswith("个") or not question.startswith("人", fact.end):
        return fact
    return msgspec.structs.replace(fact, unit="人", text=f"{fact.text[:-1]}人")


def _of_fact(fact: Quantity, question: str) -> Place:
    around, clause = context(question, fact.start, fact.end), _clause(question, fact.start, fact.end)
    said = f"{clause} {expand(clause)}"
    named = _QUOTED.sub("", fact.of or "")
    things = families_in(named) or families_in(around.behind) or families_in(around.before)
    behind = bool(around.behind) or question.startswith(named or "\0", fact.end)
    if not behind and things <= _carriers() and deeds_in(_RUN.split(question[: fact.start])[-1]):
        things = frozenset()
    article = fact.text.startswith("一") and fact.value == 1
    return Place(fact.unit, things, families_in(said), deeds_in(said), clause, _pairs(said), article=article)


@cache
def _usual() -> frozenset[int]:
    """Return what is meant where a note says only the thing and the number."""
    return deeds_in("发布 开展 收到 印发 办理 答复")


def _clause(text: str, start: int, end: int) -> str:
    """Return the words around text[start:end] up to the next mark on either side."""
    return f"{_CLAUSE.split(text[:start])[-1]} {_CLAUSE.split(text[end:])[0]}"


def _pairs(text: str) -> frozenset[str]:
    return frozenset(run[at : at + 2] for run in _LETTERS.findall(text) for at in range(len(run) - 1))


def _narrower(run: str, asked: frozenset[str], said: frozenset[int]) -> bool:
    """Tell whether a clause counts something more special than the question says: 删除重复信息 when it says 信息."""
    rest = re.split(any_of(frozenset(slot_words().actions) | deed_words()), run)[-1]
    for thing in sorted(counted_in(rest), key=len, reverse=True):
        if _pairs(thing) <= asked or families_in(thing) & said:
            rest = rest.replace(thing, "")
    rest = re.sub(any_of(slot_words().light), "", rest)
    rest = "".join(_LETTERS.findall(rest))
    unsaid = [letter for at, letter in enumerate(rest) if not {rest[at - 1 : at + 1], rest[at : at + 2]} & asked]
    return len(unsaid) > max(1, _NARROW * len(rest))


def _worded(fact: Quantity, unit: str) -> str:
    """Return a number as a report writes it: 十来条 is 十余条, and 三趟 of a clerk are 三次 of a report."""
    words = fact.text.replace("号人", "人")
    words = words.replace("来", "余") if re.search(r"[十百千0-9]来", words) else words
    spoken = fact.unit in _SPOKEN or (fact.unit == "个" and unit in _PEOPLE)
    return words.removesuffix(fact.unit) + unit if spoken else words
