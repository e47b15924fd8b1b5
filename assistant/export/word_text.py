"""Paragraphs of a Word document as XML, with ranges that comments belong to."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from xml.sax.saxutils import escape

from assistant.export.printed import clean, pieces

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARE = f'xmlns:w="{NAMESPACE}"'
HIGHLIGHT = '<w:highlight w:val="yellow"/>'


class Range(NamedTuple):
    """The characters of a paragraph that a comment belongs to."""

    start: int
    end: int
    comment: int


def paragraph(text: str, style: str, ranges: Sequence[Range] = (), breaks: Sequence[int] = ()) -> str:
    """Return a paragraph; 【待补充：…】 is highlighted, and a line break stands before each character in `breaks`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(_runs(clean(text), ranges, breaks))}</w:p>'


def starts(comment: int) -> str:
    """Return where a comment's range begins."""
    return f'<w:commentRangeStart w:id="{comment}"/>'


def ends(comment: int) -> str:
    """Return where a comment's range ends, and its mark."""
    mark = f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{comment}"/></w:r>'
    return f'<w:commentRangeEnd w:id="{comment}"/>{mark}'


def _runs(text: str, ranges: Sequence[Range], breaks: Sequence[int]) -> Iterator[str]:
    """Yield runs cut at gaps, breaks and the ends of ranges, with the ranges' marks between them."""
    at = 0
    for piece, gap in pieces(text) if text else [("", False)]:
        edges = {edge for each in ranges for edge in each[:2] if at < edge < at + len(piece)}
        cuts = sorted({at, at + len(piece), *edges, *(cut for cut in breaks if at < cut < at + len(piece))})
        for start, end in pairwise(cuts):
            yield from _marks(start, ranges)
            broken = "<w:r><w:br/></w:r>" if start in breaks else ""
            yield f"{broken}{_run(text[start:end], gap)}"
        at += len(piece)
    yield from _marks(len(text), ranges)


def _marks(position: int, ranges: Sequence[Range]) -> Iterator[str]:
    """Yield the ends and then the beginnings at a position; an empty range ends where it begins."""
    yield from (ends(each.comment) for each in ranges if each.start < each.end == position)
    for each in ranges:
        if each.start == position:
            yield starts(each.comment)
            if each.end == position:
                yield ends(each.comment)


def _run(text: str, gap: bool) -> str:
    properties = f"<w:rPr>{HIGHLIGHT}</w:rPr>" if gap else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
