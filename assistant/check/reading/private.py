"""Numbers of persons: found with blanks in them, checked, and shown so that nobody can read them."""

import re
from collections.abc import Iterator
from functools import lru_cache

_FULLWIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHOWN = 3
_LEAD = 12
_LABEL = re.compile(
    r"(?:身份证件?(?:号码?)?|证件号码?|手机(?:号码?)?|联系电话|电话|卡号|账号|账户|车牌号?|邮箱|家庭住址|住址|地址)[为是]?[：:]?\s*$"
)


@lru_cache(maxsize=2048)
def narrow(text: str) -> str:
    """Return the text with full-width digits made narrow; every place stays where it is."""
    return text.translate(_FULLWIDTH)


def is_id_number(digits: str) -> bool:
    """Say whether 18 characters are a resident identity number: their last one is right by ISO 7064 MOD 11-2.

    >>> is_id_number("11010519491231002X"), is_id_number("110105194912310021")
    (True, False)
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return len(digits) == 18 and _CHECK[total % 11] == digits[17].upper()


def is_luhn(digits: str) -> bool:
    """Say whether a card number's last digit is right by Luhn's rule.

    >>> is_luhn("4111111111111111"), is_luhn("4111111111111112")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def masked(value: str) -> str:
    """Return the first characters of a number or a name and stars for the others."""
    keep = min(_SHOWN, len(value) // 3)
    return value[:keep] + "*" * (len(value) - keep)


def anchor(text: str, start: int) -> str:
    """Return words to find a private spot by that give nothing of it away: its label before it, or its first characters."""
    lead = _LABEL.search(text[max(start - _LEAD, 0) : start])
    return lead.group() if lead else text[start : start + _SHOWN]


def numbers(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the place and the bare characters of each number, blanks and hyphens inside it left out."""
    for match in pattern.finditer(narrow(text)):
        yield match.start(), re.sub(r"[ \u3000-]", "", match.group())
