"""What a number becomes when somebody copies it wrongly: one off, ten off, two digits swapped, a digit lost or doubled."""

from decimal import Decimal

_ROUND = 10000
"""Numbers that are all so many 万 are compared as they are written."""


def is_slip(told: int | float | Decimal, meant: int | float | Decimal) -> bool:
    """Tell whether `told` looks like `meant` copied wrongly, to one decimal at most.

    >>> is_slip(612480, 162480), is_slip(9820, 98206), is_slip(36, 35), is_slip(48, 90), is_slip(3.1, 31)
    (True, True, True, False, True)
    """
    told, meant = Decimal(str(told)), Decimal(str(meant))
    if told == meant or told < 0 or meant < 0:
        return False
    if told != int(told) or meant != int(meant):
        return (
            told * 10 == meant or meant * 10 == told or is_slip(told * 10, meant * 10)
            if _tenths(told, meant)
            else False
        )
    left, right = str(int(told)), str(int(meant))
    return abs(told - meant) in (1, 10) or _swapped(left, right) or _lost(left, right) or _lost(right, left)


def _tenths(*numbers: Decimal) -> bool:
    return all(number * 10 == int(number * 10) for number in numbers)


def slipped(total: Decimal, values: list[Decimal]) -> bool:
    """Tell whether numbers would add up to a total if one of them, or the total, were copied wrongly.

    >>> slipped(Decimal(84), [Decimal(4), Decimal(44)])
    True
    """
    if all(number % _ROUND == 0 for number in (total, *values)):
        total, values = total / _ROUND, [value / _ROUND for value in values]
    added = sum(values, Decimal(0))
    return is_slip(total, added) or any(is_slip(value, value + total - added) for value in values)


def _swapped(left: str, right: str) -> bool:
    if len(left) != len(right):
        return False
    off = [at for at in range(len(left)) if left[at] != right[at]]
    return len(off) == 2 and off[1] == off[0] + 1 and left[off[0]] == right[off[1]] and left[off[1]] == right[off[0]]


def _lost(short: str, long: str) -> bool:
    """Tell whether one digit of a number of three or more is missing."""
    if len(long) != len(short) + 1 or len(long) < 3:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
