"""Ledger words compared as clerks mean them: without marks, numbering, widths and article numbers."""

import re
import unicodedata
from collections.abc import Iterable

_QUOTES = re.compile(r"[\s“”\"'‘’《》〈〉「」『』]+")
_MARKS = re.compile(r"[^\w]+|_+")
_NUMBERING = re.compile(r"^(?:\d+|[一二三四五六七八九十]+)$")
_DIGITS = "〇一二三四五六七八九十"
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_ARTICLE = re.compile(
    rf"(?:(?:依据|根据|按照|依照|按)?(?:中华人民共和国)?(?:政府信息公开)?条例)?"
    rf"(?:依据|根据|按照|依照|按|第)?(?P<no>{_NUMERAL})条"
    rf"(?:第?\(?(?P<clause>{_NUMERAL})\)?款)?(?:第?\(?(?P<item>{_NUMERAL})\)?项)?(?:之?规定)?"
    rf"|(?<!\d)(?P<short>\d{{2}})\((?P<shortitem>{_NUMERAL})\)(?:项)?"
)
_LONG_NUMBER = re.compile(r"\d{5,}|[\w.]+@[\w.]+")


def _plain(text: str) -> str:
    return _QUOTES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a cell between its marks, without numbering and article numbers.

    >>> parts_of("（四）1. 信息不存在（第三十六条第（四）项）")
    ('信息不存在',)
    """
    parts = _MARKS.split(_ARTICLE.sub("|", _plain(text)))
    return tuple(
        kept for part in parts if part and not _NUMBERING.match(part) and (kept := re.sub(r"^\d+(?=\D)", "", part))
    )


def normalise(text: str) -> str:
    """Return the cell as one word: its parts put together.

    >>> normalise("1、部分 公开")
    '部分公开'
    """
    return "".join(parts_of(text))


def articles_of(text: str) -> tuple[str, ...]:
    """Return the articles a cell names, as 条.项 or 条.款 or 条.

    >>> articles_of("依据条例第三十六条第（四）项、36(5)答复"), articles_of("第十六条第二款")
    (('36.4', '36.5'), ('16.2',))
    """
    found = []
    for match in _ARTICLE.finditer(_plain(text)):
        number = _number(match["no"] or match["short"])
        detail = match["item"] or match["clause"] or match["shortitem"]
        found.append(f"{number}.{_number(detail)}" if detail else str(number))
    return tuple(found)


def _number(numeral: str) -> int:
    """Return a numeral below one hundred as a number: 36, 三十六."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    high = (_DIGITS.index(tens[0]) if tens else 1) if ten else 0
    return high * 10 + (_DIGITS.index(ones[0]) if ones else 0)


def shown(cell: object, limit: int = 20) -> str:
    """Return a cell's word for a message: cut, long numbers and mail addresses masked, since they may be a person's.

    >>> shown("转信访局 13800138000")
    '转信访局 ***'
    """
    text = _LONG_NUMBER.sub("***", unicodedata.normalize("NFKC", str(cell)).strip())
    return text if len(text) <= limit else f"{text[:limit]}…"


def similarity(left: str, right: str) -> float:
    """Return how alike two words are, from 0 to 1: the share of characters and pairs of characters they have in common.

    >>> similarity("信息不存在", "信息不存在"), similarity("甲", "乙")
    (1.0, 0.0)
    """
    ours, theirs = _grams(left), _grams(right)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _grams(word: str) -> set[str]:
    return set(word) | {word[at : at + 2] for at in range(len(word) - 1)}


def nearest(word: str, known: Iterable[tuple[str, str]], limit: int = 3) -> list[tuple[str, float]]:
    """Return the keys whose words are most like `word`, best first; `known` yields (known word, key)."""
    best: dict[str, float] = {}
    for each, key in known:
        score = round(similarity(word, each), 3)
        if score > best.get(key, 0.0):
            best[key] = score
    return sorted(best.items(), key=lambda pair: -pair[1])[:limit]
