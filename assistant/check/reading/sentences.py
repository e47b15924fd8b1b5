"""The sentences of a paragraph with their mentions and their brackets."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from assistant.check.reading.mentions import Mention, find_mentions
from assistant.check.reading.normal import Normal, normal

_END = re.compile(r"[。！？]")
_BRACKETS = re.compile(r"[（）]")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence at line.text[start:end]. `depths[i]` is where the bracket opens that mention i stands in, -1 for none."""

    line: Normal
    start: int
    end: int
    mentions: tuple[Mention, ...]
    depths: tuple[int, ...]
    brackets: dict[int, int]
    """Place of each opening bracket to the place of its closing one."""

    @property
    def text(self) -> str:
        """The plain words of the sentence."""
        return self.line.text[self.start : self.end]

    def before(self, index: int) -> str:
        """Return the words between mention `index` and the one before it, or the start of the sentence."""
        floor = self.mentions[index - 1].end if index else self.start
        return self.line.text[floor : self.mentions[index].start]

    def after(self, index: int) -> str:
        """Return the words between mention `index` and the next one, or the end of the sentence."""
        roof = self.mentions[index + 1].start if index + 1 < len(self.mentions) else self.end
        return self.line.text[self.mentions[index].end : roof]


@lru_cache(maxsize=1024)
def read_sentences(paragraph: str) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph that hold a counted thing, and those between them."""
    line = normal(paragraph)
    mentions = find_mentions(line)
    if not mentions:
        return ()
    found, start, at = [], 0, 0
    for stop in [*(match.end() for match in _END.finditer(line.text)), len(line.text)]:
        inside = at
        while inside < len(mentions) and mentions[inside].start < stop:
            inside += 1
        if stop > start:
            found.append(_sentence(line, start, stop, mentions[at:inside]))
        start, at = stop, inside
    return tuple(found)


def _sentence(line: Normal, start: int, end: int, mentions: Sequence[Mention]) -> Sentence:
    brackets: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKETS.finditer(line.text, start, end):
        if match.group() == "（":
            opened.append(match.start())
        elif opened:
            brackets[opened.pop()] = match.start()
    depths = tuple(_innermost(each.start, brackets) for each in mentions)
    return Sentence(line, start, end, tuple(mentions), depths, brackets)


def _innermost(place: int, brackets: dict[int, int]) -> int:
    return max((start for start, end in brackets.items() if start < place < end), default=-1)
