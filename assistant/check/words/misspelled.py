"""Words typed with a character that sounds the same: 申清, 达复, 政策解毒.

A run of characters is read twice, as it stands and with the other word. What the second reading is more likely by, and
whether its neighbours stand beside that word in the corpus, decides. So 环节转办 is no 结转.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from assistant.check.words.lexicon import Cut, Lexicon, load_lexicon

_RUN = re.compile(r"[一-鿿]{2,}")
_AROUND = 7
"""Characters on each side that are read with a doubtful form."""
_SURE = 70
"""Ten times the logarithm of the odds, from which a form that is no word is reported."""
_SURE_OF_WORDS = 45
"""The same for a form that is a word of its own; it must be strange beside its neighbours, and the other not."""
_NEIGHBOUR = 22
"""What a neighbour met in the corpus adds."""


_WORDS = frozenset(
    [
        "巡察",
        "限行",
        "接转",
        "专页",
        "独办",
        "民声",
        "审译",
        "签阅",
        "迁址",
        "付印",
        "逐季",
        "逐乡",
        "逐村",
        "逐校",
        "补注",
        "轮灌",
    ]
)
"""Words of offices that the lexicon lacks."""
_COMMON = 88
"""Cost up to which a word is one that these reports are made of."""


class Misspelled(msgspec.Struct, frozen=True):
    """A form at text[start:start + 2], and the word it was probably written for."""

    start: int
    form: str
    word: str
    gain: int
    """By how much the other reading is better than it must be; ten times a logarithm."""

    @property
    def common(self) -> bool:
        """Whether the word is one that these reports are made of."""
        return load_lexicon().costs[self.word] <= _COMMON


def misspelled(text: str) -> Iterator[Misspelled]:
    """Yield the doubtful forms of a text, none of them overlapping."""
    for run in _RUN.finditer(text):
        for found in _of_run(run.group()):
            yield Misspelled(run.start() + found.start, found.form, found.word, found.gain)


@lru_cache(maxsize=8192)
def _of_run(run: str) -> tuple[Misspelled, ...]:
    """Return the doubtful forms of a run; reports share most of their phrases, so what was found is kept."""
    lexicon = load_lexicon()
    alone = _alone(lexicon.cut(run))
    found: list[Misspelled] = []
    free = 0
    for place in range(len(run) - 1):
        if place < free or not (alone[place] or alone[place + 1]):
            continue
        if meant := _meant(lexicon, run, place):
            found.append(Misspelled(place, run[place : place + 2], *meant))
            free = place + 2
    return tuple(found)


def _alone(cut: Cut) -> list[bool]:
    """Say of each character whether it may belong to a misspelt word: it stands alone, or in a word of two.

    A form across two longer words, or across the border of two words of two, would have to break both.
    """
    flags: list[bool] = []
    for word in cut.words:
        flags += [len(word) == 1] * len(word)
    return flags


def _meant(lexicon: Lexicon, run: str, place: int) -> tuple[str, int] | None:
    form = run[place : place + 2]
    words = () if form in _WORDS or form[0] == form[1] else lexicon.meant(form)
    if not words:
        return None
    return _best(words, run[max(0, place - _AROUND) : place], form, run[place + 2 : place + 2 + _AROUND])


@lru_cache(maxsize=8192)
def _best(words: tuple[str, ...], before: str, form: str, after: str) -> tuple[str, int] | None:
    """Return the word that fits best between its neighbours with its gain, None where what stands there is better."""
    lexicon = load_lexicon()
    read = lexicon.cut(before + form + after)
    gains = {word: _gain(lexicon, read, lexicon.cut(before + word + after), len(before), word) for word in words}
    word = max(words, key=lambda each: gains[each])
    return (word, gains[word]) if gains[word] > 0 else None


def _gain(lexicon: Lexicon, read: Cut, meant: Cut, at: int, word: str) -> int:
    """Return by how much the other reading is better than it must be."""
    left, found, right = meant.around(at, at + len(word))
    if not found:
        return -1
    known = lexicon.beside(left, found) + lexicon.beside(found, right)
    gain = read.cost - meant.cost + _NEIGHBOUR * known
    old_left, form, old_right = read.around(at, at + len(word))
    if not form:
        return gain - _SURE
    strange = not (lexicon.beside(old_left, form) or lexicon.beside(form, old_right))
    return gain - _SURE_OF_WORDS if strange and known else -1
