"""Whose report of which year: from its title, else from what the page calls itself, else from its opening."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from assistant.report.published.characters import mend
from assistant.report.published.grid import Block, Grid

_REPORT = r"(?:政府|政务)?信息公开(?:工作)?(?:年度|年)?(?:工作)?(?:报告|年报)"
_AGENCY = r"[\u3400-\u9fff（）()、·]{2,40}?"
_YEAR = r"(?:20\d\d|二[〇○零0][〇○零一二三四五六七八九]{2})"
_TITLE = re.compile(
    rf"(?:关于)?(?:(?P<agency>{_AGENCY}))??(?P<year>{_YEAR})年?度?(?:关于)?(?P<agency2>{_AGENCY})??(?:关于)?{_REPORT}(?:[（(].{{0,12}}[）)])?"
    rf"|(?P<agency3>{_AGENCY})(?:关于)?{_REPORT}[（(](?P<year3>{_YEAR})年?度?[）)]"
    rf"|(?P<agency4>{_AGENCY})??{_REPORT}"
)
_PERIOD = re.compile(r"(20\d\d)年1月1日")
_BY = re.compile(r"本(?:年度)?报告由([\u3400-\u9fff]{3,30}?)(?:办公室)?(?:根据|按照|依据|依照|编制|组织编制)")
_CN = "〇一二三四五六七八九"
_OPENING = 60
_LONGEST = 70


class Title(msgspec.Struct, frozen=True):
    """A report's title and what it says; `first` to `last` (not included) are its blocks, -1 where it is not in the text."""

    text: str
    agency: str
    year: int | None
    first: int = -1
    last: int = -1


def find_title(blocks: Sequence[Block | Grid], until: int, hints: Iterable[str]) -> Title:
    """Return the title: the last lines before block `until` that are one, completed from the hints and the opening."""
    title = _in_text(blocks, until)
    named = [found for hint in hints if (found := _in_hint(hint))]
    agency = title.agency or next((each.agency for each in named if each.agency), "") or _author(blocks, until)
    year = title.year or next((each.year for each in named if each.year), None) or _period(blocks, until)
    text = title.text or next((each.text for each in named), "")
    return Title(text, agency, year, title.first, title.last)


def read_title(text: str) -> Title | None:
    """Return what a line says if all of it is a title.

    >>> read_title("临川县水务局 2023 年政府信息公开工作年度报告").agency
    '临川县水务局'
    """
    words = re.sub(r"\s+", "", mend(text)).strip("#*《》")
    match = _TITLE.fullmatch(words) if len(words) <= _LONGEST else None
    if not match:
        return None
    groups = match.groupdict()
    agency = next((groups[name] for name in ("agency", "agency2", "agency3", "agency4") if groups[name]), "")
    return Title(words, _clean(agency), _to_year(groups["year"] or groups["year3"]))


def _in_text(blocks: Sequence[Block | Grid], until: int) -> Title:
    """Return the fullest of the titles made of one to three neighbouring lines, the last where several are as full."""
    best = Title("", "", None)
    for first in range(max(0, until - _OPENING), until):
        for last in range(first + 1, min(first + 3, until) + 1):
            lines = [block.text for block in blocks[first:last] if isinstance(block, Block)]
            found = read_title("".join(lines)) if len(lines) == last - first else None
            if found and _fullness(found) >= _fullness(best):
                best = msgspec.structs.replace(found, first=first, last=last)
    return best


def _fullness(title: Title) -> int:
    return bool(title.text) + 2 * bool(title.agency) + 2 * bool(title.year)


def _in_hint(hint: str) -> Title | None:
    pieces = re.split(r"[_|>»\n\t]|\s[-—–]\s|-(?=[^-]*$)", hint)
    found = [title for piece in (hint, *pieces) if (title := read_title(piece))]
    return max(found, key=_fullness, default=None)


def _clean(agency: str) -> str:
    return re.sub(r"^(?:关于|印发)|(?:关于|的)$", "", agency).strip("、（）()·")


def _to_year(written: str | None) -> int | None:
    if not written:
        return None
    digits = re.sub("[○零0]", "〇", written) if written[0] == "二" else written
    return int("".join(str(_CN.index(each)) if each in _CN else each for each in digits))


def _opening(blocks: Sequence[Block | Grid], until: int) -> str:
    texts = [block.text for block in blocks[:until] if isinstance(block, Block)]
    texts += [block.text for block in blocks[until : until + 6] if isinstance(block, Block)]
    return re.sub(r"\s+", "", mend("\n".join(texts)))


def _author(blocks: Sequence[Block | Grid], until: int) -> str:
    match = _BY.search(_opening(blocks, until))
    return match[1] if match else ""


def _period(blocks: Sequence[Block | Grid], until: int) -> int | None:
    match = _PERIOD.search(_opening(blocks, until))
    return int(match[1]) if match else None
