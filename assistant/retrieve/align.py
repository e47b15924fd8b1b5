"""Which fact of the question belongs in which slot of the passage."""

import re
from collections.abc import Sequence

import msgspec

from assistant.items import DateMention, Facts, Quantity
from assistant.retrieve.lexicon import any_of, counted_at, counted_before, counted_in, slot_words
from assistant.retrieve.slots import Kind, Slot
from assistant.retrieve.wording import expand

_AROUND = 8
"""Characters on either side of a number that may say what it counts."""
_SPARE = 1
"""Letters of a thing's description that the question may lack for its number to fit."""
_CLAUSE = re.compile(r"[，。；：！？,;\s]")
_GROUPS = (
    frozenset({"人", "名", "位", "人次"}),
    frozenset({"次", "场", "场次", "期", "轮", "回", "批", "批次"}),
    frozenset(
        {
            "条",
            "件",
            "份",
            "篇",
            "个",
            "部",
            "张",
            "期",
            "幅",
            "则",
            "项",
            "套",
            "种",
            "类",
            "处",
            "家",
            "块",
            "本",
            "册",
        }
    ),
)
_LINK = re.compile(r"[了共达为约有的计近超出各]+$")
_KIND = re.compile(
    r"(条例|规定|办法|方案|通知|意见|规划|计划|细则|标准|清单|目录|公报|要点|指南|报告|决定|公告|安排)(?:（[^）]*）)?$"
)
_LAW = re.compile(r"(?:条例|(?<!办)法|信息处理费管理办法)$")
_ISSUED = re.compile(r"(印发|公布|发布|出台|制定|公开|编制|转发|制发|解读|围绕|就|对|修订|审议通过|废止)了?$")
_CHANGED = ("修订", "审议通过", "废止")
_DOCUMENTS = frozenset(
    ["规定", "办法", "方案", "通知", "意见", "规划", "计划", "细则", "标准", "清单", "要点", "决定", "安排"]
)
_PUBLISHING = frozenset(["发布", "公布", "公开", "主动公开", "推送", "张贴", "编发", "刊登", "转载", "制作"])
_HOLDING = frozenset(["开展", "举办", "举行", "召开", "组织", "安排", "参加", "参训"])
_RECEIVING = frozenset(["收到", "新收", "受理", "登记"])
_ATTENDING = frozenset(["参加", "参训"])
_EVENTS = _HOLDING | frozenset(["培训", "培训班", "学习", "参观", "座谈", "会议", "辅导", "授课", "讲座", "测试"])
_USUAL = _PUBLISHING | _HOLDING | _RECEIVING
"""What is meant where a note says only the thing and the number."""
_VAGUE = frozenset(["信息", "公开", "工作人员", "会议", "学习", "数据", "材料", "事项", "项目", "单位", "决定", "稿"])
_BOUND = re.compile(r"^(?:不足|不到|超过|超|逾)|(?:不足|不到|不少于|不低于|不超过|至少|最多)$")
_ONE_DAY = re.compile(r"\d{1,2}月(?:\d{1,2}日|[上中下]旬|初|底|末)?")
_LATER = re.compile(r"^(?:前|以前|之前|起|以来|开始)")
_OPENING = re.compile(r"(?:^|[。；])[^。；，]{0,4}(?:，|年，?)?$")


