"""Which characters a text must have for a pattern to match: a look at them rules out nearly every pattern."""

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Needs = tuple[frozenset[str], ...]
"""Of each of these sets a text that matches has a character."""

_MOST = 64
"""Characters of a class above which it rules out too little to be looked at."""


def needs(pattern: str) -> Needs:
    """Return what a text must have for a pattern to match, as far as it is easily told; () where nothing is.

    >>> [sorted(each) for each in needs("(?<!发)[布部]署?(?=名|于)")]
    [['布', '部'], ['于', '名']]
    """
    parsed = _parser.parse(pattern)
    return () if parsed.state.flags & re.IGNORECASE else tuple(_all(parsed))


def _all(parts: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Return the needs of parts that follow each other."""
    return [need for kind, value in parts for need in _one(str(kind), value)]


def _one(kind: str, value: Any) -> list[frozenset[str]]:  # noqa: ANN401 - each kind of part has its own form
    """Return the needs of a part; a kind that is not named here may match anything."""
    if kind == "LITERAL":
        return [frozenset(chr(value))]
    if kind == "IN":
        return _of_class(value)
    if kind == "BRANCH":
        return _either([_all(each) for each in value[1]])
    if kind == "SUBPATTERN":
        return [] if value[1] & re.IGNORECASE else _all(value[3])
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        return _all(value[2]) if value[0] else []
    return _all(value[1]) if kind == "ASSERT" else []


def _of_class(members: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    found: set[str] = set()
    for kind, value in members:
        first, last = (value, value) if str(kind) == "LITERAL" else value if str(kind) == "RANGE" else (0, _MOST)
        if last - first >= _MOST:
            return []
        found.update(map(chr, range(first, last + 1)))
    return [frozenset(found)]


def _either(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Return the one need of alternatives: a character of the smallest need of any of them."""
    return [frozenset().union(*(min(each, key=len) for each in branches))] if all(branches) else []
