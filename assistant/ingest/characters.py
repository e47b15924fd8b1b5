"""Characters as offices type them become characters as programs compare them; Chinese punctuation stays."""

import re

_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}
_SPACES = dict.fromkeys((0x3000, 0x00A0, 0x2002, 0x2003, 0x2009, 0x202F), " ")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200E, 0x200F, 0x202A, 0x202C, 0x2060, 0xFEFF, 0x00AD))
_TABLE: dict[int, int | str | None] = {**_WIDE, **_SPACES, **_INVISIBLE}
_ODD = re.compile("[" + "".join(map(chr, _TABLE)) + "]")
ODD_HINT = f"{_ODD.pattern}|．"
"""Found, by any engine, in every text that `half_width` may change."""
_WIDE_POINT = re.compile(r"(?<=\d)．(?=\d)")


def half_width(text: str) -> str:
    """Return the text with half-width digits, Latin letters, % and spaces, and without invisible characters.

    >>> half_width("２０２３年　第１期，（完成率９８．５％）")
    '2023年 第1期，（完成率98.5%）'
    """
    if "．" in text:
        text = _WIDE_POINT.sub(".", text.translate(_TABLE))
    return text.translate(_TABLE) if _ODD.search(text) else text


def has_odd_width(text: str) -> bool:
    """Say whether `half_width` would change the text."""
    return "．" in text or _ODD.search(text) is not None
