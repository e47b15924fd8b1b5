"""Which notes are told: each thing once, the weighty ones first, and every other one listed with its reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from assistant.draft.claims import Claim, find_claims
from assistant.draft.noted import Noted
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
        if reason := _unusable(each):
            reasons[each.item.id] = reason
        elif claims := find_claims(each.item, figures):
            conflicts += [claim for claim in claims if claim.stated != claim.figure]
            if reason := _claimed(each, claims):
                reasons[each.item.id] = reason
    open_notes = [each for each in notes if each.item.id not in reasons]
    reasons |= _repeated(open_notes)
    open_notes = [each for each in open_notes if each.item.id not in reasons]
    reasons |= _over_budget(open_notes, overview_budget)
    kept = tuple(each for each in open_notes if each.item.id not in reasons)
    return Selection(
        kept, tuple(unused_item(each, reasons) for each in notes if each.item.id in reasons), tuple(conflicts)
    )


def unused_item(each: Noted, reasons: dict[str, str]) -> Unused:
    """Return a note that is not told, with its reason."""
    return Unused("item", each.item.id, each.item.text, reasons[each.item.id], each.item.source)


def _unusable(each: Noted) -> str:
    facts = each.item.facts
    if not each.label.reportable:
        return "看起来与年度报告无关"
    if len(each.clause) < 4:
        return "内容太短，不足以成句"
    if len(each.residue) > 1 and not (facts.quantities or facts.titles or facts.organisations):
        return f"口语较重且没有可核实的事实（{'、'.join(each.residue)}），请改写后再用"
    return ""


def _claimed(each: Noted, claims: Sequence[Claim]) -> str:
    """Return why a note whose numbers are figures is not told again; nothing where it says more than them."""
    if wrong := [claim for claim in claims if claim.stated != claim.figure]:
        said = "；".join(f"“{claim.words}”，而表格统计为{claim.figure}" for claim in wrong)
        return f"与表格统计不一致：记录写{said}"
    stated = {claim.stated for claim in claims}
    says_more = [one for one in each.item.facts.quantities if one.value not in stated and one.unit != "%"]
    return "" if says_more or each.item.facts.titles else "所写数字与表格统计一致，已由统计语句写明"


def _pairs(text: str) -> frozenset[str]:
    letters = [letter for letter in text if letter.isalnum()]
    return frozenset(a + b for a, b in zip(letters, letters[1:], strict=False))


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


def _richness(each: Noted) -> tuple[int, int]:
    facts = each.item.facts
    return 2 * len(facts.titles) + len(facts.quantities) + len(facts.people) + len(facts.dates), len(each.clause)


def weight(each: Noted) -> float:
    """Return how much a note deserves room: facts and certainty count for it, colloquial rests and length against it."""
    facts = each.item.facts
    worth = 2.0 * bool(facts.titles) + 1.5 * bool(facts.quantities) + 1.0 * bool(facts.organisations or facts.people)
    worth += 0.5 * bool(facts.dates) + each.label.section_confidence
    return worth - 0.8 * len(each.residue) - 0.5 * each.label.needs_review - len(each.clause) / 120


def _over_budget(notes: Iterable[Noted], budget: int) -> dict[str, str]:
    """Return the ids of section one's notes that do not fit: the best note of every topic first, then by weight."""
    group = sorted((each for each in notes if each.part in OVERVIEW), key=weight, reverse=True)
    first: dict[tuple[Part, str], Noted] = {}
    for each in group:
        first.setdefault((each.part, each.topic), each)
    leaders = sorted(first.values(), key=weight, reverse=True)
    reasons, left = {}, budget
    for each in [*leaders, *(one for one in group if first[one.part, one.topic] is not one)]:
        size = len(each.clause) + 1
        if size <= left:
            left -= size
        else:
            reasons[each.item.id] = "总体情况篇幅有限，未写入；可用 --limit 放宽字数"
    return reasons
