"""The words behind slots: set phrases, names in quotes, counted things (corpus/lexicons/slots.yaml)."""

import re
from functools import cache, lru_cache

import msgspec

from assistant.settings import resource


class SlotWords(msgspec.Struct, frozen=True):
    """What is wording and what is a fact in a past passage."""

    phrases: tuple[str, ...]
    quoted: frozenset[str]
    named: tuple[str, ...]
    cities: tuple[str, ...]
    generic: frozenset[str]
    counted: frozenset[str]
    actions: tuple[str, ...]
    families: tuple[tuple[str, ...], ...] = ()
    deeds: tuple[tuple[str, ...], ...] = ()
    light: tuple[str, ...] = ()


@cache
def slot_words() -> SlotWords:
    """Return the words of slots.yaml."""
    import yaml

    path = resource("corpus", "lexicons", "slots.yaml")
    raw = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return msgspec.convert(raw, SlotWords)


@lru_cache(maxsize=1024)
def any_of(words: tuple[str, ...] | frozenset[str]) -> str:
    """Return a pattern that matches any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LONGEST = 8
_FIELD = re.compile(
    r"政府信息公开|政务公开|信息公开|依申请公开|公开(?=属性|指南|目录|工作|平台|栏|专区|标准|渠道|条例|年报|年度|申请|办)"
)
"""公开 as part of a name, where it says nothing of what is done."""


@cache
def _counted() -> frozenset[str]:
    return slot_words().counted.union(*slot_words().families)


def counted_at(text: str) -> str:
    """Return the longest counted thing a text begins with, or nothing.

    >>> counted_at("政策解读并公开"), counted_at("并公开")
    ('政策解读', '')
    """
    known = _counted()
    return next((text[:size] for size in range(_LONGEST, 0, -1) if len(text) >= size and text[:size] in known), "")


def counted_before(text: str) -> str:
    """Return the longest counted thing a text ends with, or nothing."""
    known = _counted()
    return next((text[-size:] for size in range(_LONGEST, 0, -1) if len(text) >= size and text[-size:] in known), "")


def counted_in(text: str) -> frozenset[str]:
    """Return every counted thing named in a text."""
    known = _counted()
    return frozenset(
        text[start : start + size]
        for start in range(len(text))
        for size in range(2, _LONGEST + 1)
        if text[start : start + size] in known
    )


@cache
def _things() -> dict[str, frozenset[int]]:
    """Return every counted thing with the numbers of its families; one without a family is one of its own."""
    words = slot_words()
    table: dict[str, set[int]] = {}
    for number, family in enumerate(words.families):
        for thing in family:
            table.setdefault(thing, set()).add(number)
    alone = sorted(words.counted - table.keys() - deed_words())
    table |= {thing: {len(words.families) + number} for number, thing in enumerate(alone)}
    return {thing: frozenset(numbers) for thing, numbers in table.items()}


@cache
def deed_words() -> frozenset[str]:
    """Return the words that say what is done."""
    return frozenset(word for deed in slot_words().deeds for word in deed)


def families_in(text: str) -> frozenset[int]:
    """Return the families of the things a text names, the longest name at each place: 宣传册 is no 册.

    >>> bool(families_in("发稿子") & families_in("公布信息")), bool(families_in("图解") & families_in("专家解读"))
    (True, False)
    """
    table = _things()
    found = re.findall(any_of(frozenset(table)), text)
    return frozenset(number for thing in found for number in table[thing])


def deeds_in(text: str, last: bool = False) -> frozenset[int]:
    """Return what a text says is done, or what it says `last`, each as the number of its words' line in slots.yaml."""
    found = re.findall(any_of(deed_words()), _FIELD.sub("", text))[-1 if last else 0 :]
    return frozenset(number for number, deed in enumerate(slot_words().deeds) if not set(found).isdisjoint(deed))
