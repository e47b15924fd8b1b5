"""Chat stamps: who wrote when, on a line of its own or before the message."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import NamedTuple

from assistant.items.dates import Reference, find_dates
from assistant.items.lexicon import any_of, lexicon
from assistant.items.ranges import iso_date

_TIME = (
    r"(?:上午|下午|晚上|凌晨|中午|早上)?\s?(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?:\s?[APap][Mm])?"
)
_DAY = (
    r"(?:昨天|今天|前天|(?:星期|周)[一二三四五六日天]"
    r"|20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}日?)"
)
_WHEN = rf"(?:{_DAY}\s*(?:(?:星期|周)[一二三四五六日天])?\s*{_TIME}|{_TIME})"
_NAME = r"(?P<name>[^\s:：\[\]【】《》，,。;；|()（）]{1,16}(?: [^\s:：\[\]【】《》，,。;；|()（）\d]{1,8})?)(?:\s?[(（<][\w@.*\-]{2,30}[)）>])?"
_ALONE = (
    re.compile(rf"\[?{_NAME}\]?(?:\s+[\[(（]?|[\[(（]){_WHEN}[\])）]?\s*[:：]?"),
    re.compile(rf"[\[(（]?{_WHEN}[\])）]?\s*\[?{_NAME}\]?\s*[:：]?"),
    re.compile(rf"[\-—–=\s]*[\[(（]?(?:{_WHEN}|{_DAY}(?:\s*(?:星期|周)[一二三四五六日天])?)[\])）]?[\-—–=\s]*"),
    re.compile(r"\[(?P<name>[^\[\]\s]{2,8})\]\s*[:：]?"),
    re.compile(r"(?P<name>[^\s:：\[\]【】《》，,。;；|()（）]{2,6})(?:[(（][\w\-]{2,10}[)）])?\s*[:：]"),
)
_BEFORE = (
    re.compile(rf"\[?{_NAME}\]?(?:\s+[\[(（]?|[\[(（]){_WHEN}[\])）]?\s*[:：]?\s+(?=\S)"),
    re.compile(rf"[\[(（]?{_WHEN}[\])）]?\s*\[?{_NAME}\]?\s*[:：]\s*(?=\S)"),
    re.compile(rf"[\[(（]{_WHEN}[\])）]\s*()(?=\S)"),
)
_CLOCK = re.compile(r"[0-9][:：][0-5]")
"""Stands in every _TIME."""
_PLAIN_DAY = re.compile(
    r"(?:[^年月天昨今后上本这下\d]*\s)?(20[0-9]{2})([.\-/])(1[0-2]|0?[1-9])\2([12][0-9]|3[01]|0?[1-9])(?:\s|$)"
)
"""The day as most programs stamp it, with nothing before it that could be a date: 小周 2023-08-21 9:30."""
_SAID = re.compile(r"\[?(?P<name>[^\s:：\[\]【】《》，,。;；|]{2,8})\]?\s?[:：]\s*(?=\S)")
_MEMBER = re.compile(r"[一-鿿A-Za-z]{1,8}(?:[\s\-—_·][一-鿿A-Za-z]{1,6})?")
"""A name below a line that holds only a time: a person, an office, or both."""
_NICKNAME = re.compile(r"[小老][一-鿿]{1,2}|[A-Za-z][\w.\-]{1,15}|[一-鿿]{1,6}[-—·_][一-鿿\w]{1,8}")
_SAYS = re.compile(r"[了已]|开会|开始|截止|公示|培训|会议|时间|上传|发布|印发")


class Stamp(NamedTuple):
    """A stamp at the beginning of a line: how many characters it takes and the day it names, if it names one."""

    length: int
    day: date | None


@cache
def _person() -> re.Pattern[str]:
    words = lexicon()
    strong = "".join(char for char in words.surnames if char not in words.weak_surnames)
    role = any_of([*words.roles, *words.short_roles, "姐", "哥"])
    return re.compile(rf"[{strong}](?:{role}|[一-鿿]{{1,2}})|{any_of(words.double_surnames)}[一-鿿]{{1,2}}")


@cache
def _no_person() -> re.Pattern[str]:
    words = lexicon()
    more = (
        "周报",
        "周会",
        "周边",
        "费用",
        "金额",
        "毛病",
        "许可",
        "宣传",
        "申请",
        "路径",
        "贺信",
        "严查",
        "成果",
        "于是",
        "钱数",
        "时间",
        "万元",
        "华东",
        "金融",
    )
    return re.compile(any_of([*words.heads, *words.verbs, *words.not_names, *words.document_ends, *more]))


def is_person(name: str) -> bool:
    """Tell whether words look like the name somebody writes under: 张三, 小周, 王科, office-Li."""
    return bool(_NICKNAME.fullmatch(name) or (_person().fullmatch(name) and not _no_person().search(name)))


def speakers(lines: Iterable[str]) -> frozenset[str]:
    """Return the names a paste's lines are stamped with; a name before a colon counts where two lines have one."""
    stamped: set[str] = set()
    saying: Counter[str] = Counter()
    timed = False
    for line in lines:
        bare = line.strip()
        if timed and _MEMBER.fullmatch(bare) and not _SAYS.search(bare):
            stamped.add(bare)
        clock = _CLOCK.search(bare)
        timed = bool(clock and _ALONE[2].fullmatch(bare))
        if clock and len(bare) <= 60 and (name := _alone_name(bare)):
            stamped.add(name)
        elif (match := _SAID.match(bare)) and is_person(match["name"]):
            saying[match["name"]] += 1
    return frozenset(stamped | (set(saying) if saying.total() > 1 else set()))