class Context(msgspec.Struct, frozen=True):
    """What stands around a number: the thing right behind it, the thing right before it, and every thing near it."""

    behind: str
    before: str
    near: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The things next to the number."""
        return frozenset({self.behind, self.before} - {""})


def context(text: str, start: int, end: int) -> Context:
    """Return what stands around text[start:end], within its clause."""
    left = _CLAUSE.split(text[max(0, start - _AROUND) : start])[-1]
    right = _CLAUSE.split(text[end : end + _AROUND])[0]
    behind = counted_at(right.lstrip("的"))
    before = counted_before(_LINK.sub("", left))
    return Context(behind, before, counted_in(left) | counted_in(right.split("、")[0]))


def align(slots: Sequence[Slot], text: str, question: str, facts: Facts) -> dict[Slot, str]:
    """Return the words that fill slots, taken from the facts of the question; each fact fills one slot at most."""
    return (
        _quantities([slot for slot in slots if slot.kind is Kind.QUANTITY], text, question, facts.quantities)
        | _titles([slot for slot in slots if slot.kind is Kind.TITLE], text, facts, question)
        | _dates([slot for slot in slots if slot.kind is Kind.DATE], text, facts.dates, question)
        | _names([slot for slot in slots if slot.kind is Kind.PERSON], [person.name for person in facts.people])
        | _organisations([slot for slot in slots if slot.kind is Kind.ORGANISATION], facts.organisations)
    )


def is_law(title: str) -> bool:
    """Tell whether a title (without its marks) names a law rather than a document of the year."""
    return bool(_LAW.search(title))


def _quantities(slots: Sequence[Slot], text: str, question: str, quantities: Sequence[Quantity]) -> dict[Slot, str]:
    """Fill quantities where unit and counted thing agree, the best agreement first."""
    contexts = {slot: context(text, slot.start, slot.end) for slot in slots}
    given = [(fact, _fact_context(fact, question)) for fact in quantities if fact.text]
    pairs = [
        (score, -slot.start, -index, slot, fact)
        for slot in slots
        for index, (fact, around) in enumerate(given)
        if (score := _agreement(slot, contexts[slot], fact, around)) > 0 and _fits(slot, text, fact, question)
    ]
    filled: dict[Slot, str] = {}
    used: set[int] = set()
    for _, _, index, slot, fact in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if slot not in filled and index not in used:
            filled[slot] = fact.text
            used.add(index)
    return filled


def _fact_context(fact: Quantity, question: str) -> Context:
    around = context(question, fact.start, fact.end)
    words = frozenset(expand(" ".join((fact.of or "", *around.near))).split())
    behind = fact.of or around.behind
    return Context(behind, around.before, around.near | words | ({fact.of} if fact.of else frozenset()))


def _agreement(slot: Slot, own: Context, fact: Quantity, given: Context) -> float:
    """Return how well a fact fits a slot, 0 where it does not: units first, then what is counted."""
    unit = _units(slot.unit, fact.unit)
    if not unit:
        return 0.0
    if own.behind:
        return unit + 3 if own.behind in given.names | given.near else 0.0
    if own.before and own.before in given.names:
        return unit + 2
    if slot.unit in _GROUPS[0] and own.before in _ATTENDING and given.near & _EVENTS:
        return unit + 1
    if own.before and (own.before in given.near or own.before in (given.behind or "")):
        return unit + 1
    return 0.0


def _units(one: str, other: str) -> float:
    if one == other:
        return 1.0 if one else 0.0
    return 0.5 if any(one in group and other in group for group in _GROUPS) else 0.0


def _fits(slot: Slot, text: str, fact: Quantity, question: str) -> bool:
    """Tell whether passage and question do the same with the same thing, neither more special nor a bound."""
    before = text[: slot.start]
    if _BOUND.search(slot.text) or _BOUND.search(before):
        return False
    run = re.split(r"[，。；：、！？“”\s]", before)[-1]
    clause = _CLAUSE.split(question[: fact.start])[-1] + _CLAUSE.split(question[fact.start :])[0]
    done, meant = _actions(run), _actions(f"{clause} {expand(clause)}") or _USUAL
    return not (done and done.isdisjoint(meant)) and not _narrower(run, question)


def _actions(text: str) -> frozenset[str]:
    """Return what a clause says is done; the ways of publishing, of holding and of receiving are each one."""
    found = frozenset(re.findall(any_of(slot_words().actions), text))
    families = (family for family in (_PUBLISHING, _HOLDING, _RECEIVING) if family & found)
    return found.union(*families)


def _narrower(run: str, question: str) -> bool:
    """Tell whether a clause counts something more special than the question says: 删除重复信息 when it says 信息."""
    said = f"{question} {expand(question)}"
    rest = re.split(any_of(slot_words().actions), run)[-1]
    rest = re.sub(
        r"政府信息公开|政务公开|信息公开|政府信息|业务|全年|年内|累计|共计|合计|当年|本年|总|共|均|等|的|各|仅|约",
        "",
        rest,
    )
    for thing in sorted(counted_in(rest), key=len, reverse=True):
        if thing in said:
            rest = rest.replace(thing, "")
    return len(rest) > _SPARE and rest not in said


def _titles(slots: Sequence[Slot], text: str, facts: Facts, question: str) -> dict[Slot, str]:
    """Fill titles of what was issued: all where there is one slot, in order where there are as many, else by kind."""
    slots = [slot for slot in slots if _issued(slot, text, question)]
    names = [title.name for title in facts.titles]
    if len(slots) == 1:
        alike = [name for name in names if _kind(name) == _kind(slots[0].text)]
        return {slots[0]: "".join(f"《{name}》" for name in alike)} if alike else {}
    filled: dict[Slot, str] = {}
    for slot in slots:
        if match := next((name for name in names if _kind(name) == _kind(slot.text)), None):
            names.remove(match)
            filled[slot] = f"《{match}》"
    return filled


def _kind(title: str) -> str:
    """Return what kind of document a title names; all that an office issues to be followed are one kind."""
    found = _KIND.search(title.strip("《》"))
    return "文件" if not found or found[1] in _DOCUMENTS else found[1]


def _issued(slot: Slot, text: str, question: str) -> bool:
    """Tell whether a title is that of a document of the year: no law, no newspaper, nothing only acted upon."""
    name, verb = slot.text.strip("《》"), _ISSUED.search(text[: slot.start])
    if is_law(name) or not _KIND.search(name) or not verb:
        return False
    return verb[1] not in _CHANGED or verb[1] in question


def _dates(slots: Sequence[Slot], text: str, dates: Sequence[DateMention], question: str) -> dict[Slot, str]:
    """Fill the dates that open a sentence about what the question tells, in order where there are as many."""
    known = [words for date in dates if (words := _date_words(date, question))]
    open_slots = [slot for slot in slots if _opens(slot, text, question)]
    if len(known) == len(open_slots):
        return dict(zip(open_slots, known, strict=True))
    return {open_slots[0]: known[0]} if len(known) == 1 and open_slots else {}


def _opens(slot: Slot, text: str, question: str) -> bool:
    """Tell whether a slot is the day or month of a sentence that shares a counted thing with the question."""
    if not _ONE_DAY.fullmatch(slot.text) or _LATER.match(text[slot.end :]) or not _OPENING.search(text[: slot.start]):
        return False
    sentence = re.split(r"[。；]", text[slot.end :])[0]
    shared = counted_in(sentence) & counted_in(f"{question} {expand(question)}")
    return bool(shared - _VAGUE - frozenset(slot_words().actions))


def _date_words(date: DateMention, question: str) -> str:
    """Return a date as a report writes it; nothing where its numbers are not those of the question (上周三)."""
    match = re.fullmatch(r"(?:\d{4})?-{1,2}?(\d{2})(?:-(\d{2}))?", date.iso)
    if not match:
        return ""
    month, day = int(match[1]), int(match[2]) if match[2] else None
    written = {int(number) for number in re.findall(r"\d+", date.text or question)}
    if month not in written or (day is not None and day not in written):
        return date.text if re.search(r"[一二三四五六七八九十]月", date.text) else ""
    return f"{month}月{day}日" if day is not None else f"{month}月"


def _names(slots: Sequence[Slot], names: Sequence[str]) -> dict[Slot, str]:
    return dict(zip(slots, names, strict=True)) if len(slots) == len(names) else {}


def _organisations(slots: Sequence[Slot], names: Sequence[str]) -> dict[Slot, str]:
    """Fill organisations where both ends of the names agree in kind: a university for a university."""
    rest = list(names)
    filled: dict[Slot, str] = {}
    for slot in slots:
        match = next((name for name in rest if name[-2:] == slot.text[-2:]), None)
        if match:
            rest.remove(match)
            filled[slot] = match
    return filled
