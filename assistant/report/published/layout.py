"""Characters and lines of pages become paragraphs and tables, whoever read them: a PDF's text or a scanner's eye."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from assistant.report.published.characters import mend
from assistant.report.published.furniture import is_folio
from assistant.report.published.grid import Block, Cell, Grid
from assistant.report.published.headings import is_section_heading, numbering
from assistant.report.published.lines import glue
from assistant.report.published.pdf_page import Glyph
from assistant.report.published.record import Spot
from assistant.report.published.ruling import Ruled
from assistant.report.published.tabulate import split_row
from assistant.report.published.title import read_title

_ENDED = re.compile(r"[。！？!?；;：:][”’）)]?$")
_UNBROKEN = re.compile(r"[A-Za-z0-9.,:@\-/]+")
_MARGIN = 0.09
_REPEATED = 3


class PageLine(msgspec.Struct, frozen=True):
    """A line of text on a page, its cells parted by two spaces where there are wide gaps."""

    page: int
    text: str
    left: float
    right: float
    middle: float
    size: float
    width: float
    height: float


class Page(msgspec.Struct):
    """A page taken apart: lines outside tables and tables, each with its height on the page."""

    number: int
    lines: list[PageLine]
    grids: list[tuple[float, Grid]]


def lay_out(number: int, glyphs: Sequence[Glyph], tables: Sequence[Ruled], size: tuple[float, float]) -> Page:
    """Return what a page holds. A character belongs to the cell its middle lies in; tables without values are frames."""
    inside: dict[tuple[int, int], list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        place = _place(glyph, tables)
        (inside.setdefault(place, []) if place else outside).append(glyph)
    grids: list[tuple[float, Grid]] = []
    for index, table in enumerate(tables):
        texts = {region: found for (each, region), found in inside.items() if each == index}
        if _is_table(table, texts):
            grids.append((table.ys[0], _grid(table, texts, number)))
        else:
            outside += [glyph for found in texts.values() for glyph in found]
    return Page(number, [_page_line(number, line, size) for line in _rows(outside)], grids)


def _place(glyph: Glyph, tables: Sequence[Ruled]) -> tuple[int, int] | None:
    x, y = (glyph.left + glyph.right) / 2, glyph.middle
    for index, table in enumerate(tables):
        region = table.find(x, y)
        if region is not None:
            return index, region
    return None


def _is_table(table: Ruled, texts: dict[int, list[Glyph]]) -> bool:
    """Say whether at least one row has two cells with text: else it is a frame around prose, or decoration."""
    rows = Counter(table.regions[region].row for region in texts)
    return any(count > 1 for count in rows.values())


def _grid(table: Ruled, texts: dict[int, list[Glyph]], page: int) -> Grid:
    spot = Spot(page=page)
    rows: dict[int, list[Cell]] = {}
    for number, region in enumerate(table.regions):
        text = _cell_text(texts.get(number, []))
        rows.setdefault(region.row, []).append(Cell(text, region.column, spot, region.width))
    return Grid(tuple(tuple(sorted(rows[row], key=lambda cell: cell.column)) for row in sorted(rows)))


def _cell_text(glyphs: Sequence[Glyph]) -> str:
    """Return a cell's text; pieces of a label that was broken are joined, numbers below each other are not."""
    text = ""
    for line in _rows(glyphs):
        words = _words(line)
        both = text and not (text[-1].isdigit() and words[:1].isdigit())
        text = glue(text, words) if both else f"{text}\n{words}".strip()
    return text


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the characters in lines from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    total = 0.0
    for middle, glyph in sorted(((each.middle, each) for each in glyphs), key=lambda pair: pair[0]):
        if rows and abs(middle - total / len(rows[-1])) < 0.5 * max(glyph.size, rows[-1][0].size, 1.0):
            rows[-1].append(glyph)
            total += middle
        else:
            rows.append([glyph])
            total = middle
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _middle(row: Sequence[Glyph]) -> float:
    return sum(each.middle for each in row[:20]) / min(len(row), 20)


def _words(row: Sequence[Glyph]) -> str:
    """Return a line's text: a space for a small gap, two for one as wide as between columns."""
    text = ""
    before: Glyph | None = None
    for glyph in row:
        gap = glyph.left - before.right if before else 0.0
        size = max(glyph.size, 1.0)
        text += ("  " if gap > 1.2 * size else " " if gap > 0.22 * size else "") + glyph.text
        before = glyph
    return text


