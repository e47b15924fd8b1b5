"""Names of agencies and places: the forms under which a text may mention the body that wrote it."""

import re
from collections.abc import Iterable
from functools import lru_cache

_PARENT = re.compile(
    r"^(?:国家税务总局|国家统计局|国家金融监督管理总局|国家矿山安全监察局|国家外汇管理局|中国人民银行|中国银保监会|中国银行保险监督管理委员会"
    r"|中国证券监督管理委员会|中华人民共和国)"
)
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{1,5}?)(省|自治区|自治州|自治县|地区|新区|开发区|风景区|市|县|区|州|盟|旗|镇|乡|街道|海关|海事|监管|调查|口岸)"
)
_LANDSCAPE = re.compile(r"([\u4e00-\u9fff]{2,4}?)(湖|河|林场)")
_OFFICE = ("海关", "海事", "监管", "调查", "口岸")
"""Words that end the place in an agency's name without being part of it."""

_PRONOUNS = (
    ("人民政府办公厅", "我厅"),
    ("人民政府办公室", "我办"),
    ("街道办事处", "我街道"),
    ("镇人民政府", "我镇"),
    ("乡人民政府", "我乡"),
    ("县人民政府", "我县"),
    ("区人民政府", "我区"),
    ("市人民政府", "我市"),
    ("省人民政府", "我省"),
    ("管理委员会", "管委会"),
    ("委员会", "我委"),
    ("局", "我局"),
    ("厅", "我厅"),
    ("委", "我委"),
    ("中心", "我中心"),
)
_SELF = re.compile(
    r"(?<![\u4e00-\u9fff]本)[我本](?:分局|支队|总队|大队|中心|街道|管委会|机关|单位|局|厅|委|办|镇|乡|队|馆|处|所)(?!次|地|着|法|年)"
)


def self_words(text: str) -> list[tuple[int, int]]:
    """Return where a text speaks of its own agency: 我局, 本街道, 我厅."""
    return [match.span() for match in _SELF.finditer(text)]


def pronoun(agency: str) -> str:
    """Return how an agency speaks of itself; 本机关 where its name is unknown.

    >>> pronoun("济南市大数据局"), pronoun("柳泉镇人民政府"), pronoun("")
    ('我局', '我镇', '本机关')
    """
    return next((word for ending, word in _PRONOUNS if agency.endswith(ending)), "本机关")


def full_names(agency: str) -> tuple[str, ...]:
    """Return an agency's name as written and without the body it belongs to (国家税务总局云川市税务局: 云川市税务局)."""
    return tuple(dict.fromkeys(name for name in (agency, _PARENT.sub("", agency)) if name))


def short_name(agency: str) -> str:
    """Return an agency's name without its places but their last kind: 市水务局; nothing where that names none.

    >>> short_name("云川市水务局"), short_name("云川市人民政府"), short_name("平涂海关")
    ('市水务局', '', '')
    """
    rest, kind = full_names(agency)[-1] if agency else "", ""
    for stem, kind in places_of(agency):
        rest = rest.removeprefix(stem + kind)
    return kind + rest if kind and len(rest) > 2 and not rest.startswith("人民政府") else ""


@lru_cache(maxsize=4096)
def places_of(agency: str) -> tuple[tuple[str, str], ...]:
    """Return the places in an agency's name as (stem, kind), outermost first.

    >>> places_of("云川市水务局"), places_of("国家金融监督管理总局榆关监管分局")
    ((('云川', '市'),), (('榆关', ''),))
    """
    rest = _PARENT.sub("", agency)
    found: list[tuple[str, str]] = []
    while match := _PLACE.match(rest) or (None if found else _LANDSCAPE.match(rest)):
        stem, kind = match.groups()
        found.append((stem, "" if kind in _OFFICE else kind))
        rest = rest[match.end() :]
    return tuple(found)


def names_of(agency: str) -> tuple[str, ...]:
    """Return what of an agency's name identifies it, longest first: the name and its places, with and without kind.

    >>> names_of("云川市水务局")
    ('云川市水务局', '云川市', '云川')
    """
    found = set(full_names(agency))
    for stem, kind in places_of(agency):
        found |= {stem + kind} | ({stem} if len(stem) > 1 else set())
    return tuple(sorted((name for name in found if len(name) > 1), key=len, reverse=True))


def place_names(agencies: Iterable[str]) -> frozenset[str]:
    """Return every place, with and without its kind, that occurs in the names of agencies."""
    return frozenset(name for agency in set(agencies) for name in names_of(agency)[1:] if name != agency)


_LEVELS = {
    "省": re.compile(r"(?:省|自治区)[^省市县区州盟旗镇乡道]*$"),
    "市": re.compile(r"(?:市|州|盟|地区)[^市县区旗镇乡道]*$"),
    "县": re.compile(r"(?:县|(?<!自治)(?<!地)区|旗)[^县旗镇乡道]*$"),
    "乡": re.compile(r"(?:镇|乡|街道)"),
}
LEVELS = tuple(_LEVELS)
"""Levels of agencies: a province's, a city's, a county's or district's, a township's or sub-district's."""


def level_of(agency: str) -> str:
    """Return the level of an agency as its name tells it, empty where it tells none.

    >>> level_of("云川市水务局"), level_of("云川市高新区管理委员会"), level_of("柳泉镇人民政府"), level_of("银滩海关")
    ('市', '县', '乡', '')
    """
    name = _PARENT.sub("", agency)
    found = (level for level in ("乡", "县", "市", "省") if _LEVELS[level].search(name))
    return next(found, "")


def agencies_of_level(agencies: Iterable[str], level: str) -> frozenset[str]:
    """Return the agencies of a level, one of LEVELS."""
    return frozenset(agency for agency in agencies if level_of(agency) == level)


def looks_like_agency(word: str) -> bool:
    """Tell whether a word of the case is an agency's full name."""
    return bool(
        re.search(r"(?:局|厅|委|委员会|政府|办公室|办公厅|办事处|中心|队|院|馆|处|海关|银行|学校|大学|公司)$", word)
    )
