"""Which notes are told: each thing once, the weighty ones first, and every other one listed with its reason."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from assistant.draft.claims import Claim, find_claims
from assistant.draft.noted import Noted
from assistant.items import Facts
from assistant.report import Unused
from assistant.statistics import Figures
from assistant.taxonomy import Part

_SAME = 0.5
"""Share of the shorter note's character pairs that must stand in the longer one for the two to tell the same thing."""
_COMMON = 40
"""A character pair in more notes than this says nothing about two of them being the same."""

OVERVIEW = (Part.PROACTIVE, Part.ON_REQUEST, Part.INFO_MGMT, Part.PLATFORM, Part.SUPERVISION)


class Selection(msgspec.Struct, frozen=True):
    """The notes to tell, the others with a reason, and the numbers that contradict a figure."""

    kept: tuple[Noted, ...]
    unused: tuple[Unused, ...]
    conflicts: tuple[Claim, ...]


def select(notes: Sequence[Noted], figures: Figures, overview_budget: int) -> Selection:
    """Choose the notes to tell. `overview_budget` is what section one may still hold, in characters."""
    reasons: dict[str, str] = {}
    conflicts: list[Claim] = []
    for each in notes:
        if reason := _unusable(each, figures):
            reasons[each.item.id] = reason
        elif claims := find_claims(each.item, figures):
            conflicts += [claim for claim in claims if claim.stated != claim.figure]
            if reason := _claimed(each, claims, figures):
                reasons[each.item.id] = reason
    open_notes = [each for each in notes if each.item.id not in reasons]
    reasons |= _repeated(open_notes)
    open_notes = [each for each in open_notes if each.item.id not in reasons]
    reasons |= _over_budget(open_notes, overview_budget)
    kept = tuple(each for each in open_notes if each.item.id not in reasons)
    unused = tuple(one for each in notes if each.item.id in reasons for one in left_out(each, reasons[each.item.id]))
    return Selection(kept, unused, tuple(conflicts))


def left_out(each: Noted, reason: str) -> list[Unused]:
    """Return the items of a note that is not told, with the reason."""
    text = _PRIVATE.sub("〔已隐去〕", each.item.text)
    return [Unused("item", identity, text, reason, each.item.source) for identity in each.ids]


_PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
"""Identity and mobile numbers: a note that holds one is not told, and the number is not shown."""
_QUESTION = re.compile(r"[?？]\s*$|(?:吗|没有啊|谁会|谁有|有没有人)[?？]?$")
_NOTHING_MORE = re.compile(r"^(?:其他|别的|其它)[^，。]{0,12}(?:无|没有|未要求|没要求)")
_ONE_REQUEST = re.compile(r"申请|答复|来了?一件|签收")
_ABOUT_ABOVE = re.compile(r"^[\d.月日 ]*(?:上面|这|那)(?:这|那)?件")


def _unusable(each: Noted, figures: Figures) -> str:
    """Return why a note cannot become a sentence, or nothing."""
    facts = each.item.facts
    if not each.label.reportable:
        return "看起来与年度报告无关"
    if _PRIVATE.search(each.item.text):
        return "含身份证号或手机号，不写入报告"
    if _QUESTION.search(each.item.text):
        return "是询问，不是已做的工作"
    if _NOTHING_MORE.search(each.item.text):
        return "没有需要另行报告的事项，模板已写明"
    if "table3.new_received.total" in figures and _is_one_request(each):
        return "单件申请的办理经过，已计入台账统计"
    if not each.sure and each.label.section_confidence < _GUESS:
        return f"归类没有把握（{each.part.value}，{each.label.section_confidence:.0%}），请确认后再用"
    return "" if each.sure else _empty(each, facts)


def _is_one_request(each: Noted) -> bool:
    """Tell whether a note follows one request from day to day; the ledger counts those."""
    if _ABOUT_ABOVE.search(each.item.text):
        return True
    to_the_day = any(len(date.iso) == len("2023-08-21") for date in each.item.facts.dates)
    return each.part is Part.ON_REQUEST and to_the_day and bool(_ONE_REQUEST.search(each.item.text))


_GUESS = 0.5
"""Confidence below which a note is shown to a person instead of placed."""
_SHORT = 12
"""Characters a clause needs at least to say something without a number, title, name or exact date."""


def _empty(each: Noted, facts: Facts) -> str:
    factual = facts.quantities or facts.titles or facts.organisations or facts.people
    if factual:
        return ""
    if each.residue:
        return f"口语较重且没有可核实的事实（{'、'.join(each.residue)}），请改写后再用"
    return "内容太短，没有可核实的事实" if len(each.clause) < _SHORT else ""


