"""Dates as clerks write them: 8.21, 8月21, 2023-08-21, 去年12月, 上周三, 三季度, and from–to pairs of them."""

import re

from assistant.items.date_forms import SIGNS, Reference, forms_for
from assistant.items.item import DateMention
from assistant.items.lexicon import fold, mask
from assistant.items.ranges import continued


def find_dates(text: str, reference: Reference) -> list[DateMention]:
    """Return the dates of a text in order of appearance, each as exact as its words.

    A date without a year takes the year of `reference`; days named by their distance (昨天, 上周三) need a
    reference day and are left out without one. Both ends of a range are mentions of their own. Decimal numbers
    (3.5万, 4.34%), versions, ratios, times and telephone numbers are no dates.
    """
    free = fold(text)
    found: list[DateMention] = []
    for form in forms_for(SIGNS.intersection(free)):
        hits = [(match, iso) for match in form.pattern.finditer(free) if (iso := form.iso(match, reference))]
        if hits:
            found += [_mention(text, match, iso) for match, iso in hits]
            free = mask(free, (match.span() for match, _ in hits))
    found.sort(key=lambda each: each.start)
    return sorted([*continued(text, found), *found], key=lambda each: each.start) if found else found


def _mention(text: str, match: re.Match[str], iso: str) -> DateMention:
    start, end = match.span()
    return DateMention(iso, text[start:end], start, end)


__all__ = ["Reference", "find_dates"]
