"""Numbers that miss adding up by one slip of the pen, found without a word that says which is the total.

Numbers of one unit that stand in one sentence and miss a sum by one slip do so for one of two reasons: they are a total and
its parts, or it is chance. Chance is estimated from how many sums a slip allows and how large the numbers are; where it
cannot be ruled out, the words must divide what was counted (上半年…下半年…, 得满分的…扣分的…) or gather it (全部, 两次…).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from assistant.check.reading.concepts import OUTCOMES
from assistant.check.reading.families import same_family
from assistant.check.reading.lists import CHANGED, gap_between
from assistant.check.reading.sentences import Sentence
from assistant.check.reading.slips import slipped
from assistant.check.reading.unmarked import NOT_COUNTED, is_mean

_CHANCE = Decimal("0.02")
"""How likely a sum may be missed by a slip by chance, where no words speak for a total with its parts."""
_LONGEST_GAP = 40
_MOST_PARTS = 12
_LONGEST_NAME, _SHORT = 8, 6
_SAYS_ALL = re.compile("(?:共计?|合计|总计|总数|总共|全部)(?:为|达|有)?$")
_GATHERS = re.compile(
    r"全部|所有|均|都|无一|合计?|总|一共|共|全年|全|仍[是为]|对得上|相符|吻合|齐全|累加|逐[一件条项个]|一并|[两二三四五六七八九十](?:次|批|项|类|者|种|级|家|轮|期|方面)|上述|以上|这"
)
_STRANGE = re.compile(
    r"结转|上年|去年|同比|环比|较(?![好差大高强])|(?<!占)比|去重|每|增加|减少|增至|另|目标|计划|其中|不重复|重复|累计|截至|扩大?到|至\d|人均"
)
_OPPOSED = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("上半", "下半"),
        ("前者", "后者"),
        ("第一", "第二"),
        ("线上", "线下"),
        ("市属|市级|市本级|局机关|机关|本级", "县|区|乡|镇|所属|基层|下属|派员|分局"),
        ("城", "乡|村"),
        ("东|南", "西|北"),
        ("北", "南"),
        ("山上|上游", "沿河|下游"),
        ("沿河|下游", "山上|上游"),
        ("新", "旧|老|原"),
        ("内", "外"),
        ("保留|平移|保持|转为|留用", "撤销|废止|合并|修改|转为|关停|保持"),
        ("采纳", "未采纳|不采纳|部分采纳"),
        ("完工|建成|已", "在建|未|正在|尚"),
        ("满意|优秀|合格|达标", "不满意|良好|不合格|未达标"),
        ("^(?:一|二|甲|A)", "^(?:二|三|乙|B)"),
        ("通过|合格|成功|采用", "退回|不合格|未通过|失败|驳回|弃用"),
        ("^在", "^到|^去"),
    )
)


class NearSum(NamedTuple):
    """A total and its parts, by index."""

    total: int
    parts: list[int]


def find_near_sums(sentence: Sentence) -> Iterator[NearSum]:
    """Yield the totals and parts of a sentence that miss each other by one slip; none where another reading adds up."""
    for alike in _alike(sentence):
        fitting = _exact(sentence, alike)
        best: NearSum | None = None
        for each in _windows(alike):
            if fitting.isdisjoint([each.total, *each.parts]) and _is_meant(sentence, each, len(alike)):
                best = each if best is None or len(each.parts) > len(best.parts) else best
        if best:
            yield best


def _alike(sentence: Sentence) -> Iterator[list[int]]:
    """Yield the mentions of one unit and one bracket that state no growth and no average."""
    groups: dict[tuple[str, int], list[int]] = {}
    for index, mention in enumerate(sentence.mentions):
        counts = mention.unit not in NOT_COUNTED and not mention.rough and mention.value > 0
        if counts and not CHANGED.search(sentence.before(index)) and not is_mean(sentence, mention):
            groups.setdefault((mention.unit, sentence.depths[index]), []).append(index)
    yield from (group for group in groups.values() if 3 <= len(group) <= 2 * _MOST_PARTS)


def _windows(alike: Sequence[int]) -> Iterator[NearSum]:
    """Yield every number as the total of the two or more before or behind it."""
    for at, total in enumerate(alike):
        for end in range(at + 3, min(len(alike), at + _MOST_PARTS) + 1):
            yield NearSum(total, list(alike[at + 1 : end]))
        for start in range(max(0, at - _MOST_PARTS), at - 1):
            yield NearSum(total, list(alike[start:at]))


def _exact(sentence: Sentence, alike: Sequence[int]) -> set[int]:
    """Return the mentions that take part in a sum that holds."""
    found: set[int] = set()
    for each in _windows(alike):
        if sum(_values(sentence, each.parts)) == sentence.mentions[each.total].value:
            found |= {each.total, *each.parts}
    return found


def _values(sentence: Sentence, indexes: Sequence[int]) -> list[Decimal]:
    return [sentence.mentions[index].value for index in indexes]


def _is_meant(sentence: Sentence, each: NearSum, alike: int) -> bool:
    total, values = sentence.mentions[each.total].value, _values(sentence, each.parts)
    if not slipped(total, values) or _STRANGE.search(_words(sentence, each)) or not _is_close(sentence, each):
        return False
    names = [_name(sentence, index) or _behind(sentence, index) for index in each.parts]
    head = _name(sentence, each.total)
    if _is_marked(sentence, each) and _chance(total, values) * alike < _CHANCE and max(values) < total:
        return True
    if _is_sibling(head, names):
        return False
    if each.parts[-1] < each.total:
        divided = _divides(names) and "；" not in _gaps(sentence, each)[-1]
        return _is_marked(sentence, each) and (divided or _gathers(sentence, each))
    return _divides(names) or (_is_marked(sentence, each) and bool(_SAYS_ALL.search(head) or _are_kinds(head, names)))


def _chance(total: Decimal, values: Sequence[Decimal]) -> Decimal:
    """Return how likely numbers as large as these miss a sum by one slip without being one.

    A slip moves a number by 1 or 10 either way, or to one of about as many others as it has digits.
    """
    digits = [len(str(int(value))) for value in (total, *values)]
    return Decimal(4 + sum(2 * (count - 1) for count in digits)) / max(total, sum(values))


def _is_close(sentence: Sentence, each: NearSum) -> bool:
    """Tell whether total and parts follow one another closely."""
    gaps = _gaps(sentence, each)
    return all(0 < len(gap) <= _LONGEST_GAP for gap in gaps)


def _is_marked(sentence: Sentence, each: NearSum) -> bool:
    """Tell whether a comma or the like stands between the total and the parts."""
    gaps = _gaps(sentence, each)
    return bool(re.search("[，：；]", gaps[0] if each.total < each.parts[0] else gaps[-1]))


def _gaps(sentence: Sentence, each: NearSum) -> list[str]:
    return [gap_between(sentence, left, right) for left, right in pairwise(sorted([each.total, *each.parts]))]


def _name(sentence: Sentence, index: int) -> str:
    """Return the words before a number in its clause, other numbers included."""
    floor = max(sentence.start, sentence.mentions[index].start - _LONGEST_GAP)
    return re.split("[，；、：（）。]", sentence.line.text[floor : sentence.mentions[index].start])[-1]


def _behind(sentence: Sentence, index: int) -> str:
    """Return the words behind a number: 3回在局机关，1回到现场."""
    words = re.split("[，；、：（）。]", sentence.after(index))[0]
    return words if len(words) > 1 else ""


def _are_kinds(head: str, names: Sequence[str]) -> bool:
    """Tell whether short names follow a longer one that says what is done: 厅属单位中开设网站的11家，院团3家，院校8家."""
    return len(names) > 2 and len(head) > _LONGEST_NAME and all(0 < len(name) <= _SHORT for name in names)


def _is_sibling(head: str, names: Sequence[str]) -> bool:
    """Tell whether the total is called like one more part: 予以公开19件，不予公开6件，其他处理3件."""
    if len(head) > _LONGEST_NAME:
        return False
    outcomes = OUTCOMES.search(head) and OUTCOMES.search(names[0])
    return bool(outcomes or same_family(head, names[0])) or (all(names) and _alike_built([head, *names]))


def _divides(names: Sequence[str]) -> bool:
    """Tell whether the names of the parts divide one thing: they are opposed, of one family, or built alike."""
    if not all(names):
        return False
    if any(one.search(names[0]) and other.search(names[1]) for one, other in _OPPOSED):
        return True
    if all(name.endswith("的") for name in names):
        return True
    return all(same_family(names[0], name) for name in names[1:]) or _alike_built(names)


def _alike_built(names: Sequence[str]) -> bool:
    """Tell whether names end or begin alike: 一类公厕、二类公厕; 北片三个村换了、南片两个村换了."""
    tail = min(len(name) for name in names)
    ends = next((at for at in range(tail, 0, -1) if len({name[-at:] for name in names}) == 1), 0)
    short = all(len(name) <= _LONGEST_NAME for name in names)
    return ends >= (1 if short else 2) and len({name[:-ends] for name in names}) == len(names)


def _gathers(sentence: Sentence, each: NearSum) -> bool:
    """Tell whether the words around a total behind its parts take them together: 两次反馈的11个问题, 54座无一遗漏."""
    last, total = sentence.mentions[each.parts[-1]], sentence.mentions[each.total]
    lead = re.split("[，；]", sentence.line.text[last.end : total.start])[-1]
    tail = re.split("[，；。]", sentence.line.text[total.end : sentence.end])[0]
    return bool(_GATHERS.search(lead) or _GATHERS.search(tail[:14]))


def _words(sentence: Sentence, each: NearSum) -> str:
    ordered = sorted([each.total, *each.parts])
    first, last = sentence.mentions[ordered[0]], sentence.mentions[ordered[-1]]
    return sentence.line.text[max(sentence.start, first.start - 3) : last.end]