def _page_line(page: int, row: Sequence[Glyph], size: tuple[float, float]) -> PageLine:
    height = sorted(each.size for each in row)[len(row) // 2]
    right = max(each.right for each in row)
    return PageLine(page, _words(row), row[0].left, right, _middle(row), height, size[0], size[1])


def flow(pages: Sequence[Page]) -> list[Block | Grid]:
    """Return the paragraphs and tables of all pages in reading order, page numbers and running heads left out."""
    running, indents = _running_heads(pages), _has_indents(pages)
    made: list[Block | Grid] = []
    open_line: PageLine | None = None
    for page in pages:
        left, right = _edges(page, pages)
        lines = [line for line in page.lines if not _is_margin(line, running)]
        items: list[PageLine | tuple[float, Grid]] = [*lines, *page.grids]
        for item in sorted(items, key=_height):
            if isinstance(item, PageLine):
                if (
                    open_line
                    and made
                    and isinstance(made[-1], Block)
                    and _continues(open_line, item, left, right, indents)
                ):
                    made[-1] = Block(glue(made[-1].text, item.text), made[-1].spot)
                else:
                    made.append(Block(item.text, Spot(page=item.page)))
                open_line = None if _is_whole(item.text) else item
            else:
                made.append(item[1])
                open_line = None
    return made


def _height(item: PageLine | tuple[float, Grid]) -> float:
    return item.middle if isinstance(item, PageLine) else item[0]


def _edges(page: Page, pages: Sequence[Page]) -> tuple[float, float]:
    """Return where the lines of a page's text begin and end: its own, or of a short page those of all."""
    lines = page.lines if len(page.lines) > 5 else [line for each in pages for line in each.lines]
    long = [line for line in lines if line.right - line.left > 0.5 * line.width] or list(lines)
    if not long:
        return 0.0, 0.0
    lefts, rights = sorted(line.left for line in long), sorted(line.right for line in long)
    return lefts[len(lefts) // 4], rights[len(rights) * 3 // 4]


def _has_indents(pages: Sequence[Page]) -> bool:
    """Say whether the file begins its paragraphs with an indent, so that a line without one continues."""
    long = indented = 0
    for page in pages:
        left, right = _edges(page, pages)
        for line in page.lines:
            if line.right > right - 2.2 * line.size:
                long += 1
                indented += line.left > left + 1.2 * line.size
    return indented > 0.05 * long


def _continues(before: PageLine, line: PageLine, left: float, right: float, indents: bool) -> bool:
    """Say whether a line continues the paragraph: the line before it was full and this one is not indented."""
    if _is_whole(line.text) or line.left > left + 1.2 * line.size:
        return False
    ended = bool(_ENDED.search(before.text.strip()))
    room = right - before.right
    full = room < _first_word(line) + 1.2 * before.size and (indents or not ended)
    if numbering(line.text).style != "none":
        return full and not _ENDED.search(before.text.strip()) and line.page == before.page
    return full


def _first_word(line: PageLine) -> float:
    """Return about how wide the part of a line is that could not be broken off to the line before."""
    match = _UNBROKEN.match(line.text)
    return line.size * (1.0 + 0.6 * len(match[0]) if match else 1.0)


def _is_whole(text: str) -> bool:
    return is_section_heading(text) or read_title(text) is not None or split_row(text) is not None


def _running_heads(pages: Sequence[Page]) -> set[str]:
    """Return the lines that stand at the top or the bottom of at least three pages."""
    seen = Counter(text for page in pages for text in {_bare(line.text) for line in page.lines if _is_edge(line)})
    return {text for text, count in seen.items() if count >= _REPEATED and len(pages) > _REPEATED}


def _bare(text: str) -> str:
    return re.sub(r"[\d\s]+", "", mend(text))


def _is_edge(line: PageLine) -> bool:
    return line.middle < _MARGIN * line.height or line.middle > (1 - _MARGIN) * line.height


def _is_margin(line: PageLine, running: Iterable[str]) -> bool:
    if not _is_edge(line):
        return False
    return is_folio(mend(line.text)) or _bare(line.text) in running
