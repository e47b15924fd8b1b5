"""The words of a note that decided its labels, as a clerk would read them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.classify.grams import SIZES
from assistant.classify.masked import flat
from assistant.classify.words import Finder

if TYPE_CHECKING:
    from assistant.classify.grams import Counted, Numbers

_MOST, _LONGEST_JOINED = 3, 8
_LEAST = 0.15
"""Share of the weightiest word's weight below which a word is no evidence worth showing."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    weight: float


def why(text: str, note: str, says: Sequence[Sequence[float]], finder: Finder) -> tuple[str, ...]:
    """Return at most three words of `text`, weightiest first; neighbours are joined.

    `note` is the masked text. `says[n][i]` is what its runs of n + 1 characters that begin before place i say in sum.
    """
    weighed = sorted(_weighed(note, says, finder), key=lambda word: -word.weight)[:_MOST]
    telling = [word for word in weighed if word.weight > _LEAST * weighed[0].weight]
    joined = sorted(_join(sorted(telling, key=lambda word: word.start)), key=lambda word: -word.weight)
    original = (_as_written(word.text, text) for word in joined)
    return tuple(dict.fromkeys(word for word in original if word))


def _weighed(note: str, says: Sequence[Sequence[float]], finder: Finder) -> Iterator[_Word]:
    for word in finder.find(note):
        weight = 0.0
        for size, told in zip(SIZES, says, strict=True):
            if (last := word.end - size + 1) > word.start:
                weight += told[last] - told[word.start]
        if weight > 0:
            yield _Word(*word, weight)


def running(counted: "Counted", shares: "Numbers", notes: Sequence[str]) -> Iterable[list[list[float]]]:
    """Yield for every note what `why` reads: running sums of what its occurrences (`shares`) say, by size."""
    import numpy as np

    lengths = np.array([len(note) for note in notes], dtype=np.int64)
    total = int((lengths + 2).sum())
    sums = []
    for size in SIZES:
        own = counted.length == size
        told = np.zeros(total + 1)
        told[counted.position[own] + 1] = shares[own]
        sums.append(np.cumsum(told))
    for start, length in zip((counted.starts + 1).tolist(), lengths.tolist(), strict=True):
        yield [each[start : start + length + 1].tolist() for each in sums]


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
