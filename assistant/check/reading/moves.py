"""Numbers that went from one to another by a stated step: 由41处增至53处，新增的12处; 年初备案86个，还剩61个，压减25个."""

import re
from collections.abc import Iterator

from assistant.check.reading.changes import Change
from assistant.check.reading.sentences import Sentence, read_sentences

_FROM = re.compile(r"(?:由|从|年初|原有|原来|原|此前|起初|本来)[^，；。（）]{0,10}$")
_TO = re.compile(r"(?:到|至|为|成|剩下?|余下|还有|现有|留下|保留|达)(?:了|的)?$")
_STEP = re.compile(
    r"[，；（、](?:[^，；。]{0,6})(?:(?P<up>新增|净增|增[加多设]?|多[了出]?|扩[充大增]?)|(?P<down>净减|减[少掉]?|压减|缩减|精简|撤[销并]|合并|少了?|关停|归并))"
    r"(?:了|的|掉)?$"
)


def find_moves(paragraph: str) -> Iterator[Change]:
    """Yield the moves of a paragraph that give both numbers and the step between them, all of one unit."""
    for sentence in read_sentences(paragraph):
        for index in range(len(sentence.mentions) - 2):
            if found := _move(sentence, index):
                yield found


def _move(sentence: Sentence, index: int) -> Change | None:
    base, current, step = sentence.mentions[index : index + 3]
    if not base.unit == current.unit == step.unit or "；" in sentence.before(index + 1):
        return None
    match = _STEP.match(sentence.before(index + 2))
    if not match or not _FROM.search(sentence.before(index)) or not _TO.search(sentence.before(index + 1)):
        return None
    return Change(sentence, step, 1 if match["up"] else -1, (current,), (base,))
