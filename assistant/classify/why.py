"""The words of a note that decided its labels, as a clerk would read them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.classify.cues import Cues
from assistant.classify.masked import flat

_READABLE = re.compile(r"[a-z\u4e00-\u9fff]{2,}")
_MOST, _LONGEST_JOINED = 3, 8

Told = Mapping[str, float]
"""What each feature of a note says for the chosen pair, per occurrence."""


class _Word(NamedTuple):
    """A word at characters start to end of the masked note, and how much it says."""

    text: str
    start: int
    end: int
    weight: float


def why(text: str, words: Sequence[str], told: Told, cues: Cues) -> tuple[str, ...]:
    """Return at most three words of `text`, weightiest first; neighbours are joined.

    `words` are those of the masked note. A word weighs what its characters, pairs, triples, itself and its cues say.
    """
    weighed = [word for word in _weighed(words, told, cues) if word.weight > 0]
    best = sorted(sorted(weighed, key=lambda word: -word.weight)[:_MOST], key=lambda word: word.start)
    joined = sorted(_join(best), key=lambda word: -word.weight)
    original = (_as_written(word.text, text) for word in joined)
    return tuple(dict.fromkeys(word for word in original if word))


def _weighed(words: Sequence[str], told: Told, cues: Cues) -> Iterator[_Word]:
    start = 0
    for word in words:
        if _READABLE.fullmatch(word):
            weight = sum(told[name] for name in _names(word, cues) if name in told)
            yield _Word(word, start, start + len(word), weight)
        start += len(word)


def _names(word: str, cues: Cues) -> list[str]:
    """Return the features that stand inside a word."""
    names = ["w" + word, *("c" + group for group in cues.get(word, ()))]
    for size, block in enumerate("123", 1):
        names += [block + word[start : start + size] for start in range(len(word) - size + 1)]
    return names


def _join(words: Sequence[_Word]) -> list[_Word]:
    """Join words that stand side by side, up to eight characters: 专家, 解读 are 专家解读."""
    joined: list[_Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and last.end == word.start and word.end - last.start <= _LONGEST_JOINED:
            joined[-1] = _Word(last.text + word.text, last.start, word.end, max(last.weight, word.weight))
        else:
            joined.append(word)
    return joined


def _as_written(word: str, text: str) -> str:
    """Return a word as the note writes it (its own case and width), or nothing where it cannot be found."""
    at = flat(text).find(word)
    return text[at : at + len(word)] if at >= 0 else ""
