"""The parts of a list: where it goes on, where it ends, what each part is called."""

import re
from decimal import Decimal

from assistant.check.reading.families import same_family
from assistant.check.reading.sentences import Sentence

LONGEST_GAP = 48
CHANGED = re.compile(
    r"(?:同比|环比|[较比](?:上|去|前|往|同)[^，；。、]{0,8}|增[加长]|减少|下降|上升|提高|降低)[^，；。、]{0,8}$"
)
_STOP = re.compile(
    r"其中|均|全部|全都|所有|下一步|此外|另外|同时|截至|全年|年内|平均|累计|共计|合计|总计|(?<!公)共(?![同产享建治识性青])|率|每|分别"
)
_ASIDE = re.compile(
    r"（[^（）]*）|[，、]?(?:约|分别)?占[^，。；、]*?%|[，、]?(?:同比|环比|较|比)[^，。；、]*?(?:%|百分点|持平)"
)
_CLAUSE = re.compile(r"[，；、]")
_ACTS = re.compile(
    r"[，；](?:并|按|制作|发布|公开|开展|组织|召开|举办|办理|答复|采纳|回应|推送|收到|受理|通过|及时|主动|邀请|编发|更新|新增|处理"
    r"|整改|完成|已|办结|现有|举行|发放|印制|参[加训会]|培训)"
)
_JOINED = re.compile(r"[、]|和|及|与")
_EACH = re.compile(r"(?P<names>[^，；。：（]*)各(?:有|为|是|占|办|发|计)?$")


def follow(
    sentence: Sentence, first: int, roof: int, total: Decimal | None = None, *, loose: bool = False
) -> list[int]:
    """Return the mentions that go on the list which begins with mention `first`, before place `roof`.

    They stand in the same bracket and have the same unit. `loose` reads on over words that usually end a list.
    """
    unit, depth = sentence.mentions[first].unit, sentence.depths[first]
    found = [first]
    for index in range(first + 1, len(sentence.mentions)):
        mention = sentence.mentions[index]
        if mention.start >= roof:
            break
        if mention.unit != unit or sentence.depths[index] != depth or CHANGED.search(sentence.before(index)):
            continue
        if not _goes_on(sentence, found, index, loose=loose) or (not loose and mention.value == total):
            break
        found.append(index)
    return found


def _goes_on(sentence: Sentence, found: list[int], index: int, *, loose: bool) -> bool:
    gap = gap_between(sentence, found[-1], index)
    if len(gap) > LONGEST_GAP or len(_CLAUSE.findall(gap)) > 3:
        return False
    return loose or not (_STOP.search(gap) or _turns(sentence, found, gap, index))


def _turns(sentence: Sentence, found: list[int], gap: str, index: int) -> bool:
    """Tell whether the list ends though its numbers go on: another kind of part, or a new clause behind a 、 list."""
    if len(found) >= 2:
        name = name_of(sentence, found[0])
        alike = same_family(name, name_of(sentence, found[1]))
        if alike and same_family(name, name_of(sentence, index)) is False:
            return True
    if len(found) < 2 or not _ACTS.search(gap):
        return False
    return "、" in gap_between(sentence, found[-2], found[-1])


def follow_back(sentence: Sentence, last: int) -> list[int]:
    """Return the mentions of the list that ends with mention `last`, in order."""
    unit, depth = sentence.mentions[last].unit, sentence.depths[last]
    found = [last]
    for index in range(last - 1, -1, -1):
        if sentence.mentions[index].unit != unit or sentence.depths[index] != depth:
            continue
        gap = gap_between(sentence, index, found[0])
        if len(gap) > LONGEST_GAP or _STOP.search(gap) or CHANGED.search(sentence.before(index)):
            break
        found.insert(0, index)
    return found


def gap_between(sentence: Sentence, left: int, right: int) -> str:
    """Return the words between two mentions without asides: brackets, 占…%, 同比…%."""
    text = sentence.line.text[sentence.mentions[left].end : sentence.mentions[right].start]
    return _ASIDE.sub("", text)


def name_of(sentence: Sentence, index: int) -> str:
    """Return what a part is called: the words before its number in the clause, else those behind it."""
    lead = re.split(r"[，；、：（）。]", sentence.line.shown[sentence.start : sentence.mentions[index].start])[-1]
    if index:
        lead = lead[-max(0, sentence.mentions[index].start - sentence.mentions[index - 1].end) :] if lead else ""
    behind = re.split(r"[，；、：（）。]", sentence.after(index))[0]
    return lead or behind


def times_of(sentence: Sentence, index: int) -> int:
    """Return how often a number counts: 2 for A和B各5件, else 1."""
    match = _EACH.search(sentence.before(index))
    return len(_JOINED.findall(match["names"])) + 1 if match else 1
