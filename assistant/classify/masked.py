"""A note as the classifier reads it: half-width, lower case, numbers and dates hidden so that they decide nothing."""

import re

_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DATE = re.compile(
    r"(?:(?:19|20)\d{2}\s*[-年./]\s*)?(?<!\d)(?:1[0-2]|0?[1-9])\s*(?:月|[-./])\s*(?:3[01]|[12]\d|0?[1-9])"
    r"(?!\d|\s*[万亿元倍%])(?:\s*[日号])?"
    r"|(?<!\d)(?:19|20)\d{2}(?!\d)年?|(?<!\d)\d{1,2}月份?"
)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SPACE = re.compile(r"\s+")

DATE, NUMBER = "D", "0"
"""What stands for a date and for a number. Everything else is lower case, so a D can be nothing but a date."""


def flat(text: str) -> str:
    """Return a text half-width and in lower case, every character in its old place."""
    return text.translate(_WIDE).lower()


def masked(text: str) -> str:
    """Return a text as the classifier reads it.

    >>> masked("８月21日挂网：图解22份，2023.8.30 PDF 1,382.47万元")
    'D挂网:图解0份,D pdf 0万元'
    """
    return _SPACE.sub(" ", _NUMBER.sub(NUMBER, _DATE.sub(DATE, flat(text)))).strip()
