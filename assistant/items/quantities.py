"""Quantities as clerks write them: 22份政策解读, 培训2次63人次, 550余篇, 近三百人, 3.5万元, 4.34%."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from assistant.items.counted import shared_things, thing_of
from assistant.items.item import Quantity
from assistant.items.lexicon import any_of, fold, initials, lexicon, mask, opens_with
from assistant.items.numerals import parse_number

_NUMERALS = "0123456789〇零一二两三四五六七八九十百千万亿廿卅"
_NUMBER = (
    r"(?P<n>[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]{1,12}(?:\.[0-9]{1,6})?(?![0-9])"
    r"|(?<![〇零一二两三四五六七八九十百千万亿廿卅])[〇零一二两三四五六七八九十百千万亿廿卅]{1,20})"
)
_BEFORE = r"(?P<p>将近|接近|大约|大概|超过|不到|不足|至少|近|约|超|逾)?\s?"
_OPENING = rf"(?=[各将接大超不至近约逾\s{_NUMERALS}])"
"""What a quantity opens with: 各, a word of _BEFORE, a space, a number."""
_BEHIND = r"(?P<q>左右|上下|以上|之多|余|多(?!次|个|名|家|人|样|数|为|是|了))?"
_NOT_AFTER = r"(?<![0-9A-Za-z.#第几数〔每前头])(?<![0-9][:/\-—~～至到])(?<![A-Za-z]-)"
_ORDINAL_TWO = frozenset({"次", "期", "批", "轮", "类", "组", "科", "处", "所", "部", "道", "段", "章", "节", "集"})
_PERIOD = re.compile(
    r"(?:公示期?|期限|为期|共|历时|意见|届满|满|限|挂网?|每|后|提前|晚了?|早|超|少于|异议期|公告期?|为|连续)\s*$"
)
_MONEY = ("元", "美元")


class _Patterns(NamedTuple):
    """The patterns of quantities, compiled once."""

    counted: re.Pattern[str]
    percent: re.Pattern[str]
    phrases: re.Pattern[str]
    numeral: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    units = any_of([*words.count_units, *words.measure_units])
    each = "(?P<each>各(?:有|自|为|发|挂|出|做|办|编|上)?了?)?"
    scaled = rf"{_NUMBER}\s?(?P<s>[百千万亿]{{0,2}}?)(?P<r>[余多来]?)\s?(?P<s2>[万亿]?)"
    share = r"(?:(?P<n>[0-9]{1,9}(?:\.[0-9]{1,6})?)\s?%|百分之(?P<c>[零一二三四五六七八九十百点]{1,12}))"
    return _Patterns(
        re.compile(
            rf"{_OPENING}{each}{_BEFORE}{_NOT_AFTER}{scaled}(?!几|{any_of(words.not_units)})(?:(?<=[余多来十百])号(?=人))?(?P<u>{units}){_BEHIND}"
        ),
        re.compile(rf"{_BEFORE}(?<![0-9A-Za-z.]){share}(?P<q>左右|以上)?"),
        re.compile(
            rf"{opens_with('一' + initials(words.fixed_phrases))}(?:一([一-鿿])一\1|{any_of(words.fixed_phrases)})"
        ),
        re.compile(f"[{_NUMERALS}]"),
    )


def find_quantities(text: str) -> list[Quantity]:
    """Return the counted things of a text in order of appearance.

    The text may hold masked characters (see `lexicon.MASK`): what is masked, a date or a title, holds no quantity. Set
    phrases (三审三校, 一图读懂), ordinals (第2次), years, estimates without a value (十几份) and ranges (3至5人) are
    none. 图解和专家解读各1份 counts 1份 of each. Money keeps the unit it is written in: 89.5万元 is 89.5 of 万元.
    """
    patterns = _patterns()
    folded = fold(text)
    if not patterns.numeral.search(folded):
        return []
    folded = mask(folded, (match.span() for match in patterns.phrases.finditer(folded)))
    found: list[Quantity] = [*_percentages(folded, text)]
    for match in patterns.counted.finditer(folded):
        if quantity := _quantity(match, text):
            things = _things(match, folded, found)
            found += [msgspec.structs.replace(quantity, of=thing) for thing in things]
    return sorted(found, key=lambda each: each.start)


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    """Return a quantity without what it counts, or None where the words count nothing."""
    number, scale, unit = match["n"].replace("，", ","), match["s"] + match["s2"], match["u"]
    rough = bool(match["p"] or match["r"] or match["q"]) or "多" in unit
    if unit in _MONEY and not scale and number[-1] in "万亿" and len(number) > 1:
        number, scale = number[:-1], number[-1]
    money = scale + unit if unit in _MONEY else ""
    value = parse_number(number + ("" if money else scale) + ("余" if rough else ""))
    if value is None or not _counts(match, number, money or unit, value):
        return None
    start, end = match.start("p") if match["p"] else match.start("n"), match.end()
    return Quantity(value, (money or unit).replace("多", ""), None, rough, text[start:end], start, end)


def _counts(match: re.Match[str], number: str, unit: str, value: int | float) -> bool:
    """Tell whether a number and a unit count something: no year, no day of a month, no ordinal, no 一起 (together)."""
    if unit == "年":
        return value < 100 and number != "一" and not (19 <= value <= 39 and not match["p"] and len(number) == 2)
    if unit in ("日", "人天") and value <= 31:
        return bool(_PERIOD.search(match.string[max(0, match.start() - 4) : match.start()])) or match.string.startswith(
            ("内", "期", "无", "后", "前公"), match.end()
        )
    if number == "二" and unit in _ORDINAL_TWO:
        return False
    if unit == "期" and not number[0].isdigit():
        return match.string[max(0, match.start() - 1) : match.start()] in tuple("了发出共办刊")
    return number != "一" or _is_one(match, unit)


def _is_one(match: re.Match[str], unit: str) -> bool:
    """Tell whether 一 counts: 一起投诉 does, 一起去 does not; 每一, 同一, 某一 and the article 一个 do not."""
    if match.string[max(0, match.start() - 1) : match.start()] in tuple("每同某另唯统逐任第万"):
        return False
    behind = match.string[match.end() : match.end() + 2]
    if behind.startswith(unit):
        return False
    followers = lexicon().together.get(unit)
    return followers is None or behind.startswith(followers) if followers != () else False


def _percentages(folded: str, text: str) -> Iterator[Quantity]:
    if "%" not in folded and "百分之" not in folded:
        return
    for match in _patterns().percent.finditer(folded):
        value = _share(match)
        if value is not None:
            start, end = match.span()
            start += len(match.group()) - len(match.group().lstrip())
            thing = thing_of(folded, start, end, 0, measured=True)
            yield Quantity(value, "%", thing, bool(match["p"] or match["q"]), text[start:end], start, end)


def _share(match: re.Match[str]) -> int | float | None:
    """Return the number of 4.34% or 百分之五."""
    if match["n"]:
        return parse_number(match["n"])
    whole, _, fraction = match["c"].partition("点")
    if match["c"] == "百":
        return 100
    value = parse_number(whole)
    digits = "".join(str(parse_number(char)) for char in fraction)
    return value if not fraction or value is None else float(f"{value}.{digits}") if digits.isdigit() else None


def _things(match: re.Match[str], folded: str, found: list[Quantity]) -> list[str | None]:
    """Return what a quantity counts; several things where 各 gives each of them the same number."""
    start = match.start("p") if match["p"] else match.start("n")
    last = found[-1] if found and found[-1].end <= start else None
    floor = last.end if last else 0
    if match["each"] and len(things := shared_things(folded, match.start("each"), floor)) > 1:
        return list(things)
    measured = match["u"] in lexicon().measure_units
    thing = thing_of(
        folded, start, match.end(), floor, measured=measured, people=match["u"] in ("人", "次", "人次", "名", "位")
    )
    if thing is None and last and not folded[last.end : start].strip(" ，,、/（("):
        thing = last.of
    return [thing]
