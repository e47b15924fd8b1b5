"""The parts of a list: where it goes on, where it ends, what each part is called."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

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
    r"|整改|完成|已|办结|现有|举行|发放|印制|参[加训会]|培训|涉及|覆盖|惠及|收集|发现|接待)"
)
_MARKS = re.compile(r"[，；、：（）。]")
_LEADS_IN = re.compile(r"中[，：]|：|包括|包含|分为")
_COMMA = re.compile(r"[，；]")
_JOINED = re.compile(r"[、]|和|及|与")
_EACH = re.compile(r"(?P<names>[^，；。：（]*)各(?:有|为|是|占|办|发|计)?$")


def follow(
    sentence: Sentence, first: int, roof: int, total: Decimal | None = None, *, loose: bool = False
) -> list[int]:
    """Return the mentions that go on the list which begins with mention `first`, before place `roof`.

    They stand in the same bracket and have the same unit. `loose` reads on over words that usually end a list.
    """
    found, skip_to = [first], 0
    for index in _alike(sentence, first, roof):
        mention = sentence.mentions[index]
        if mention.start < skip_to:
            continue
        aside = sentence.line.text[sentence.mentions[found[-1]].end : mention.start]
        if "其中" in aside and "；" not in aside and (resume := sentence.line.text.find("；", mention.start, roof)) > 0:
            skip_to = resume
        elif skip_to or (
            _goes_on(sentence, found, index, loose=loose) and not _told_again(sentence, index, total, loose=loose)
        ):
            found, skip_to = [*found, index], 0
        else:
            break
    return found


def _told_again(sentence: Sentence, index: int, total: Decimal | None, *, loose: bool) -> bool:
    """Tell whether a number is the total told again, 5件均已办结, and not a part that happens to be as large."""
    if loose or sentence.mentions[index].value != total:
        return False
    return not name_before(sentence, index) or bool(_ACTS.search(sentence.before(index)))


def _alike(sentence: Sentence, first: int, roof: int) -> Iterator[int]:
    """Yield the mentions behind the first that have its unit and bracket and state no growth."""
    unit, depth = sentence.mentions[first].unit, sentence.depths[first]
    for index in range(first + 1, len(sentence.mentions)):
        if sentence.mentions[index].start >= roof:
            return
        alike = sentence.mentions[index].unit == unit and sentence.depths[index] == depth
        if alike and not CHANGED.search(sentence.before(index)):
            yield index


def _goes_on(sentence: Sentence, found: list[int], index: int, *, loose: bool) -> bool:
    gap = gap_between(sentence, found[-1], index)
    if len(gap) > LONGEST_GAP or len(_CLAUSE.findall(gap)) > 3:
        return False
    return loose or not (_STOP.search(gap) or _turns(sentence, found, gap, index))


def _turns(sentence: Sentence, found: list[int], gap: str, index: int) -> bool:
    """Tell whether the list ends at a comma though numbers go on: another kind of part, or a new clause behind a 、 list."""
    if not _COMMA.search(gap):
        return False
    if len(found) >= 2 and "；" in gap and "；" not in gap_between(sentence, found[0], found[1]):
        return True
    if len(found) >= 2:
        name = name_of(sentence, found[0])
        if same_family(name, name_of(sentence, found[1])) and same_family(name, name_of(sentence, index)) is False:
            return True
    return len(found) >= 2 and bool(_ACTS.search(gap)) and "、" in gap_between(sentence, found[-2], found[-1])


def ends(sentence: Sentence, found: Sequence[int]) -> list[int]:
    """Return how many of the mentions may be the whole list: all, or up to a comma behind which something else begins."""
    counts = []
    for count in range(2, len(found)):
        gap = gap_between(sentence, found[count - 1], found[count])
        listed = "、" in gap_between(sentence, found[count - 2], found[count - 1])
        turned = same_family(name_of(sentence, found[0]), name_of(sentence, found[count])) is False
        if _COMMA.search(gap) and (listed or turned or _ACTS.search(gap) or _STOP.search(gap)):
            counts.append(count)
    return [*counts, len(found)]


def starts(sentence: Sentence, found: Sequence[int]) -> list[int]:
    """Return where the list may begin: at its first mention, or behind a comma from where on all is joined by 、."""
    gaps = [gap_between(sentence, left, right) for left, right in pairwise(found)]
    return [0] + [at for at in range(1, len(found) - 1) if _COMMA.search(gaps[at - 1]) and "、" in gaps[at]]


def follow_back(sentence: Sentence, last: int) -> list[int]:
    """Return the mentions of the list that ends with mention `last`, in order."""
    unit, depth = sentence.mentions[last].unit, sentence.depths[last]
    found = [last]
    for index in range(last - 1, -1, -1):
        if sentence.mentions[index].unit != unit or sentence.depths[index] != depth:
            continue
        gap = gap_between(sentence, index, found[0])
        if (
            len(gap) > LONGEST_GAP
            or _STOP.search(gap)
            or _LEADS_IN.search(gap)
            or CHANGED.search(sentence.before(index))
        ):
            break
        found.insert(0, index)
    return found


def gap_between(sentence: Sentence, left: int, right: int) -> str:
    """Return the words between two mentions without asides: brackets, 占…%, 同比…%."""
    text = sentence.line.text[sentence.mentions[left].end : sentence.mentions[right].start]
    return _ASIDE.sub("", text)


def name_of(sentence: Sentence, index: int) -> str:
    """Return what a part is called: the words before its number in the clause, else those behind it."""
    return name_before(sentence, index) or _MARKS.split(sentence.after(index))[0]


def name_before(sentence: Sentence, index: int) -> str:
    """Return the words before a number in its clause."""
    floor = sentence.mentions[index - 1].end if index else sentence.start
    lead = _MARKS.split(sentence.line.shown[floor : sentence.mentions[index].start])[-1]
    return lead.removeprefix("其中")


def times_of(sentence: Sentence, index: int) -> int:
    """Return how often a number counts: 2 for A和B各5件, else 1."""
    match = _EACH.search(sentence.before(index))
    return len(_JOINED.findall(match["names"])) + 1 if match else 1
