"""The words around a number of the text, and what a paragraph has talked about so far."""

import re
from typing import NamedTuple

import msgspec

from assistant.check.reading.cells import Target
from assistant.check.reading.concepts import Measure
from assistant.check.reading.context import Context
from assistant.check.reading.normal import HIDDEN
from assistant.check.reading.sentences import Sentence

CUT = re.compile(r"[，；：。]")
_RIGHT_CUT = re.compile(r"[，；：。、（）]")
_ASIDE = re.compile(r"（[^（）]*）")
_LIST = re.compile(r"[、，和及与；]*")
_JOINT = re.compile(r"(?:分别|依次)(?:为|是|有|达|计|占|收到|办理|提出)?")
CONTINUES = re.compile(
    r"(?:达到?|为|至|到|变为|变成|调整为|增为|减为|增至|减至|降至|升至|[升涨增降减跌回][升涨落]?到|增加到|减少到|下降到|上升到|增长到|共计?|总数(?:为|达))$"
)


class Words(msgspec.Struct, frozen=True):
    """The words around a mention: left and right of it in its clause, and all since the mention before."""

    left: str
    right: str
    since: str
    quoted: str = ""
    """The clause with the words in quotation marks, where it has some: 按“重复申请”不予处理."""


class Bound(NamedTuple):
    """The cells a number names. Of a `part` the row is an upper bound; `last` are those of last year's report.

    Where the words are not `sure` the number is taken as meant otherwise if it equals any other cell of the table.
    """

    targets: tuple[Target, ...]
    firm: bool
    part: bool = False
    sure: bool = True
    last: bool = False


class State(msgspec.Struct):
    """What a paragraph has talked about so far."""

    context: Context
    measure: Measure | None = None
    groups: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    column: str = ""
    sentence: str = ""
    told: str = ""
    """The sentence that `measure` was told in."""
    carries: bool = False
    """Whether the sentence counts what was carried in on its own, so that 收到 counts what is new."""


def words_of(sentence: Sentence, index: int) -> Words:
    """Return the words around a mention, asides in brackets left out."""
    since = sentence.before(index)
    left = re.sub("^.*）", "", _ASIDE.sub("", since)).rpartition("（")[2]
    left = CUT.split(left)[-1]
    if _LIST.fullmatch(left[-1:]):
        left = ""
    left = left.lstrip("、和及与")
    right = _RIGHT_CUT.split(_ASIDE.sub("", sentence.after(index)))[0]
    quoted = ""
    if HIDDEN in left:
        stop = sentence.mentions[index].start
        quoted = CUT.split(sentence.line.shown[stop - len(since) : stop])[-1]
    return Words(left, right, since, quoted)


def joint_words(sentence: Sentence) -> dict[int, Words]:
    """Return the words of mentions listed after 分别: 予以公开、部分公开分别为19件、4件. Lists that do not match name nothing."""
    found: dict[int, Words] = {}
    for match in _JOINT.finditer(sentence.text):
        place = sentence.start + match.end()
        first = next((i for i, each in enumerate(sentence.mentions) if each.start >= place), None)
        if first is None or sentence.mentions[first].start != place:
            continue
        last = first
        while last + 1 < len(sentence.mentions) and _LIST.fullmatch(sentence.before(last + 1)):
            last += 1
        names = _names(sentence, sentence.start + match.start(), last - first + 1)
        for offset in range(last - first + 1):
            name = names[offset] if names else ""
            found[first + offset] = Words(name, "", sentence.before(first) if not offset else name)
    return found


def _names(sentence: Sentence, end: int, count: int) -> list[str]:
    clause = CUT.split(_ASIDE.sub("", sentence.line.text[sentence.start : end]))[-1]
    names = [name for name in re.split("[、和及与]|以及", clause) if name]
    return names if len(names) == count else []


def quote_of(sentence: Sentence, index: int, marks: str) -> str:
    """Return the words of the clause up to the mention, as they are printed."""
    mention = sentence.mentions[index]
    text = sentence.line.text
    floor = max(sentence.start, *(text.rfind(mark, sentence.start, mention.start) + 1 for mark in marks))
    roof = _RIGHT_CUT.search(text, mention.end)
    end = roof.start() if roof else sentence.end
    return sentence.line.quote(floor, max(mention.end, min(end, mention.end + 24)))
