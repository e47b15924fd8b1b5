"""The numbers that headings, paragraphs and enumerations begin with."""

import re

from assistant.check.reading.normal import normal

_STYLES = (
    ("（一）", re.compile(r"^-?（[一二三四五六七八九十]{1,3}）")),
    ("（1）", re.compile(r"^-?（\d{1,2}）")),
    ("1.", re.compile(r"^-?\d{1,2}\.(?!\d)")),
    ("1、", re.compile(r"^-?\d{1,2}、(?!\d)")),
    ("一是", re.compile(r"^-?(?:[一二三四五六七八九十]是|首先|其次|第[一二三四五六七八九]，)")),
    ("一、", re.compile(r"^-?[一二三四五六七八九十]{1,3}、")),
)


def style(text: str) -> str | None:
    """Return how a line is numbered: （一）, 1., 1、, （1）, 一是 or 一、; None where it is not.

    >>> style("(二)改进情况"), style("- 2. 完善制度"), style("2.5万件")
    ('（一）', '1.', None)
    """
    plain = normal(text).text
    return next((name for name, pattern in _STYLES if pattern.match(plain)), None)
