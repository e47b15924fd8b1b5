"""A Word file that came back: its changes and comments, matched to the paragraphs of our report."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from assistant.export import Chart, docx_bytes
from assistant.export.printed import clean
from assistant.report import Report
from assistant.revision import placed, printable
from assistant.wordfile import Part, read_beside, read_parts, words_beside

__all__ = ["Kind", "Proposal", "annotated", "proposals", "read_parts"]

_NEAR = 0.45


class Kind(StrEnum):
    """What came back. The value is the word users see."""

    CHANGE = "修改"
    COMMENT = "批注"
    EXTRA = "新增段落"
    MISSING = "删去段落"
    CELL = "表格改动"
    BESIDE = "页眉页脚脚注"


class Proposal(msgspec.Struct, frozen=True):
    """Something that came back. `key` is our paragraph's, empty where it belongs to none."""

    kind: Kind
    key: str = ""
    ours: str = ""
    theirs: str = ""
    author: str = ""
    remark: str = ""
    place: str = ""


def annotated(report: Report, findings: Sequence[object], charts: Sequence[Chart]) -> bytes:
    """Return the report as a Word file with the findings as comments."""
    return docx_bytes(printable(report), findings, charts)  # type: ignore[arg-type]


def proposals(data: bytes, report: Report, charts: Sequence[Chart] = ()) -> list[Proposal]:
    """Return everything in a Word file that differs from our report, matched to its paragraphs where that can be.

    Raises:
        UnreadableFile: it is no Word file, or one made to harm.

    """
    made = docx_bytes(printable(report), (), charts)
    (theirs, loose), (ours, _) = read_parts(data), read_parts(made)
    keys = _keys(ours, report)
    found: list[Proposal] = []
    for mine, other in _pairs(ours, theirs):
        found += _told(ours, keys, mine, theirs[other] if other is not None else None)
    found += _beside(read_beside(made), read_beside(data))
    return [*found, *(Proposal(Kind.COMMENT, author=each.author, remark=each.text) for each in loose)]


def _beside(ours: Sequence[Part], theirs: Sequence[Part]) -> Iterator[Proposal]:
    """Tell what headers, footers and notes say that ours do not, and the other way round; page numbers do not count."""
    said, told = (
        {(each.cell, words_beside(each)) for each in ours},
        {(each.cell, words_beside(each)) for each in theirs},
    )
    gone = [each for each in ours if (each.cell, words_beside(each)) not in told]
    for each in theirs:
        if (each.cell, words_beside(each)) in said:
            continue
        near = [
            other for other in gone if other.cell == each.cell and _alike(other.after, each.before, each.after) > _NEAR
        ]
        gone = [other for other in gone if other not in near[:1]]
        ours_text = near[0].after if near else ""
        yield Proposal(Kind.BESIDE, "", ours_text, each.after, "、".join(each.authors), place=each.cell)
    yield from (Proposal(Kind.BESIDE, "", each.after, place=each.cell) for each in gone)


def _told(ours: Sequence[Part], keys: dict[int, str], mine: int | None, other: Part | None) -> Iterator[Proposal]:
    key = keys.get(mine, "") if mine is not None else ""
    text = ours[mine].after if mine is not None else ""
    place = "" if key else (ours[mine].cell or text[:20] if mine is not None else "")
    if other is None:
        yield Proposal(Kind.MISSING, key, text, place=place)
        return
    author = "、".join(other.authors)
    if mine is None:
        if other.after or other.before:
            yield Proposal(Kind.EXTRA, theirs=other.after or other.before, author=author, place=other.cell)
    elif other.after != text:
        kind = Kind.CELL if other.cell else Kind.CHANGE
        yield Proposal(kind, key, text, other.after, author, place=place or other.cell)
    for each in other.remarks:
        yield Proposal(Kind.COMMENT, key, text, each.quote, each.author, each.text, place)


def _keys(parts: Sequence[Part], report: Report) -> dict[int, str]:
    """Return our paragraphs' keys by their number among the parts; both are in the same order."""
    waiting = [(key, clean(each.text)) for key, each in placed(report).items() if each.text]
    found: dict[int, str] = {}
    for number, part in enumerate(parts):
        if waiting and not part.cell and _plain(part.after) == _plain(waiting[0][1]):
            found[number] = waiting.pop(0)[0]
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


def _pairs(ours: Sequence[Part], theirs: Sequence[Part]) -> Iterator[tuple[int | None, int | None]]:
    """Yield our part's number with theirs, None where there is no other; every part is yielded once."""
    one, other = [_plain(each.before) for each in ours], [_plain(each.before) for each in theirs]
    for kind, start, end, from_, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(from_, to), strict=True)
        else:
            yield from _near(one, other, range(start, end), range(from_, to), theirs)


def _near(
    one: Sequence[str], other: Sequence[str], mine: range, others: range, theirs: Sequence[Part]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what is most alike in two stretches that differ, without crossing."""
    left = others.start
    for each in mine:
        scores = [(_alike(one[each], other[at], _plain(theirs[at].after)), -at) for at in range(left, others.stop)]
        score, at = max(scores, default=(0.0, 0))
        if score >= _NEAR or (theirs and len(mine) == len(others) and theirs[others.start].cell):
            at = -at if score >= _NEAR else others.start + (each - mine.start)
            yield from ((None, skipped) for skipped in range(left, at))
            yield each, at
            left = at + 1
        else:
            yield each, None
    yield from ((None, at) for at in range(left, others.stop))


def _alike(text: str, before: str, after: str) -> float:
    return max(SequenceMatcher(None, text, each, autojunk=False).ratio() for each in (before, after))
