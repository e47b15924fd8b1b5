"""What a quantity counts: the noun behind it (22份政策解读) or before it (政策解读22条)."""

import re
from functools import cache
from typing import NamedTuple

from assistant.items.lexicon import MASK, any_of, lexicon

_WINDOW = 26
_LONGEST = 14
_RUN_AFTER = re.compile(r"[一-鿿A-Za-z0-9“”]{1,18}")
_RUN_BEFORE = re.compile(r"(?<![一-鿿A-Za-z0-9“”+])[一-鿿A-Za-z0-9“”+]+$")
_LIST_BEFORE = re.compile(r"(?<![一-鿿A-Za-z0-9“”、+])[一-鿿A-Za-z0-9“”、+]+$")
_AND = re.compile(r"和|与|及|以及|、|\+|跟")
_LEADS_ON = re.compile(r"^(?:和|与|及|以及|、)")
_STATES = re.compile(
    r"(?:新收|新增|办结|受理|接收|答复|采纳|转办|废止|制发|修订|整改|签收|办理|登记|注销|立案|结案|备案|主办|协办|承办|参训|参会|参加|出席"
    r"|回应|公开|关停|取消|承接|退回|补正|延期|失效|撤回|回复|阅读|点击|浏览|转发|公示|征求意见|修改)$"
)
_PRONOUN = re.compile(
    r"^(?:这|那|该|各|每|某)(?:个|些|份|件|几|家|类|项)?|^(?:一是|二是|三是|包括|其中)|^(?:个|条|份|件)(?=[一-鿿]{2})"
)
_SHORT = frozenset("信函会课村车店书图树楼井桥队表")
_SHORT_VERBS = frozenset("收发挂提写编做画印送报交接补清查改删修建设评审回答办讲出贴推登传拍录")
_CUTTING = frozenset("比的了过着已又共均各将把给由从被让请跟")
_NOT_LAST = (
    "定补讲亮提减写占缺漏判做挂填收回给少增加批播停查审评办报提列印写发推登传拍录得掏"
    "拿贴扣换领签装跑剩翻抽置设搞弄干过了降升涨占比"
)
_NOT_IN_NOUNS = frozenset("了过着把被就都也还没不怎么什那这哪我你他她咱要想很最")
_NUMBER_NEXT = re.compile(r"(?:共|各|约|近|达)?[0-9一二两三四五六七八九十]")


class _Words(NamedTuple):
    """The patterns nouns are cut out with, compiled once."""

    head: re.Pattern[str]
    nominal: re.Pattern[str]
    head_end: re.Pattern[str]
    end: re.Pattern[str]
    cut: re.Pattern[str]
    tail: re.Pattern[str]


@cache
def _words() -> _Words:
    words = lexicon()
    nominal = [word for word in words.heads if word not in words.verbs]
    cuts = [word for word in (*words.verbs, *words.fillers) if len(word) > 1 or word in _CUTTING]
    heads, skipped = any_of(words.heads), any_of([*words.protected, *words.heads])
    return _Words(
        re.compile(heads),
        re.compile(any_of(nominal)),
        re.compile(f"{heads}$"),
        re.compile(f"(?P<skip>{skipped})|{any_of(words.ends)}"),
        re.compile(f"(?P<skip>{skipped})|{any_of(cuts)}[了过]?"),
        re.compile(f"{any_of([*words.verbs, *words.fillers])}[了过]?$"),
    )


def thing_of(
    text: str, start: int, end: int, floor: int, *, measured: bool = False, people: bool = False
) -> str | None:
    """Return the noun a quantity at text[start:end] counts, or None where the words name none.

    `floor` is where the quantity before it ends. A measure (元, 天, %) is told of what stands before it;
    people and times are counted behind them only by a noun of this field (3次会议, not 3人出席).
    """
    behind = None if measured else _behind(text, end, strict=people)
    before = _before(text, start, floor)
    if behind and before and _words().head_end.search(before) and _followed_by_number(text, end, behind):
        return before
    if behind and (_words().head.search(behind) or not before or not _words().head_end.search(before)):
        return behind
    return before


