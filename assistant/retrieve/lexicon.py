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


def counted_at(text: str) -> str:
    """Return the longest counted thing a text begins with, or nothing.

    >>> counted_at("政策解读并公开"), counted_at("并公开")
    ('政策解读', '')
    """
    known = slot_words().counted
    return next((text[:size] for size in range(_LONGEST, 0, -1) if len(text) >= size and text[:size] in known), "")


def counted_before(text: str) -> str:
    """Return the longest counted thing a text ends with, or nothing."""
    known = slot_words().counted
    return next((text[-size:] for size in range(_LONGEST, 0, -1) if len(text) >= size and text[-size:] in known), "")


def counted_in(text: str) -> frozenset[str]:
    """Return every counted thing named in a text."""
    known = slot_words().counted
    return frozenset(
        text[start : start + size]
        for start in range(len(text))
        for size in range(2, _LONGEST + 1)
        if text[start : start + size] in known
    )
