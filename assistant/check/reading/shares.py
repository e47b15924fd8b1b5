"""Shares of one whole in a sentence: A占87.5%，B占12.5%; 占比分别为50%、30%、20%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import msgspec

from assistant.check.reading.families import is_all
from assistant.check.reading.lists import name_of
from assistant.check.reading.mentions import PERCENT, Mention
from assistant.check.reading.sentences import Sentence, read_sentences

_SHARE = re.compile(r"(?:占|占比|比重|比例)[^，。；、%]{0,12}$")
_OTHERS = re.compile(r"多选|重复|交叉|同比|较上年|比上年|率|满意|这一比例|20\d\d年(?:[^，。；]{0,8}(?:比例|占比|比重))")


class Shares(msgspec.Struct, frozen=True):
    """Percentages of one whole. `complete` tells whether they are said to be all of it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    complete: bool

    @property
    def total(self) -> Decimal:
        """What they add up to, in percent."""
        return sum((each.value for each in self.mentions), Decimal(0))

    def off(self) -> Literal["", "over", "under"]:
        """Tell whether they miss a hundred by more than rounding explains."""
        if any(each.rough for each in self.mentions):
            return ""
        slack = sum((Decimal(5) / 10 ** (each.decimals + 1) for each in self.mentions), Decimal(0))
        if self.total > 100 + slack:
            return "over"
        short = self.total < 100 - slack
        return "under" if short and (self.complete or (self.total >= 90 and len(self.mentions) >= 3)) else ""


def find_shares(paragraph: str) -> Iterator[Shares]:
    """Yield the lists of at least two shares of one whole."""
    if "占" not in paragraph and "比" not in paragraph:
        return
    for sentence in read_sentences(paragraph):
        if _OTHERS.search(sentence.text):
            continue
        indexes = _listed(sentence)
        if len(indexes) >= 2:
            names = [_name(sentence, index) for index in indexes]
            yield Shares(
                sentence, tuple(sentence.mentions[i] for i in indexes), "分别" in sentence.text or is_all(names)
            )


def _listed(sentence: Sentence) -> list[int]:
    found: list[int] = []
    for index, mention in enumerate(sentence.mentions):
        if mention.unit != PERCENT:
            continue
        before = sentence.before(index)
        follows = found and found[-1] == index - 1 and re.fullmatch("[、，和及]", before)
        if _SHARE.search(before) or follows:
            found.append(index)
    return found


def _name(sentence: Sentence, index: int) -> str:
    before = re.split("[，；、。]", sentence.line.text[sentence.start : sentence.mentions[index].start])[-1]
    return before.partition("占")[0] or name_of(sentence, index)
