"""People named with a role: 朱效民院长, 副市长张某, 王科长, 李局."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from assistant.items.item import Person
from assistant.items.lexicon import any_of, initials, lexicon, mask, opens_with

_HAN = re.compile(r"[一-鿿]")
_NOT_IN_NAMES = frozenset(
    "省市县区局委厅办处科室部院校会队所镇乡村街道长的了和与及在是有为各该名位个人员组司职任务员会公政"
)
_OPENS = frozenset("请由和与找跟让给是的及同向被据听叫问陪随代托经邀对有因替等派")
_OFFICE_ENDS = frozenset("学院局心司台厅部处科会校社办委区县市省镇乡所室队团行府")
_QUANTIFIERS = tuple("0123456789一二三四五六七八九十几多")
_COMMON_ROLES = frozenset({"代表", "委员", "老师", "专家", "发言人", "律师", "经理", "会长"})


class _Patterns(NamedTuple):
    """The patterns of roles, compiled once."""

    role: re.Pattern[str]
    short: re.Pattern[str]
    surnames: frozenset[str]
    doubles: frozenset[str]
    weak: frozenset[str]
    not_names: frozenset[str]
    ends: frozenset[str]
    bureau: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    short = "|".join(
        role + (f"(?![{after}])" if after else "")
        for role, after in sorted(words.short_roles.items(), key=lambda each: -len(each[0]))
    )
    return _Patterns(
        re.compile(
            rf"{opens_with('一二三四正高特客首常党' + initials(words.roles))}"
            rf"(?:[一二三四]级|正高级|高级|特聘|客座|首席|常务|党组)?{any_of(words.roles)}"
        ),
        re.compile(rf"(?P<name>[{words.surnames}])(?P<role>{short})"),
        frozenset(words.surnames),
        frozenset(words.double_surnames),
        frozenset(words.weak_surnames),
        frozenset(words.not_names),
        frozenset(words.name_ends),
        re.compile(rf"(?:{any_of([*words.departments, *words.units_inside])}|专家|学者)$"),
    )


def find_people(text: str) -> list[Person]:
    """Return the people a text names with their role, in order of appearance. Names without a role are left alone."""
    found: list[Person] = []
    for match in _patterns().role.finditer(text):
        person = _before(text, match) or _behind(text, match)
        if person and not (found and person.start < found[-1].end):
            found.append(person)
    free = mask(text, ((each.start, each.end) for each in found))
    found += _short(free)
    return sorted(found, key=lambda each: each.start)


def _before(text: str, role: re.Match[str]) -> Person | None:
    """Return the person whose name stands before the role: 清华大学王友奎教授, 张主任."""
    start = role.start()
    for length in (4, 3, 2, 1):
        name = text[max(0, start - length) : start]
        left = text[max(0, start - length - 4) : max(0, start - length)]
        if len(name) == length and _is_name(name) and _fits_left(name, left):
            return Person(name, role.group(), start - length, role.end())
    return None


def _is_name(name: str) -> bool:
    """Tell whether the characters can be a name: a surname and nothing, or one or two more characters."""
    known = _patterns()
    if (
        name in known.not_names
        or name in lexicon().roles
        or name[:2] in known.not_names
        or not all(_HAN.match(char) for char in name)
    ):
        return False
    surname = 2 if name[:2] in known.doubles and len(name) > 2 else 1 if name[0] in known.surnames else 0
    given = name[surname:]
    return surname > 0 and len(given) <= 2 and not _NOT_IN_NAMES & set(given) and (len(name) < 4 or surname == 2)


def _fits_left(name: str, left: str) -> bool:
    """Tell whether a name can begin here; surnames that are mostly words need a clear beginning and a full name."""
    clear = not left or not _HAN.match(left[-1]) or left[-1] in _OPENS
    if left[-1:] + name[:1] in lexicon().not_before_names:
        return False
    if name[0] in _patterns().weak:
        return len(name) > 1 and (clear or left[-1] in _OFFICE_ENDS)
    if len(name) == 3 and left.endswith(_QUANTIFIERS):
        return False
    return len(name) == 3 or clear or left[-1] in _OFFICE_ENDS or bool(_patterns().bureau.search(left))


def _behind(text: str, role: re.Match[str]) -> Person | None:
    """Return the person whose name follows the role: 副市长张某, 研究员郑晓势."""
    known, at = _patterns(), role.end()
    if role.group() in _COMMON_ROLES:
        return None
    for length in (4, 3, 2):
        name, right = text[at : at + length], text[at + length : at + length + 1]
        if len(name) < length or not _is_name(name) or known.ends & set(name[1:]):
            continue
        ends = not _HAN.match(right) or right in known.ends
        if ends and name[0] not in known.weak:
            return Person(name, role.group(), role.start(), at + length)
    return None


def _short(text: str) -> Iterator[Person]:
    """Yield 王科, 李局: a surname and a shortened role where a word begins."""
    for match in _patterns().short.finditer(text):
        left = text[max(0, match.start() - 1) : match.start()]
        clear = not left or not _HAN.match(left) or left in _OPENS or left in "着了去到，"
        if clear and match["name"] not in _patterns().weak:
            yield Person(match["name"], match["role"], *match.span())
