"""Slots: every place of a past passage where a fact of the past stands."""

import re
from collections.abc import Callable, Collection, Iterator
from enum import Enum, auto
from functools import cache, lru_cache

import msgspec

from assistant.items import find_facts
from assistant.retrieve.lexicon import any_of, slot_words
from assistant.retrieve.names import full_names, names_of, self_words, short_name
from assistant.retrieve.patterns import (
    ARABIC,
    BODY,
    CHINESE,
    CODE,
    DATE,
    GENERIC_END,
    GENERIC_REGION,
    LONE_ONE,
    NOT_GIVEN,
    NOT_REGION,
    ONLY_YEAR,
    ORGANISATION,
    PERSON_ALONE,
    PERSON_BEFORE_ROLE,
    PERSON_BEHIND_ROLE,
    QUOTE,
    REGION,
    REGION_OPENING,
    TITLE,
    YEAR_END,
)


class Kind(Enum):
    """What a slot holds."""

    WORDING = auto()
    TITLE = auto()
    AGENCY = auto()
    SELF = auto()
    PLACE = auto()
    ORGANISATION = auto()
    PERSON = auto()
    NAME = auto()
    CODE = auto()
    YEAR_END = auto()
    YEAR = auto()
    DATE = auto()
    QUANTITY = auto()


class Slot(msgspec.Struct, frozen=True):
    """A fact of a passage at text[start:end]. `unit` is what a quantity is counted in, `text` the words themselves."""

    kind: Kind
    start: int
    end: int
    text: str
    unit: str = ""


Finder = Callable[[str], Iterator[tuple[Kind, int, int, str]]]

_ANY_YEAR = 2000
"""The dates of a passage are found here by their words; which year they are read in does not matter."""


def find_slots(text: str, agency: str = "", places: Collection[str] = ()) -> list[Slot]:
    """Return the slots of a passage in order; they never overlap, and no digit stands outside of them."""
    finders: list[Finder] = [
        _of(TITLE, Kind.TITLE),
        lambda each: _mentions(each, full_names(agency), Kind.AGENCY),
        _quoted_names,
        _of(_phrases(), Kind.WORDING),
        _of(CODE, Kind.CODE),
        _of(YEAR_END, Kind.YEAR_END),
        _of(DATE, Kind.DATE),
        _of(ONLY_YEAR, Kind.YEAR),
        _people,
        _organisations,
        lambda each: _mentions(each, tuple(filter(None, [short_name(agency)])), Kind.SELF),
        lambda each: _mentions(each, names_of(agency), Kind.PLACE),
        lambda each: _mentions(each, _full_places(frozenset(places)), Kind.PLACE),
        _regions,
        lambda each: ((Kind.SELF, start, end, "") for start, end in self_words(each)),
        _arabic_counts,
        _chinese_counts,
    ]
    taken: list[Slot] = []
    free = text
    for finder in finders:
        for kind, start, end, unit in list(finder(free)):
            if "\0" not in free[start:end]:
                taken.append(Slot(kind, start, end, text[start:end], unit))
                free = free[:start] + "\0" * (end - start) + free[end:]
    return sorted((slot for slot in taken if slot.kind is not Kind.WORDING), key=lambda slot: slot.start)


def _of(pattern: re.Pattern[str], kind: Kind) -> Finder:
    return lambda text: ((kind, match.start(), match.end(), "") for match in pattern.finditer(text))


def _arabic_counts(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in ARABIC.finditer(text):
        yield Kind.QUANTITY, match.start(), match.end(), match["unit"] or ""


def _chinese_counts(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in CHINESE.finditer(text):
        if match["n"] != "一" or LONE_ONE.fullmatch(match["unit"]):
            yield Kind.QUANTITY, match.start(), match.end(), match["unit"]


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(any_of(slot_words().phrases))


def _mentions(text: str, names: tuple[str, ...], kind: Kind) -> Iterator[tuple[Kind, int, int, str]]:
    if names:
        yield from ((kind, match.start(), match.end(), "") for match in re.finditer(any_of(names), text))


@lru_cache(maxsize=16)
def _full_places(places: frozenset[str]) -> tuple[str, ...]:
    """Return the places that are safe to look for anywhere: those with their kind, 嘉湖市 but not 嘉湖."""
    return tuple(place for place in places if len(place) > 2 and re.search(r"[省市县区州旗镇乡道盟]$", place))


def _quoted_names(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    """Yield the names in quotes: 公众号“云川水务”, not 一图读懂."""
    for match in QUOTE.finditer(text):
        if match.group(1) in slot_words().quoted or _phrases().fullmatch(match.group(1)):
            yield Kind.WORDING, match.start(), match.end(), ""
        elif match.group(1):
            yield Kind.NAME, match.start(1), match.end(1), ""


def _people(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    """Yield names with a role: those the items room finds, and those before or behind a role by their surname."""
    for person in find_facts(text, _ANY_YEAR).people:
        at = text.find(person.name, person.start, person.end)
        if at >= 0 and not NOT_GIVEN.search(person.name[1:]) and person.name not in slot_words().counted:
            yield Kind.PERSON, at, at + len(person.name), ""
    for match in PERSON_BEFORE_ROLE.finditer(text):
        if not NOT_GIVEN.search(match.group()[1:]):
            yield Kind.PERSON, match.start(), match.end(), ""
    for match in PERSON_ALONE.finditer(text):
        yield Kind.PERSON, *match.span("name" if match["name"] else "given"), ""
    for match in PERSON_BEHIND_ROLE.finditer(text):
        if not NOT_GIVEN.search(match["name"][1:]):
            yield Kind.PERSON, match.start("name"), match.end("name"), ""


def _organisations(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    generic = re.compile(rf"(?:[省市县区镇乡州级]|{any_of(slot_words().generic)})*")
    for match in ORGANISATION.finditer(text):
        stem = BODY.sub("", match.group())
        if not generic.fullmatch(stem) and not GENERIC_END.search(stem):
            yield Kind.ORGANISATION, match.start(), match.end(), ""


def _regions(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in (*REGION.finditer(text), *REGION_OPENING.finditer(text)):
        if not GENERIC_REGION.search(match["name"]) and not NOT_REGION.search(match["name"]):
            yield Kind.PLACE, match.start(), match.end(), ""
    for match in re.finditer(rf"(?:{any_of(slot_words().cities)})(?:[省市])?", text):
        yield Kind.PLACE, match.start(), match.end(), ""
