"""Blocks become the report's sections; what a website puts around a report is left out, and listed."""

import re
from collections.abc import Sequence

import msgspec

from assistant.report.published.characters import is_flattened, mend, restore, tighten
from assistant.report.published.furniture import is_after_all, is_folio, is_page_data
from assistant.report.published.grid import Block, Grid
from assistant.report.published.headings import Heading, find_headings, unknown_headings
from assistant.report.published.record import PublishedParagraph, PublishedSection
from assistant.report.published.title import Title, find_title

_FEW = 5
"""A report with fewer of the six headings follows an older format, with sections of its own."""
_TABLED = (2, 3, 4)
"""Sections that are a table: lines there that are no sentences are pieces of its labels."""
_BULLET = re.compile(r"^[-*•]\s+(?=\d+\s*[.．、]|[（(])")


class Sectioned(msgspec.Struct, frozen=True):
    """A report's title and sections, what was left out, and whether its punctuation had been flattened."""

    title: Title
    sections: tuple[PublishedSection, ...]
    left_out: tuple[PublishedParagraph, ...]
    flattened: bool


def read_sections(blocks: Sequence[Block | Grid], titles: Sequence[str]) -> Sectioned:
    """Cut the blocks at their headings. Tables are not among the paragraphs; they are read apart."""
    headings = find_headings(blocks)
    if headings and len(headings) < _FEW:
        headings += unknown_headings(blocks, headings, _style(headings))
        headings.sort(key=lambda heading: heading.index)
    start = headings[0].index if headings else len(blocks)
    title = find_title(blocks, start if headings else min(len(blocks), 12), titles)
    flattened = is_flattened(mend(block.text) for block in blocks if isinstance(block, Block))
    cutter = _Cutter(blocks, flattened)
    front = cutter.section(None, max(title.last, 0), start)
    cutter.leave_out(0, max(title.first, 0))
    ends = (*(heading.index for heading in headings[1:]), len(blocks))
    rest = [cutter.section(heading, heading.until, end) for heading, end in zip(headings, ends, strict=False)]
    sections = (front, *rest) if front.paragraphs or not rest else tuple(rest)
    return Sectioned(title, sections, tuple(cutter.left_out), flattened)


def _style(headings: Sequence[Heading]) -> str:
    styles = [heading.style for heading in headings]
    return max(set(styles), key=styles.count)


class _Cutter:
    """Makes paragraphs of blocks; keeps what it leaves out."""

    def __init__(self, blocks: Sequence[Block | Grid], flattened: bool) -> None:
        self.blocks = blocks
        self.flattened = flattened
        self.left_out: list[PublishedParagraph] = []

    def section(self, heading: Heading | None, start: int, end: int) -> PublishedSection:
        """Return the section of a heading, or what stands before the first."""
        paragraphs: list[PublishedParagraph] = []
        no = heading.no if heading else 0
        if heading and heading.rest:
            paragraphs.append(self._paragraph(heading.rest, self._block(heading.index)))
        over, has_table = False, no in _TABLED and any(isinstance(block, Grid) for block in self.blocks[start:end])
        for block in self.blocks[start:end]:
            if isinstance(block, Block) and not is_folio(block.text):
                paragraph = self._paragraph(block.text, block)
                over = over or (end == len(self.blocks) and is_after_all(paragraph.text))
                out = over or is_page_data(paragraph.text) or (has_table and "。" not in paragraph.text)
                (self.left_out if out else paragraphs).append(paragraph)
        if heading is None:
            return PublishedSection(0, "", tuple(paragraphs))
        spot = self._block(heading.index).spot
        return PublishedSection(no, self._text(heading.text), tuple(paragraphs), spot)

    def leave_out(self, start: int, end: int) -> None:
        """Note the lines before the title."""
        lines = [block for block in self.blocks[start:end] if isinstance(block, Block)]
        self.left_out = [self._paragraph(block.text, block) for block in lines] + self.left_out

    def _block(self, index: int) -> Block:
        block = self.blocks[index]
        assert isinstance(block, Block)
        return block

    def _paragraph(self, text: str, block: Block) -> PublishedParagraph:
        return PublishedParagraph(self._text(text), block.spot, text.strip())

    def _text(self, text: str) -> str:
        mended = _BULLET.sub("", tighten(mend(text)))
        return tighten(restore(mended)) if self.flattened else mended
