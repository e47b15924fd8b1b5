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


_VALUE = re.compile(r"[一二三四五六七八九十]{1,3}|\d{1,2}")
_ORDER = {"首先": 1, "其次": 2}


def number(text: str) -> tuple[str, int] | None:
    """Return how a line is numbered and with what: ('（一）', 3); None where it is not, or its number is not certain.

    >>> number("（十二）监督保障"), number("3.教育培训"), number("其次，规范流程")
    (('（一）', 12), ('1.', 3), ('一是', 2))
    """
    name, plain = style(text), normal(text).text
    if name is None:
        return None
    if plain[:2] in _ORDER:
        return name, _ORDER[plain[:2]]
    found = _VALUE.search(plain)
    return (name, _counted(found.group())) if found else None


def _counted(numeral: str) -> int:
    """Return 12 for 12 and for 十二.

    >>> _counted("二十一"), _counted("十"), _counted("7")
    (21, 10, 7)
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return ("一二三四五六七八九".find(tens or "一") + 1) * 10 * bool(ten) + (
        "一二三四五六七八九".find(ones) + 1 if ones else 0
    )
