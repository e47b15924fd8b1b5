"""The document itself: sections, paragraphs, sentences, each sentence with what it rests on."""

from collections.abc import Iterator

import msgspec

from assistant.ingest import Place
from assistant.retrieve import Suggestion


class Source(msgspec.Struct, frozen=True):
    """What a sentence rests on: `kind` is item, figure, template or user; `id` the item's id, the figure's key, the template's name."""

    kind: str
    id: str


class Sentence(msgspec.Struct, frozen=True):
    """One sentence with its closing mark. `gaps` are the 【待补充：…】 in it."""

    text: str
    sources: tuple[Source, ...]
    gaps: tuple[str, ...] = ()


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    """A heading below a section's own; `level` 2 is （一）, 3 is 1."""

    level: int
    text: str


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Sentences that belong together, and past wording offered beside them. `part` is the label of the part it stands in."""

    sentences: tuple[Sentence, ...]
    suggestions: tuple[Suggestion, ...] = ()
    part: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it is printed."""
        return "".join(sentence.text for sentence in self.sentences)


class TableBlock(msgspec.Struct, frozen=True, tag="table"):
    """The place of an official table (2, 3 or 4); its cells are in the report's table2, table3, table4."""

    table: int


Block = Heading | Paragraph | TableBlock


class Section(msgspec.Struct, frozen=True):
    """One of the six sections. Section 0 is what stands before the first: the opening paragraph, heading empty."""

    no: int
    heading: str
    blocks: tuple[Block, ...]


class Unused(msgspec.Struct, frozen=True):
    """An item or a row that no sentence and no number used, and why (in Chinese)."""

    kind: str
    id: str
    text: str
    reason: str
    place: Place | None = None


Table = dict[str, dict[str, int | float | None]]
"""Row key (for table 4: group key) to column key to value; None is a cell nobody could fill, never 0."""


class Report(msgspec.Struct, frozen=True):
    """A year's report of one agency."""

    agency: str
    year: int
    title: str
    sections: tuple[Section, ...]
    table2: Table
    table3: Table
    table4: Table
    statistics: dict[str, object]
    unused: tuple[Unused, ...] = ()

    def paragraphs(self) -> Iterator[tuple[Section, Paragraph]]:
        """Yield every paragraph with its section, in order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield section, block
