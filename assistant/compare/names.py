"""Names of bodies held against each other: with and without the place in front."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from assistant.errors import AssistantError

_SHORTEST = 4
_BARE = re.compile(r"^(?:人民)?政府(?:办公室)?$|^办公室$")


class Expected(msgspec.Struct, frozen=True):
    """Who of a list is there: names without a report, and bodies that no name stands for."""

    missing: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()


def plain(name: str) -> str:
    """Return a name without spaces and with brackets of one kind.

    >>> plain("云川市 水务局（水利局）")
    '云川市水务局(水利局)'
    """
    return re.sub(r"\s+", "", name).translate(str.maketrans("（）", "()"))


def partner(name: str, names: Iterable[str]) -> str | None:
    """Return the one name among `names` that means the same body, None where there is none, or more than one.

    The same words; else one that has the other as its end, as 水务局 of 云川市水务局.

    >>> partner("市水务局", ["云川市水务局", "云川市教育局"]), partner("水务局", ["甲市水务局", "乙市水务局"])
    ('云川市水务局', None)
    """
    wanted, known = plain(name), {plain(each): each for each in names}
    if not wanted:
        return None
    if wanted in known:
        return known[wanted]
    alike = [original for words, original in known.items() if _ends_alike(wanted, words)]
    return alike[0] if len(alike) == 1 else None


def _ends_alike(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return len(short) >= _SHORTEST and long.endswith(short) and not _BARE.match(short)


def read_names(path: Path) -> tuple[str, ...]:
    """Return the names of a list, one a line; lines that start with # and names told twice are left out.

    Raises:
        AssistantError: the file cannot be read or names nobody.

    """
    from assistant.report.published.encoding import decode

    try:
        text = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise AssistantError(f"名单 {path} 打不开", "请检查路径") from error
    lines = [line.strip() for line in text.splitlines()]
    names = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if not names:
        raise AssistantError(f"名单 {path} 里没有单位", "每行写一个单位全称")
    return names


def hold_against(expected: Sequence[str], agencies: Sequence[str]) -> Expected:
    """Return which expected names have no report, and which bodies nobody expected; full names are matched first."""
    known = {plain(agency): agency for agency in agencies}
    met = {name: known.pop(plain(name)) for name in expected if plain(name) in known}
    for name in expected:
        if name not in met and (found := partner(name, known.values())):
            met[name] = known.pop(plain(found))
    return Expected(tuple(name for name in expected if name not in met), tuple(known.values()))
