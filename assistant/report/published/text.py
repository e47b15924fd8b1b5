"""A text or Markdown file as it was copied, converted or recognised from a report."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from assistant.report.published.bombs import check_length, check_page
from assistant.report.published.encoding import decode
from assistant.report.published.grid import Block, Grid, Source
from assistant.report.published.lines import Line, join_lines, numbered
from assistant.report.published.record import Spot
from assistant.report.published.tabulate import tabulate

_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]*?\S)\*\*|__(?=\S)([^_\n]*?\S)__")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?:[^)\n\s]*)\)")
_LEADING = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\d+[.、．]|[（(]))", re.MULTILINE)


def read_text(data: bytes, file: str, markdown: bool = False) -> Source:
    """Read a text. HTML tables inside Markdown, as converters write them, are read as tables.

    Raises:
        UnreadableFile: the bytes are no text, or more of it than any report has.

    """
    text = decode(data, file)
    check_length(file, len(text))
    pictures = len(_IMAGE.findall(text)) if markdown else 0
    warnings = (f"{pictures}张图片里的内容没有读取",) if pictures else ()
    blocks: list[Block | Grid] = []
    line = 1
    for piece, is_table in _pieces(text):
        blocks += _table(piece, file, line) if is_table else _prose(piece, line, markdown)
        line += piece.count("\n")
    return Source(tuple(tabulate(blocks)), warnings=warnings)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, those that are HTML tables marked."""
    end = 0
    if "</table" in text.lower():
        for match in _HTML_TABLE.finditer(text):
            yield text[end : match.start()], False
            yield match[0], True
            end = match.end()
    yield text[end:], False


def _table(piece: str, file: str, line: int) -> Iterable[Block | Grid]:
    from assistant.report.published.html import blocks_of

    check_page(piece, file)
    for block in blocks_of(piece):
        yield _moved(block, Spot(line=line))


def _moved(block: Block | Grid, spot: Spot) -> Block | Grid:
    if isinstance(block, Block):
        return msgspec.structs.replace(block, spot=spot)
    rows = tuple(tuple(msgspec.structs.replace(cell, spot=spot) for cell in row) for row in block.rows)
    return msgspec.structs.replace(block, rows=rows)


def _prose(piece: str, line: int, markdown: bool) -> list[Block]:
    cleaned = _unmark(piece) if markdown else piece
    lines = [Line(each.text, Spot(line=(each.spot.line or 1) + line - 1), each.gap) for each in numbered(cleaned)]
    return join_lines(lines)


def _unmark(text: str) -> str:
    """Return Markdown without its marks; lines keep their numbers."""
    text = _BOLD.sub(lambda match: match[1] or match[2], _LINK.sub(r"\1", _IMAGE.sub("", text)))
    return _LEADING.sub("", text)
