"""What words cost, how they sound and what stands beside them: built by models/build_wording.py, read once."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

_UNKNOWN = 190
"""Cost of a character that no list holds."""
_LONGEST = 4
_PLAIN = 2
"""Fields of a word that is only read, and not looked for when it is misspelled."""
_HERE = Path(__file__).parent


class Cut(msgspec.Struct, frozen=True):
    """A run of characters cut into words, and what it costs: ten times the negative logarithm of its probability."""

    cost: int
    words: tuple[str, ...]

    def around(self, start: int, stop: int) -> tuple[str, str, str]:
        """Return the word that holds a stretch with its neighbours; empty strings where no word holds it whole."""
        place = 0
        for number, word in enumerate(self.words):
            if place <= start and stop <= place + len(word):
                return "".join(self.words[:number][-1:]), word, "".join(self.words[number + 1 :][:1])
            place += len(word)
        return "", "", ""


class Lexicon(msgspec.Struct, frozen=True):
    """Words with their costs, the words of our reports by half and sound, and pairs of words met side by side."""

    costs: dict[str, int]
    sounds: dict[str, tuple[str, ...]]
    """A character to its readings without tone."""
    halves: dict[str, tuple[str, ...]]
    """公kai and gong开 to 公开."""
    pairs: frozenset[str]

    def meant(self, form: str) -> tuple[str, ...]:
        """Return the words that differ from a form of two characters in one that sounds the same."""
        first, second = form[0], form[1]
        keys = [first + said for said in self.sounds.get(second, ())]
        keys += [said + second for said in self.sounds.get(first, ())]
        return tuple(word for key in keys for word in self.halves.get(key, ()) if word != form)

    def beside(self, left: str, right: str) -> bool:
        """Say whether two words stand side by side in the corpus."""
        return f"{left} {right}" in self.pairs

    def cut(self, run: str) -> Cut:
        """Return the cheapest way to read a run of characters as words; of two as cheap the one with the longer last word."""
        known = self.costs.get
        costs, starts = [0], [0]
        for stop in range(1, len(run) + 1):
            best, at = costs[-1] + known(run[stop - 1], _UNKNOWN), stop - 1
            for start in range(stop - 2, max(0, stop - _LONGEST) - 1, -1):
                word = known(run[start:stop])
                if word is not None and costs[start] + word <= best:
                    best, at = costs[start] + word, start
            costs.append(best)
            starts.append(at)
        return Cut(costs[-1], tuple(reversed(list(_back(run, starts)))))


def _back(run: str, starts: list[int]) -> Iterator[str]:
    stop = len(run)
    while stop:
        start = starts[stop]
        yield run[start:stop]
        stop = start


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    sounds: dict[str, tuple[str, ...]] = {}
    for sound, marks in (line.split(" ") for line in _lines("sounds.txt")):
        for mark in marks:
            sounds[mark] = (*sounds.get(mark, ()), sound)
    rows = [line.split(" ") for line in _lines("lexicon.txt")]
    halves: dict[str, tuple[str, ...]] = {}
    for word, said in ((row[0], row[2].split("-")) for row in rows if len(row) > _PLAIN):
        for key in (word[0] + said[1], said[0] + word[1]):
            halves[key] = (*halves.get(key, ()), word)
    return Lexicon({row[0]: int(row[1]) for row in rows}, sounds, halves, frozenset(_lines("neighbours.txt")))


def _lines(name: str) -> list[str]:
    return (_HERE / name).read_text(encoding="utf-8").splitlines()