def shared_things(text: str, end: int, floor: int) -> tuple[str | None, ...]:
    """Return the things that share one number: 图解和专家解读 before 各1份."""
    run = _LIST_BEFORE.search(text[max(floor, end - 2 * _WINDOW) : end])
    if not run:
        return ()
    parts = [part for part in _AND.split(run.group()) if part]
    return tuple(_noun(part) for part in parts)


def _followed_by_number(text: str, end: int, thing: str) -> bool:
    at = text.find(thing, end)
    return bool(_NUMBER_NEXT.match(text, at + len(thing)))


def _behind(text: str, end: int, *, strict: bool) -> str | None:
    """Return the noun behind a quantity: up to the first known noun and its compounds, or the whole phrase."""
    run = _RUN_AFTER.match(text, end + (text[end : end + 1] == "的"))
    if not run:
        return None
    phrase = _cut_at_end(run.group())
    head = _words().head.search(phrase)
    if head and head.start() <= 8:
        return phrase[: _compound(phrase, head.end())].strip("“”")
    digits = re.search(r"[0-9]", phrase)
    phrase = phrase[: digits.start()] if digits else phrase
    if (short := phrase.partition("的")[0]) in _SHORT:
        return short
    if strict or not 2 <= len(phrase) <= _LONGEST or _words().cut.match(phrase) or phrase[0] in "的了过着":
        return None
    return phrase.strip("“”") or None


def _compound(phrase: str, at: int) -> int:
    """Return where a compound of known nouns ends: 政策解读 + 文件."""
    while further := _words().nominal.match(phrase, at):
        at = further.end()
    return at


def _cut_at_end(phrase: str) -> str:
    for match in _words().end.finditer(phrase):
        if not match["skip"]:
            return phrase[: match.start()]
    return phrase


def _before(text: str, start: int, floor: int) -> str | None:
    """Return the noun before a quantity: what stands between the last verb and the number."""
    window = text[max(floor, start - _WINDOW) : start].rstrip(f" ：:　{MASK}")
    run = _RUN_BEFORE.search(window)
    return _noun(run.group()) if run else None


def _noun(run: str) -> str | None:
    """Return the noun a run of words ends with, without the verbs and adverbs around it."""
    states = ""
    while (tail := _words().tail.search(run)) and not _words().head_end.search(run):
        state = _STATES.search(run)
        states = state.group() if state and not states else states
        run = run[: tail.start()]
    noun = _PRONOUN.sub("", run[_last_cut(run) :].lstrip("了过着的")).strip("“”和与及、的")
    return _plausible(noun) or states or None


def _plausible(noun: str) -> str | None:
    """Return the noun up to its last known word, or the words as they are if they read like a noun."""
    heads = list(_words().head.finditer(noun))
    if heads and not noun[heads[-1].end() :].strip(_NOT_LAST):
        noun = noun[: heads[-1].end()]
        begin = _head_start(noun)
        if begin and noun[begin - 1] in _SHORT_VERBS:
            noun = noun[begin:]
    elif not _STATES.search(noun):
        noun = noun.rstrip(_NOT_LAST)
        if _NOT_IN_NOUNS & set(noun):
            return None
    return noun if 1 < len(noun) <= _LONGEST and re.search(r"[一-鿿A-Za-z]", noun) else None


def _head_start(noun: str) -> int:
    """Return where the chain of known words at the end of a noun begins."""
    begin = len(noun)
    for match in reversed(list(_words().head.finditer(noun))):
        if match.end() != begin:
            break
        begin = match.start()
    return begin


def _last_cut(run: str) -> int:
    """Return where the noun begins: behind the last verb, unless what follows only continues a list."""
    at = 0
    for match in _words().cut.finditer(run):
        rest = run[match.end() :]
        if not match["skip"] and rest and not _LEADS_ON.match(rest):
            at = match.end()
    return at
