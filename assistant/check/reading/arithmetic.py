"""Sums that hold inside a paragraph: a number that is part of one speaks of what is summed there, perhaps of no table."""

from functools import lru_cache

from assistant.check.reading.mentions import PERCENT, POINTS, Mention, find_mentions
from assistant.check.reading.normal import Normal

_MOST_PARTS = 9
_REACH = 2
"""How far before or behind its parts a total may stand, in numbers."""


@lru_cache(maxsize=256)
def summed(line: Normal) -> frozenset[int | float]:
    """Return the numbers of a line that are parts or totals of sums that hold: 83＋32＝115."""
    numbers = [each for each in find_mentions(line) if each.unit not in (PERCENT, POINTS) and each.value > 0]
    held: set[int | float] = set()
    for first in range(len(numbers)):
        added = numbers[first].value
        for last in range(first + 1, min(len(numbers), first + _MOST_PARTS)):
            added += numbers[last].value
            if any(total.value == added for total in _around(numbers, first, last)):
                held |= {each.number for each in numbers[first : last + 1]} | {_plain(added)}
    return frozenset(held)


def _around(numbers: list[Mention], first: int, last: int) -> list[Mention]:
    return [*numbers[max(0, first - _REACH) : first], *numbers[last + 1 : last + 1 + _REACH]]


def _plain(value: object) -> int | float:
    number = float(str(value))
    return int(number) if number.is_integer() else number
