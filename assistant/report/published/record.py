"""What a published report says, cell by cell and paragraph by paragraph, and where each thing stands in its file."""

import msgspec

Value = int | float | None
"""A cell's number; None is a cell that is blank, struck out or could not be read, never 0."""

Figures = dict[str, dict[str, Value]]
"""Row key (table 4: group key) to column key to value, with the keys of tables.yaml."""


class Spot(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something stands, counted from 1 as a reader counts.

    `page` of a PDF; `element` of a Word file: its n-th w:p in document order, of a web page: its n-th block; `line` of a text.
    """

    page: int | None = None
    element: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Say the place in words: 第3页, 第12段, 第5行."""
        parts = ((self.page, "页"), (self.line, "行"), (self.element, "段"))
        return "".join(f"第{number}{unit}" for number, unit in parts if number is not None)


class CellSpot(msgspec.Struct, frozen=True):
    """A cell as it is written, and where: `raw` keeps blank, “/” and 0 apart."""

    raw: str
    spot: Spot


class PublishedParagraph(msgspec.Struct, frozen=True):
    """A paragraph: `original` as in the file, `text` with its characters mended, to be read by rules."""

    text: str
    place: Spot
    original: str


class PublishedSection(msgspec.Struct, frozen=True):
    """A section. `no` is the official section it is by content (1 to 6), wherever it stands and however it is numbered.

    0 is what stands before the first heading (`heading` empty), or a section that the official format does not know.
    """

    no: int
    heading: str
    paragraphs: tuple[PublishedParagraph, ...]
    place: Spot = Spot()


class PublishedReport(msgspec.Struct, frozen=True):
    """A published report, read. Sections stand in the order of the file."""

    file: str
    agency: str
    year: int | None
    format: str
    """`2021`, `2019` or `older`, by the labels of its tables, else by its year."""
    title: str
    sections: tuple[PublishedSection, ...]
    table2: Figures
    table3: Figures
    """The 25 rows; and `other`, where （六）其他处理 is one row, as in the format of 2019."""
    table4: Figures
    cells: dict[str, CellSpot]
    """`table3.granted.total` to the cell as written; a cell that the file does not have has no entry."""
    warnings: tuple[str, ...] = ()
    table2_2019: Figures = {}
    """Cells of table 2 that only the format of 2019 has: made, made_public, public_total; last_year, change; items, amount."""
    flattened: bool = False
    """The file's punctuation had lost its full width (OCR, conversion); `text` has it back, `original` has not."""
    scanned: bool = False
    """At least one page was read by character recognition."""
    left_out: tuple[PublishedParagraph, ...] = ()
    """Lines that are no part of the report: navigation, page data, share bars, footers of a site."""

    def section(self, no: int) -> PublishedSection | None:
        """Return the first section that is number `no` by content, None where the report has none."""
        return next((section for section in self.sections if section.no == no and (no or not section.heading)), None)


def parsed_json(report: PublishedReport) -> dict[str, object]:
    """Return the object that `nianbao parse --json` prints, as the contract has it."""
    sections = [
        {"no": each.no, "heading": each.heading, "paragraphs": [paragraph.text for paragraph in each.paragraphs]}
        for each in report.sections
    ]
    parsed: dict[str, object] = {
        "file": report.file,
        "agency": report.agency,
        "year": report.year,
        "format": report.format,
        "title": report.title,
        "sections": sections,
        "table2": report.table2,
        "table3": report.table3,
        "table4": report.table4,
        "warnings": list(report.warnings),
        "left_out": [paragraph.text for paragraph in report.left_out],
    }
    return parsed | ({"table2_2019": report.table2_2019} if report.table2_2019 else {})
