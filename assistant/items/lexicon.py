"""The words facts are recognised by, from lexicon.yaml, and patterns made of them."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

MASK = "\x00"
"""Stands for every character that belongs to a fact already found; no pattern reads over it."""

_FOLD = str.maketrans("０１２３４５６７８９．％／－：＋", "0123456789.%/-:+")
_WIDE = re.compile("[０-９．％／－：＋]")


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists by the name they carry in lexicon.yaml."""

    count_units: tuple[str, ...]
    measure_units: tuple[str, ...]
    not_units: tuple[str, ...]
    fixed_phrases: tuple[str, ...]
    together: dict[str, tuple[str, ...]]
    heads: tuple[str, ...]
    verbs: tuple[str, ...]
    fillers: tuple[str, ...]
    ends: tuple[str, ...]
    protected: tuple[str, ...]
    departments: tuple[str, ...]
    department_ends: tuple[str, ...]
    offices: tuple[str, ...]
    named_ends: tuple[str, ...]
    units_inside: tuple[str, ...]
    unit_ends: tuple[str, ...]
    name_stops: tuple[str, ...]
    not_organisations: tuple[str, ...]
    after_ends: dict[str, str]
    roles: tuple[str, ...]
    short_roles: dict[str, str]
    not_names: tuple[str, ...]
    surnames: str
    double_surnames: tuple[str, ...]
    weak_surnames: str
    name_ends: str
    not_before_names: tuple[str, ...]
    document_ends: tuple[str, ...]
    bare_document_ends: tuple[str, ...]
    issuing_verbs: tuple[str, ...]
    after_documents: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """Read the word lists, once."""
    import yaml

    text = (Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), Lexicon)


_Node = dict[str, "_Node"]


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of the words; alike beginnings are shared, so long lists stay fast.

    >>> any_of(["件", "件次", "条"])
    '(?:件(?:次)?|条)'
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: _Node) -> str:
    branches = [re.escape(char) + _pattern(below) for char, below in node.items() if char]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def opens_with(chars: str) -> str:
    """Return what a pattern of many alternatives begins with: a place that opens with none of the characters is passed.

    >>> opens_with("一十")
    '(?=[一十])'
    """
    return f"(?=[{''.join(map(re.escape, dict.fromkeys(chars)))}])"


def initials(*words: Iterable[str]) -> str:
    """Return the characters that the words of all lists open with."""
    return "".join(word[0] for each in words for word in each)


def fold(text: str) -> str:
    """Return the text with half-width digits and marks, character for character, so that positions stay."""
    return text.translate(_FOLD) if _WIDE.search(text) else text


def mask(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with the spans blanked, at the same length."""
    ordered = sorted(spans)
    if not ordered:
        return text
    pieces, end = [], 0
    for start, stop in ordered:
        if stop > end:
            start = max(start, end)
            pieces += [text[end:start], MASK * (stop - start)]
            end = stop
    return "".join([*pieces, text[end:]])
