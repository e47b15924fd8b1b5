"""Figures in words: counted lists, percentages, zeros and the pronoun of the agency, each marked with where it comes from."""

from collections.abc import Iterable
from decimal import Decimal

from assistant.draft.marks import mark
from assistant.statistics import Figure, Figures

_PRONOUNS = (
    ("街道办事处", "我街道"),
    ("委员会", "我委"),
    ("人民政府", ""),
    ("办公室", "我办"),
    ("管理局", "我局"),
    ("局", "我局"),
    ("委", "我委"),
    ("办", "我办"),
    ("厅", "我厅"),
    ("院", "我院"),
    ("中心", "我中心"),
    ("支队", "我队"),
    ("总队", "我队"),
)
_PLACES = ("省", "市", "县", "区", "镇", "乡", "街道", "旗", "州")


def pronoun(agency: str) -> str:
    """Return how a report speaks of its own agency.

    >>> pronoun("济南市大数据局"), pronoun("柳泉镇人民政府"), pronoun("某某公司")
    ('我局', '我镇', '本机关')
    """
    for ending, words in _PRONOUNS:
        if agency.endswith(ending):
            if words:
                return words
            place = agency.removesuffix(ending)
            return next((f"我{kind}" for kind in _PLACES if place.endswith(kind)), "本机关")
    return "本机关"


def number(value: int | Decimal) -> str:
    """Return a number as reports print it: no thousands separators, no trailing zeros.

    >>> number(1200), number(Decimal("0.0400")), number(Decimal("25.0"))
    ('1200', '0.04', '25')
    """
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def cite(figure: Figure) -> str:
    """Return a figure's number, marked as coming from it."""
    return mark(number(figure.value), "figure", figure.key)


def counted(named: Iterable[tuple[str, Figure]], unit: str) -> str:
    """Return `建议提案8条、政策解读22条`, zeros left out.

    Every zero left out is still a source of the words, so that nobody wonders where it went.
    """
    return "、".join(f"{name}{cite(figure)}{unit}" for name, figure in named if figure.value)


def last_words(figures: Iterable[Figure]) -> list[tuple[str, Figure]]:
    """Return figures with the last word of their key as name: publication.by_category.政策解读 → 政策解读."""
    return [(figure.key.rsplit(".", 1)[1], figure) for figure in figures]


def total(figures: Figures, *keys: str) -> int | Decimal | None:
    """Return the sum of several figures, or None where one is missing."""
    values = [figures.value(key) for key in keys]
    return None if any(value is None for value in values) else sum(value for value in values if value is not None)


def none_of(words: str, *keys: str) -> str:
    """Return words that say a zero (未收到, 未发生), marked as coming from the figures that are zero."""
    return mark(words, "figure", *keys)
