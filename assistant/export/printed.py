"""How text and numbers are printed, whatever the file."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal

MISSING = "【待补充】"
"""Printed in a cell nobody could fill; never 0."""

GAP = re.compile(r"【待补充[^】]*】")

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"[\t\n\r]")


def clean(text: str) -> str:
    r"""Return text that XML can hold, as long as before: what it cannot hold becomes �, breaks and tabs become spaces.

    >>> clean("一\x07二\n三")
    '一�二 三'
    """
    return text if text.isprintable() else _BREAK.sub(" ", legal(text))


def legal(text: str) -> str:
    """Return text that XML can hold: each character it cannot hold becomes �."""
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)


def number(value: int | float | Decimal | None) -> str:
    """Return a number as a table prints it: no thousands separator, no idle zeros; 【待补充】 where there is none.

    >>> number(0), number(126), number(0.04), number(12.0), number(None)
    ('0', '126', '0.04', '12', '【待补充】')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    return str(value) if isinstance(value, int) else f"{Decimal(str(value)).normalize():f}"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it is a 【待补充：…】.

    >>> list(pieces("培训【待补充：培训次数】次"))
    [('培训', False), ('【待补充：培训次数】', True), ('次', False)]
    """
    end = 0
    for gap in GAP.finditer(text):
        if gap.start() > end:
            yield text[end : gap.start()], False
        yield gap.group(), True
        end = gap.end()
    if end < len(text):
        yield text[end:], False
