"""Totals with their parts, and whether the parts are said to be all of them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache

import msgspec

from assistant.check.reading.candidates import Candidate, find_candidates
from assistant.check.reading.families import is_all
from assistant.check.reading.lists import ends, name_of, starts, times_of
from assistant.check.reading.mentions import Mention
from assistant.check.reading.sentences import Sentence, read_sentences
from assistant.check.reading.slips import is_slip, slipped

_PARTIAL = re.compile(
    r"(?:其中|包括|包含)，?(?:主要|重点(?!领域|工作|信息)|特别|尤其|仅)|主要(?:是|为|有|包括|涉及|集中)|例如|比如|不限于|最[多高少低]"
)
_AND_SO_ON = re.compile(r"[^，；。、）（]{0,10}?，?等(?![于级待候同])")
_UNCOUNTED_REST = re.compile(r"[^，；。]{0,10}[，；、](?:其余|余下|剩余|其他)[^，；。]{0,12}[，；。]?")


class Completeness(Enum):
    """Whether the parts of a total are said to be all of it: surely, as far as one can tell, or surely not."""

    CLOSED = 1
    OPEN = 2
    PARTIAL = 3


class Breakdown(msgspec.Struct, frozen=True):
    """A total and its parts, all of one unit, as the words of the sentence give them."""

    sentence: Sentence
    total: Mention
    parts: tuple[Mention, ...]
    times: tuple[int, ...]
    """How often each part counts: A、B各5件 counts 5 twice."""
    names: tuple[str, ...]
    completeness: Completeness
    words: str
    """The words of the list, with what leads to it."""
    agrees: bool = False
    """True where the parts add up to the total, in some way of reading the sentence."""
    certain: bool = True
    """False where no word says that these are the parts, or the total stands in a sentence that counts several things."""

    def parts_range(self) -> tuple[Decimal, Decimal]:
        """Return the least and the most that the parts may add up to."""
        return _range(self.parts, self.times)

    def slipped(self) -> bool:
        """Tell whether the parts would add up if one number were copied wrongly."""
        return len(self.parts) > 1 and slipped(self.total.value, [part.value for part in self.parts])

    def added(self) -> Decimal:
        """Return the parts added up as they are written."""
        return sum((part.value * times for part, times in zip(self.parts, self.times, strict=True)), Decimal(0))


@lru_cache(maxsize=1024)
def find_breakdowns(paragraph: str) -> tuple[Breakdown, ...]:
    """Return the totals with parts of a paragraph; a total and its list are told once."""
    found: dict[tuple[int, int], Breakdown] = {}
    sentences = read_sentences(paragraph)
    for at, sentence in enumerate(sentences):
        for candidate in find_candidates(sentence, sentences[max(0, at - 3) : at]):
            each = _breakdown(sentence, candidate)
            key = (each.total.start, each.parts[0].start)
            if key not in found or _says_more(each, found[key]):
                found[key] = each
    return tuple(found.values())


def _says_more(new: Breakdown, known: Breakdown) -> bool:
    """Tell whether a second reading of one list is the better one: a surer total, or a list that is said to be complete."""
    if new.certain != known.certain:
        return new.certain
    return known.completeness is Completeness.OPEN and new.completeness is Completeness.CLOSED


def _breakdown(sentence: Sentence, candidate: Candidate) -> Breakdown:
    if not (agrees := _agrees(sentence, candidate)):
        candidate = _slipped(sentence, candidate)
    parts = tuple(sentence.mentions[index] for index in candidate.parts)
    names = tuple(name_of(sentence, index) for index in candidate.parts)
    total = candidate.total
    words = sentence.line.text[min(candidate.start, total.start) : max(parts[-1].end, total.end)]
    return Breakdown(
        sentence,
        total,
        parts,
        tuple(times_of(sentence, index) for index in candidate.parts),
        names,
        _completeness(sentence, candidate, names, words),
        words,
        agrees,
        candidate.certain,
    )


def _completeness(sentence: Sentence, candidate: Candidate, names: Sequence[str], words: str) -> Completeness:
    last = sentence.after(candidate.parts[-1])
    if (
        sum(times_of(sentence, part) for part in candidate.parts) < 2
        or _PARTIAL.search(words)
        or _AND_SO_ON.match(last)
        or _UNCOUNTED_REST.match(last)
    ):
        return Completeness.PARTIAL
    return Completeness.CLOSED if candidate.closed or is_all(names) else Completeness.OPEN


def _runs(sentence: Sentence, candidate: Candidate) -> list[list[int]]:
    """Return the lists that may be meant beside the likeliest one."""
    loose = candidate.loose
    cuts = [loose[at:] for at in starts(sentence, loose)]
    runs = cuts if candidate.backwards else [loose[:at] for at in ends(sentence, loose)]
    return [*runs, list(candidate.other)] if candidate.other else runs


def _slipped(sentence: Sentence, candidate: Candidate) -> Candidate:
    """Return the list that misses the total by one slip, where the likeliest one does not."""
    for run in [candidate.parts, *_runs(sentence, candidate)]:
        values = [sentence.mentions[index].value * times_of(sentence, index) for index in run]
        likeliest = run is candidate.parts and slipped(candidate.total.value, values)
        if len(run) > 1 and (likeliest or is_slip(candidate.total.value, sum(values, Decimal(0)))):
            return candidate._replace(parts=run)
    return candidate


def _agrees(sentence: Sentence, candidate: Candidate) -> bool:
    """Tell whether some run of the parts adds up to some head, or to heads taken together."""
    heads = candidate.heads
    wanted = [(each.low, each.high) for each in heads]
    wanted += [_range(heads[at:], (1,) * len(heads[at:])) for at in range(len(heads) - 1)]
    for run in [candidate.parts, *_runs(sentence, candidate)]:
        low, high = _range([sentence.mentions[i] for i in run], [times_of(sentence, i) for i in run])
        if any(low <= top and bottom <= high for bottom, top in wanted):
            return True
    return False


def _range(parts: Sequence[Mention], times: Sequence[int]) -> tuple[Decimal, Decimal]:
    """Return the least and the most that mentions add up to; printed decimals may each be rounded."""
    low = high = Decimal(0)
    for part, count in zip(parts, times, strict=True):
        slack = Decimal(5) / 10 ** (part.decimals + 1) if part.decimals and part.low == part.high else Decimal(0)
        low, high = low + (part.low - slack) * count, high + (part.high + slack) * count
    return low, high
