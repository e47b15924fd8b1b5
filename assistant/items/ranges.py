"""What a neighbouring date completes: the 25日 of 8月21日至25日, the 3 of 3-5月, the 2023 of 2023—2025年."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.items.item import DateMention
from assistant.items.lexicon import fold

_LINK = re.compile(r"\s*(?:日|号)?\s*(?:—+|–|-+|~|～|至|到|、|和|及|与)\s*")
_BEFORE = re.compile(
    r"(?:(?<![0-9.])(?P<y>20[0-9]{2})年?|(?<![0-9.])(?P<m>1[0-2]|0?[1-9])月?)(?:—|–|-|~|～|至|到|、|和|及)$"
)
_DAY_AFTER = re.compile(
    r"(?:(?P<m>1[0-2]|0?[1-9])[./月])?(?P<d>3[01]|[12][0-9]|0?[1-9])(?:[日号](?!楼|线)|(?=[^0-9.月年%个条件份次人项万天]|$))"
)


def iso_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO date as exact as what is given, or None where there is no such day."""
    if not 1900 <= year <= 2199:
        return None
    if month is None:
        return str(year)
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def continued(text: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Yield what a neighbour completes: the 25日 of 8月21日至25日, the 3 of 3-5月, the 2023 of 2023—2025年."""
    starts = {each.start for each in found}
    for each in found:
        yield from _later(text, each, starts)
        yield from _earlier(text, each)


def _later(text: str, first: DateMention, starts: set[int]) -> Iterator[DateMention]:
    """Yield the days that follow a full date: 8月21日、22日, 8.21-25, 12.30-1.3."""
    last = first
    while len(last.iso) == 10 and (joint := _LINK.match(text, last.end)) and joint.end() not in starts:
        at = joint.end()
        day = _DAY_AFTER.match(fold(text[at : at + 8]))
        if not day or (joint.group().strip() in "、和及与" and day.group()[-1] not in "日号"):
            return
        year, month = int(last.iso[:4]), int(day["m"] or last.iso[5:7])
        iso = iso_date(year + (month < int(last.iso[5:7])), month, int(day["d"]))
        if not iso or iso <= last.iso:
            return
        last = DateMention(iso, text[at : at + day.end()], at, at + day.end())
        yield last


def _earlier(text: str, last: DateMention) -> Iterator[DateMention]:
    """Yield the bare month or year before a range's end: 3至5月, 2023—2025年."""
    before = _BEFORE.search(text[max(0, last.start - 8) : last.start])
    shift = max(0, last.start - 8)
    if before and before["y"] and re.fullmatch(r"20\d\d年", last.text):
        yield DateMention(before["y"], before["y"], before.start("y") + shift, before.end("y") + shift)
    elif before and before["m"] and "月" not in before.group() and re.fullmatch(r"\d{1,2}月份?", last.text):
        iso = iso_date(int(last.iso[:4]), int(before["m"]))
        if iso and iso < last.iso:
            yield DateMention(iso, before["m"], before.start("m") + shift, before.end("m") + shift)
