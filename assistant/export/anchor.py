"""Where in the report a finding belongs."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from assistant.check import Finding
from assistant.export.printed import clean
from assistant.report import Block, Heading, Paragraph, Report, Section, TableBlock

_CELL = re.compile(r"table([234])\.(\w+\.\w+)")


class Anchor(msgspec.Struct, frozen=True):
    """A place in the report: the title (no section), a section's heading (no block), or a block.

    In a paragraph or heading `start` and `end` bound the words meant; in a table `cell` is the key of the cell meant,
    empty for the table as a whole. `section` and `block` are indexes into the report, not the printed numbers.
    """

    section: int | None = None
    block: int | None = None
    start: int = 0
    end: int = 0
    cell: str = ""


def anchor(report: Report, finding: Finding) -> Anchor:
    """Return where a finding belongs: the words it quotes, else its table, else the heading, else the title."""
    places = _sections(report, finding)
    found = _words(places, finding) or _table(places, finding)
    return found or _section(places, finding)


def block_text(block: Block) -> str:
    """Return the words of a block as they are printed; a table has none."""
    return clean(block.text) if isinstance(block, Paragraph | Heading) else ""


_Places = Sequence[tuple[int, Section]]


def _sections(report: Report, finding: Finding) -> _Places:
    """Return the sections a finding may be about with their indexes: its own, or all where it names none we have."""
    numbered = list(enumerate(report.sections))
    own = [(index, section) for index, section in numbered if section.no == finding.section]
    return own or numbered


def _blocks(places: _Places) -> Iterator[tuple[int, int, Block]]:
    for index, section in places:
        for number, block in enumerate(section.blocks):
            yield index, number, block


def _words(places: _Places, finding: Finding) -> Anchor | None:
    quote = clean(finding.quote).strip().strip("…")
    if not quote:
        return None
    for section, number, block in _blocks(places):
        start = block_text(block).find(quote)
        if start >= 0:
            return Anchor(section, number, start, start + len(quote))
    return None


def _table(places: _Places, finding: Finding) -> Anchor | None:
    """Return the table cell that a finding's place names by its key, else the table of the section it names."""
    cell = _CELL.search(finding.place)
    for section, number, block in _blocks(places):
        if not isinstance(block, TableBlock):
            continue
        if cell and int(cell[1]) == block.table:
            return Anchor(section, number, cell=cell[2])
        if cell is None and finding.section is not None and len(places) == 1:
            return Anchor(section, number)
    return None


def _section(places: _Places, finding: Finding) -> Anchor:
    """Return the heading of the section a finding names, the first words where it has no heading, else the title."""
    if finding.section is None or len(places) != 1 or places[0][1].no != finding.section:
        return Anchor()
    index, section = places[0]
    if section.heading:
        return Anchor(index)
    for number, block in enumerate(section.blocks):
        if text := block_text(block):
            return Anchor(index, number, 0, len(text))
    return Anchor()