def _claimed(each: Noted, claims: Sequence[Claim], figures: Figures) -> str:
    """Return why a note whose numbers are figures is not told again; nothing where it says more than them."""
    if wrong := [claim for claim in claims if claim.stated != claim.figure]:
        said = "；".join(f"“{claim.words}”，而表格统计为{claim.figure}" for claim in wrong)
        return f"与表格统计不一致：记录写{said}"
    families = {claim.key.split(".")[0] for claim in claims}
    told = {figure.value for key, figure in figures.items() if key.split(".")[0] in families}
    says_more = [one for one in each.item.facts.quantities if one.value not in told and one.unit != "%"]
    return "" if says_more or each.item.facts.titles else "所写数字与表格统计一致，已由统计语句写明"


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(filter(str.isalnum, text))
    return frozenset(map("".join, pairwise(letters)))


def _repeated(notes: Sequence[Noted]) -> dict[str, str]:
    """Return the ids of notes that tell what another note of the same part tells with more facts."""
    reasons: dict[str, str] = {}
    for part in Part:
        group = sorted((each for each in notes if each.part is part), key=_richness, reverse=True)
        pairs = [_pairs(each.clause) for each in group]
        index: dict[str, list[int]] = defaultdict(list)
        for at, (each, own) in enumerate(zip(group, pairs, strict=True)):
            twin = next((k for k in _near(own, index) if _same(each, group[k], own, pairs[k])), None)
            if twin is not None:
                reasons[each.item.id] = f"与“{group[twin].item.id}”说的是同一件事"
                continue
            for pair in own:
                index[pair].append(at)
    return reasons


def _near(own: frozenset[str], index: dict[str, list[int]]) -> list[int]:
    """Return the notes before this one that share most of its rarer character pairs, the likeliest first."""
    shared: dict[int, int] = defaultdict(int)
    for pair in own:
        if len(places := index.get(pair, ())) <= _COMMON:
            for place in places:
                shared[place] += 1
    return sorted(shared, key=lambda place: -shared[place])[:5]


def _same(one: Noted, other: Noted, own: frozenset[str], theirs: frozenset[str]) -> bool:
    shorter = min(len(own), len(theirs))
    if shorter < 5 or len(own & theirs) / shorter < _SAME:
        return False
    a, b = one.item.facts, other.item.facts
    return (
        {(each.value, each.unit) for each in a.quantities} <= {(each.value, each.unit) for each in b.quantities}
        and {each.name for each in a.titles} <= {each.name for each in b.titles}
        and {each.name for each in a.people} <= {each.name for each in b.people}
        and _dates_agree(a.date, b.date)
    )


def _dates_agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _richness(each: Noted) -> tuple[int, int, int]:
    facts = each.item.facts
    worth = 2 * len(facts.titles) + len(facts.quantities) + len(facts.people) + len(facts.dates)
    return worth, -len(each.residue), len(each.clause)


def weight(each: Noted) -> float:
    """Return how much a note deserves room: facts and certainty count for it, colloquial rests and length against it."""
    facts = each.item.facts
    worth = 2.0 * bool(facts.titles) + 1.5 * bool(facts.quantities) + 1.0 * bool(facts.organisations or facts.people)
    worth += 0.5 * bool(facts.dates) + each.label.section_confidence
    return worth - 0.8 * len(each.residue) - 0.5 * each.label.needs_review - len(each.clause) / 120


_SHARES = {
    Part.PROACTIVE: 0.36,
    Part.ON_REQUEST: 0.08,
    Part.INFO_MGMT: 0.18,
    Part.PLATFORM: 0.14,
    Part.SUPERVISION: 0.24,
}
"""How the room of section one is shared out before what is left goes to whoever is worth most."""


_ROOM = {Part.PROBLEMS: 800, Part.PROPOSALS: 400, Part.OTHER: 600}
"""Characters of notes the other parts have room for; what a year really yields is far less."""


def _over_budget(notes: Sequence[Noted], budget: int) -> dict[str, str]:
    """Return the ids of notes that do not fit: every part fills its room by weight, then section one shares what is left."""
    ranked = sorted(notes, key=weight, reverse=True)
    chosen: set[str] = set()
    for part, room in _ROOM.items():
        _fill((each for each in ranked if each.part is part), room, chosen)
    overview = [each for each in ranked if each.part in OVERVIEW]
    rest = budget
    for part, share in _SHARES.items():
        room = int(budget * share)
        rest -= room - _fill((each for each in overview if each.part is part), room, chosen)
    _fill((each for each in overview if each.item.id not in chosen), rest, chosen)
    return {each.item.id: _no_room(each.part) for each in ranked if each.item.id not in chosen}


def _fill(ranked: Iterable[Noted], room: int, chosen: set[str]) -> int:
    """Choose notes as long as they fit, and return the room that is left."""
    for each in ranked:
        if (size := len(each.clause) + 1) <= room:
            room -= size
            chosen.add(each.item.id)
    return room


def _no_room(part: Part) -> str:
    return (
        "总体情况篇幅有限，未写入；可用 --limit 放宽字数"
        if part in OVERVIEW
        else "这一部分内容较多，未写入，请择要补充"
    )
