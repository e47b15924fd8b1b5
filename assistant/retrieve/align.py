"""Which fact of the question belongs in which slot of the passage."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.items import DateMention, Facts
from assistant.retrieve.lexicon import any_of, counted_at, counted_in, slot_words
from assistant.retrieve.matching import match_quantities
from assistant.retrieve.slots import Kind, Slot, find_slots
from assistant.retrieve.wording import expand

_KIND = re.compile(
    r"(条例|规定|办法|方案|通知|意见|规划|计划|细则|标准|清单|目录|公报|要点|指南|报告|决定|公告|安排)(?:（[^）]*）)?$"
)
_LAW = re.compile(r"(?:条例|(?<!办)法|信息处理费管理办法)$")
_ISSUED = re.compile(r"(印发|公布|发布|出台|制定|公开|编制|转发|制发|解读|围绕|就|对|修订|审议通过|废止)了?$")
_CHANGED = ("修订", "审议通过", "废止")
_DOCUMENTS = frozenset(
    ["规定", "办法", "方案", "通知", "意见", "规划", "计划", "细则", "标准", "清单", "要点", "决定", "安排"]
)
_VAGUE = frozenset(["信息", "公开", "工作人员", "会议", "学习", "数据", "材料", "事项", "项目", "单位", "决定", "稿"])
_LIKELY = 0.5
"""How well a passage must fit for the one date of the question to be its date."""
_ONE_DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬|初|底|末)?")
_LATER = re.compile(r"^(?:前|以前|之前|起|以来|开始)")
_TITLE = re.compile("《([^》]*)》")
_JOINT = re.compile("[、，和及与]?")
_AND_MORE = "等"
_OPENING = re.compile(r"(?:^|[。；])[^。；，]{0,4}(?:，|年，?)?$")


def align(slots: Sequence[Slot], text: str, question: str, facts: Facts, fit: float = 0.0) -> dict[Slot, str]:
    """Return the words that fill slots, taken from the facts of the question; each fact fills one slot at most.

    `fit`, 0 to 1, is how sure it is that passage and question tell the same.
    """
    counts = [slot for slot in slots if slot.kind is Kind.QUANTITY]
    return (
        match_quantities(counts, text, question, facts.quantities, fit)
        | _titles([slot for slot in slots if slot.kind is Kind.TITLE], text, facts, question)
        | _dates([slot for slot in slots if slot.kind is Kind.DATE], text, facts.dates, question, fit)
        | _names([slot for slot in slots if slot.kind is Kind.PERSON], [person.name for person in facts.people])
        | _organisations([slot for slot in slots if slot.kind is Kind.ORGANISATION], facts.organisations)
        | _said_alike(slots, text, question)
    )


def is_law(title: str) -> bool:
    """Tell whether a title (without its marks) names a law rather than a document of the year."""
    return bool(_LAW.search(title))


def joint(slots: Sequence[Slot], text: str) -> list[Slot]:
    """Return slots with documents named one after another as one: 《甲办法》《乙方案》 take all titles of this year."""
    joined: list[Slot] = []
    for slot in slots:
        last = joined[-1] if joined else None
        if last and last.kind is slot.kind is Kind.TITLE and _one_list(last, slot, text):
            joined[-1] = Slot(Kind.TITLE, last.start, slot.end, text[last.start : slot.end])
        else:
            joined.append(slot)
    return joined


def _one_list(one: Slot, other: Slot, text: str) -> bool:
    names = (*_TITLE.findall(one.text), *_TITLE.findall(other.text))
    return bool(_JOINT.fullmatch(text[one.end : other.start])) and not any(map(is_law, names))


def absorbed(slots: Sequence[Slot], filled: dict[Slot, str], text: str) -> tuple[list[Slot], dict[Slot, str]]:
    """Let filled titles take the place of 等3件文件 behind them, where the question says of no more documents."""
    kept, filled = list(slots), dict(filled)
    for slot, after in pairwise(slots):
        counts = after.kind is Kind.QUANTITY and after not in filled and text[slot.end : after.start] == _AND_MORE
        if slot.kind is Kind.TITLE and slot in filled and counts and (thing := counted_at(text[after.end :])):
            end = after.end + len(thing)
            longer = Slot(Kind.TITLE, slot.start, end, text[slot.start : end])
            kept[kept.index(slot)] = longer
            kept.remove(after)
            filled[longer] = filled.pop(slot)
    return kept, filled


def _titles(slots: Sequence[Slot], text: str, facts: Facts, question: str) -> dict[Slot, str]:
    """Fill titles of what was issued: all where there is one slot, in order where there are as many, else by kind."""
    slots = [slot for slot in slots if _issued(slot, text, question)]
    names = [title.name for title in facts.titles]
    if len(slots) == 1:
        kinds = set(map(_kind, _TITLE.findall(slots[0].text)))
        return {slots[0]: "".join(f"《{name}》" for name in alike)} if (alike := _alike(names, kinds)) else {}
    filled: dict[Slot, str] = {}
    for slot in slots:
        if match := next(iter(_alike(names, set(map(_kind, _TITLE.findall(slot.text))))), None):
            names.remove(match)
            filled[slot] = f"《{match}》"
    return filled


def _alike(names: Sequence[str], kinds: set[str]) -> list[str]:
    return [name for name in names if _kind(name) in kinds]


def _kind(title: str) -> str:
    """Return what kind of document a title names; all that an office issues to be followed are one kind."""
    found = _KIND.search(title.strip("《》"))
    return "文件" if not found or found[1] in _DOCUMENTS else found[1]


def _issued(slot: Slot, text: str, question: str) -> bool:
    """Tell whether a title is that of a document of the year: no law, no newspaper, nothing only acted upon."""
    names, verb = _TITLE.findall(slot.text), _ISSUED.search(text[: slot.start])
    if not verb or not all(_KIND.search(name) and not is_law(name) for name in names):
        return False
    return verb[1] not in _CHANGED or verb[1] in question


def _dates(
    slots: Sequence[Slot], text: str, dates: Sequence[DateMention], question: str, fit: float
) -> dict[Slot, str]:
    """Fill the dates that open a sentence about what the question tells, in order where there are as many."""
    known = [words for date in dates if (words := _date_words(date, question))]
    open_slots = [
        slot for slot in slots if _opens(slot, text) and (fit >= _LIKELY or _same_event(slot, text, question))
    ]
    if len(known) == len(open_slots):
        return dict(zip(open_slots, known, strict=True))
    return {open_slots[0]: known[0]} if len(known) == 1 and open_slots else {}


def _opens(slot: Slot, text: str) -> bool:
    """Tell whether a slot is the day or month that opens a sentence, no date before which something was done."""
    return bool(
        _ONE_DAY.fullmatch(slot.text) and not _LATER.match(text[slot.end :]) and _OPENING.search(text[: slot.start])
    )


def _same_event(slot: Slot, text: str, question: str) -> bool:
    """Tell whether the sentence a date opens shares a counted thing with the question."""
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


def _said_alike(slots: Sequence[Slot], text: str, question: str) -> dict[Slot, str]:
    """Fill a name in quotes (公众号“…”) and a place gone to (赴…), where passage and question have one of its kind."""
    asked = find_slots(question) if set("“到赴去") & set(question) else []
    filled: dict[Slot, str] = {}
    for kind, beside in ((Kind.NAME, _named), (Kind.PLACE, _gone_to)):
        own = [slot for slot in slots if slot.kind is kind and beside(slot, text)]
        given = [slot for slot in asked if slot.kind is kind and beside(slot, question)]
        if len(own) == len(given) == 1 and beside(own[0], text) == beside(given[0], question):
            filled[own[0]] = given[0].text
    return filled


def _named(slot: Slot, text: str) -> str:
    """Return what the words beside a name in quotes say it is the name of; all columns are one."""
    beside = f"{text[max(0, slot.start - 5) : slot.start]} {text[slot.end : slot.end + 5]}"
    found = re.search(any_of(slot_words().named), beside)
    return "" if not found else "栏目" if found.group() in ("专栏", "专题", "频道") else found.group()


def _gone_to(slot: Slot, text: str) -> str:
    return "赴" if text[: slot.start].endswith(("赴", "到", "去")) else ""
