"""What a cell says: a number, nothing, a stroke, or something that is none of these."""

import re
from collections.abc import Iterator
from enum import Enum, auto

import msgspec

from assistant.report.published.characters import mend
from assistant.report.published.record import Value

_NUMBER = re.compile(r"([+\-−－]?)(\d{1,3}(?:[,，]\d{3})+|\d+)(\.\d+)?\s*(?:件|条|项|个|宗|起|万元)?")
_MARK = re.compile(r"[/／\\\-—－–_\s]+|无|N/?A|不适用", re.IGNORECASE)
_LOOKS_ZERO = re.compile(r"[Oo〇○]")
_LONGEST = 15
"""Digits a number may have; a longer row of digits is an identity number or rubbish."""


class Kind(Enum):
    """What a cell holds. Blank, a stroke and 0 are three different things."""

    NUMBER = auto()
    BLANK = auto()
    STROKE = auto()
    """“/”, “—”, “无”: somebody decided that there is nothing to say."""
    UNREADABLE = auto()


class Reading(msgspec.Struct, frozen=True):
    """A cell's value and what it is."""

    value: Value
    kind: Kind


def read_value(raw: str) -> Reading:
    """Read a cell. A unit that the form does not have (元 where it says 万元) makes it unreadable, never converted.

    >>> read_value("1,234件").value, read_value("7730.28").value, read_value("/").kind.name, read_value("3 5").value
    (1234, 7730.28, 'STROKE', None)
    """
    text = mend(raw).strip()
    if not text:
        return Reading(None, Kind.BLANK)
    if match := _NUMBER.fullmatch(text):
        return _number(match)
    return Reading(None, Kind.STROKE if _MARK.fullmatch(text) else Kind.UNREADABLE)


def _number(match: re.Match[str]) -> Reading:
    digits = re.sub("[,，]", "", match[2])
    if len(digits) > _LONGEST:
        return Reading(None, Kind.UNREADABLE)
    sign = -1 if match[1] and match[1] != "+" else 1
    return Reading(sign * (float(digits + match[3]) if match[3] else int(digits)), Kind.NUMBER)


def looks_like_zero(raw: str) -> bool:
    """Say whether a scanner may have taken a printed 0 for this letter or circle."""
    return bool(_LOOKS_ZERO.fullmatch(mend(raw).strip()))


def is_number(text: str) -> bool:
    """Say whether a cell holds exactly one number."""
    return read_value(text).kind is Kind.NUMBER


def split_digits(digits: str, count: int, most: int = 50_000) -> list[tuple[int, ...]]:
    """Return every way to read glued digits as `count` numbers without leading zeros; none where there are too many.

    >>> split_digits("0012", 3)
    [(0, 0, 12)]
    """
    found: list[tuple[int, ...]] = []
    for split in _splits(digits, count):
        found.append(split)
        if len(found) > most:
            return []
    return found


def _splits(digits: str, count: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        if digits == "0" or (digits and digits[0] != "0" and len(digits) <= 6):
            yield (int(digits),)
        return
    for length in (1,) if digits[:1] == "0" else range(1, min(6, len(digits) - count + 1) + 1):
        if len(digits) - length >= count - 1:
            for rest in _splits(digits[length:], count - 1):
                yield (int(digits[:length]), *rest)
