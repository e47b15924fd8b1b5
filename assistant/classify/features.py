"""What a note is made of, as the classifier counts it: characters, their pairs and triples, words, groups of cues."""

from collections.abc import Sequence

from assistant.classify.cues import Cues, by_first_character, shape, touched
from assistant.classify.cut import cut
from assistant.classify.masked import masked

BLOCKS = ("1", "2", "3", "w", "c")
"""Kinds of features: n-grams of one to three characters, jieba words, cues. A feature's name begins with its block."""

_LEFT, _RIGHT = "^", "$"
_LONGEST = 2_000
"""Characters of a note that are read: it says early what it is about, and a pasted file must not stop the rest."""


class Features:
    """Takes notes apart into named features, always in the same way."""

    def __init__(self, cues: Cues, blocks: Sequence[str] = BLOCKS) -> None:
        self.cues = cues
        self.blocks = tuple(blocks)
        self._sizes = [int(block) for block in self.blocks if block.isdigit()]
        self._index = by_first_character(cues)

    def of(self, text: str) -> tuple[list[str], list[str]]:
        """Return a note's features, each as often as it occurs, and its words in order.

        >>> Features({"图解": ("解读形式",)}, "12wc").of("图解2份")[0][:6]
        ['1^', '1图', '1解', '10', '1份', '1$']
        """
        note = masked(text[:_LONGEST])
        words = cut(note)
        framed = f"{_LEFT}{note}{_RIGHT}"
        found = [name for size in self._sizes for name in _runs(framed, size)]
        if "w" in self.blocks:
            found += ["w" + word for word in words if len(word) > 1]
        if "c" in self.blocks:
            found += ["c" + group for group in sorted(touched(note, self._index))]
            found += ["c" + mark for mark in sorted(shape(note))]
        return found, words


def _runs(text: str, size: int) -> list[str]:
    """Return the features of all runs of `size` characters."""
    block = str(size)
    return [block + text[start : start + size] for start in range(len(text) - size + 1)]