def _alone_name(bare: str) -> str | None:
    """Return the name beside a time, where a line holds nothing else."""
    for pattern in _ALONE[:2]:
        if (match := pattern.fullmatch(bare)) and _may_be_name(match["name"]):
            return match["name"]
    return None


def _may_be_name(name: str) -> bool:
    """Tell whether words beside a time can be a name: short, no number first, and saying nothing."""
    return is_person(name) or (
        len(name) <= 12 and not name[0].isdigit() and not _SAYS.search(name) and "日" not in name
    )


def find_stamp(line: str, known: frozenset[str], reference: Reference) -> Stamp | None:
    """Return the stamp a line begins with, or None. A stamp as long as the line is the whole line."""
    bare = line.strip()
    lead = len(line) - len(line.lstrip())
    clock = bool(_CLOCK.search(bare))
    if len(bare) <= 60 and _is_alone(bare, known, clock):
        return Stamp(len(line), _day(bare, reference))
    for pattern in _BEFORE if clock else ():
        if (match := pattern.match(bare)) and _named(match, known):
            return Stamp(lead + match.end(), _day(match.group(), reference))
    if (
        (match := _SAID.match(bare))
        and (match["name"] in known or _NICKNAME.fullmatch(match["name"]))
        and not match["name"].isascii()
    ):
        return Stamp(lead + match.end(), None)
    return None


def _is_alone(bare: str, known: frozenset[str], clock: bool) -> bool:
    if bare in known:
        return True
    for index, pattern in enumerate(_ALONE):
        if index < 2 and not clock:
            continue
        if match := pattern.fullmatch(bare):
            name = match.groupdict().get("name")
            if name is None or name in known or (_may_be_name(name) if index < 2 else is_person(name)):
                return True
    return False


def _named(match: re.Match[str], known: frozenset[str]) -> bool:
    name = match.groupdict().get("name")
    return name is None or name in known or is_person(name)


def _day(words: str, reference: Reference) -> date | None:
    """Return the full day a stamp names, so that 昨天 in the message is told from it."""
    plain = _PLAIN_DAY.match(words)
    if plain and (iso := iso_date(int(plain[1]), int(plain[3]), int(plain[4]))):
        return date.fromisoformat(iso)
    isos = [each.iso for each in find_dates(words, reference) if len(each.iso) == 10]
    return date.fromisoformat(isos[0]) if isos else None
