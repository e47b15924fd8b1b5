"""Totals with their parts: 共N条，其中A a条、B b条; A a件、B b件，共计N件; N件（自然人a件、企业b件); of several heads the nearest."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from functools import lru_cache

import msgspec

from assistant.check.reading.families import same_family
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence, read_sentences

_MARKER = re.compile(
    r"其中|分别|包括|包含|涵盖|分为|具体为|具体是|构成为|分布为|主要(?:有|为|是)|(?:按|从|以)[^，。；]{2,14}?(?:划分|分类|统计|来看|看|分)(?=，|：)|："
)
_CHANGE = re.compile(r"同比|环比|[较比][^，。；]{0,6}(?:年|期)|增[长加幅]|下降|上升|减少|降低|提高|占")
_STOP = re.compile(
    r"其中|均|全部|全都|所有|下一步|此外|另外|另有|同时|截至|全年|年内|年度|本年|今年|去年|上年|平均|累计|共计|合计|总计|(?<!公)共(?![同产享建治识性青])"
    r"|[率]|每|未|期间|涉及|覆盖|惠及|参[加训会]|分别"
)
_ASIDE = re.compile(r"（[^（）]*）|[，、]?(?:约|分别)?占[^，。；、]*?(?:%|％)|[，、]?(?:同比|环比|较|比)[^，。；、]*?(?:%|百分点|持平)")
_CLAUSE = re.compile(r"[，；、]")
_ACTS = re.compile(
    r"[，；](?:并|按|制作|发布|公开|开展|组织|召开|举办|办理|答复|采纳|回应|推送|收到|受理|通过|及时|主动|邀请|编发|更新|新增|处理|整改|完成|已|办结|现有|举行|发放|印制)"
)
_TOGETHER = re.compile(
    r"(?P<strong>共计|合计|总计|总共|小计|加总)(?:为|达|有|是)?(?P<verb>[^，。；、：\d]{0,8})$|(?<!公)(?<![一-鿿]共)(?:^|[，；、等）])(?P<weak>累计|共)(?P<what>[^，。；、：\d]{0,8})$"
)
_PARTIAL = re.compile(r"主要|重点|特别|尤其|仅|例如|比如|不限于")
_EXCLUDED = {PERCENT, POINTS, "倍", "番", "成"}
_LONGEST_GAP = 48


class Completeness(Enum):
    """Whether the parts of a total are said to be all of it: surely, as far as one can tell, or surely not."""

    CLOSED = 1
    OPEN = 2
    PARTIAL = 3


class Breakdown(msgspec.Struct, frozen=True):
    """A total and its parts, all of one unit, with what else the words may mean.

    `others` are sums that a charitable reader would also accept as the total: other heads, shorter lists of parts.
    """

    sentence: Sentence
    total: Mention
    parts: tuple[Mention, ...]
    times: tuple[int, ...]
    """How often each part counts: A、B各5件 counts 5 twice."""
    completeness: Completeness
    words: str
    """The words of the list, with what leads to it."""
    certain: bool = True
    """False where the total stands in another sentence that counts several things."""
    alternatives: tuple[tuple[int, Mention], ...] = ()
    """(number of parts, total) of other ways to read it."""

    def range_of(self, count: int) -> tuple[Decimal, Decimal]:
        """Return the least and the most that the first `count` parts add up to."""
        pairs = list(zip(self.parts, self.times, strict=True))[:count]
        slack = sum((Decimal(5) / 10 ** (part.decimals + 1) for part, _ in pairs if part.decimals), Decimal(0))
        low = sum((part.low * times for part, times in pairs), Decimal(0))
        return low - slack, sum((part.high * times for part, times in pairs), Decimal(0)) + slack


@lru_cache(maxsize=1024)
def find_breakdowns(paragraph: str) -> tuple[Breakdown, ...]:
    """Return the totals with parts of a paragraph; a head and its list are reported once."""
    found: dict[tuple[int, int], Breakdown] = {}
    previous: Sentence | None = None
    for sentence in read_sentences(paragraph):
        for each in (*_bracketed(sentence), *_marked(sentence, previous), *_added_up(sentence)):
            key = (each.total.start, each.parts[0].start)
            known = found.get(key)
            if known is None or (known.completeness is Completeness.OPEN and each.completeness is Completeness.CLOSED):
                found[key] = each
        previous = sentence
    return tuple(found.values())
