"""The sentences of a paragraph with their mentions and their brackets."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from assistant.check.reading.mentions import Mention, find_mentions
from assistant.check.reading.normal import Normal, normal

_END = re.compile(r"[。！？]")
_LONGEST = 1200
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
    for stop in _stops(line.text):
        inside = at
        while inside < len(mentions) and mentions[inside].start < stop:
            inside += 1
        if stop > start:
            found.append(_sentence(line, start, stop, mentions[at:inside]))
        start, at = stop, inside
    return tuple(found)


def _stops(text: str) -> Iterator[int]:
    """Yield where sentences end. One that never does, as in text without marks, is cut: reading stays linear."""
    start = 0
    for stop in [*(match.end() for match in _END.finditer(text)), len(text)]:
        while stop - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "；，") + 1
            start = cut if cut > start else start + _LONGEST
            yield start
        start = stop
        yield stop


def _sentence(line: Normal, start: int, end: int, mentions: Sequence[Mention]) -> Sentence:
    brackets: dict[int, int] = {}
    opened: list[int] = []
    depths: list[int] = []
    at = 0
    for match in _BRACKETS.finditer(line.text, start, end):
        while at < len(mentions) and mentions[at].start < match.start():
            depths.append(opened[-1] if opened else -1)
            at += 1
        if match.group() == "（":
            opened.append(match.start())
        elif opened:
            brackets[opened.pop()] = match.start()
    depths += [-1] * (len(mentions) - at)
    closed = tuple(depth if depth in brackets else -1 for depth in depths)
    return Sentence(line, start, end, tuple(mentions), closed, brackets)
