"""Builds report.docx, the Word skeleton: page, styles, page numbers, and the official tables with a key in every cell.

Run `python templates/word/build_skeleton.py` after a change here or in tables.yaml; a test compares the two. When a
report is written only report.docx is read: keys like {{table3.granted.total}} are filled where they stand.

Layout after GB/T 9704—2012; labels after 国办公开办函〔2021〕30号.
"""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from skeleton_styles import HEAD, W, font_table, styles

from assistant.export.layout import Grid, GridCell, grids

TARGET = Path(__file__).with_name("report.docx")

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPC = "application/vnd.openxmlformats-package"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Twips (1/20 pt, 56.7 to the mm). 37+225+35 = 297 mm high, 28+156+26 = 210 mm wide.
PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/>'
)

# Column widths in twips; each table is 8845 wide, the 156 mm between the margins.
WIDTHS: dict[int, list[int]] = {
    2: [2545, 2100, 2100, 2100],
    3: [410, 1545, 3185, 705, *[500] * 6],
    4: [590] * 10 + [589] * 5,
}
CELL_MARGIN = 34

CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>zh-CN</dc:language></cp:coreProperties>'
)


def settings() -> str:
    """Return settings.xml: page numbers differ on odd and even pages."""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer(side: str) -> str:
    """Return a footer: — 1 — in 4号宋体, one character from the outer edge: right on odd pages, left on even."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="280"/>'
        f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p></w:ftr>'
    )


def document() -> str:
    """Return document.xml: the three tables, each followed by an empty paragraph, and the page."""
    tables = "".join(f"{table(number, grid)}<w:p/>" for number, grid in grids().items())
    footers = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    return (
        f"{HEAD}<w:document {W} {R}><w:body>{tables}<w:sectPr>{footers}{PAGE}{MARGINS}</w:sectPr></w:body></w:document>"
    )


def table(number: int, grid: Grid) -> str:
    """Return an official table with {{table3.granted.total}} in its cells."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS[number])
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(WIDTHS[number])}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{grid.title}"/><w:tblDescription w:val="{grid.title}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows(number, grid))}</w:tbl>"
    )


def rows(number: int, grid: Grid) -> Iterator[str]:
    """Yield the rows: none is split, a table that fits on a page stays on one, else its header rows repeat."""
    below: dict[int, tuple[GridCell, int]] = {}
    height = 454 if number == 2 else 340
    for index, row in enumerate(grid.rows):
        keep = index < len(grid.rows) - 1
        header = "<w:tblHeader/>" if index < grid.header_rows else ""
        cells = "".join(row_cells(number, row, below, keep))
        properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{header}'
        yield f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def row_cells(
    number: int, row: Sequence[GridCell], below: dict[int, tuple[GridCell, int]], keep: bool
) -> Iterator[str]:
    """Yield a row's cells with those that a cell above still covers; `below` holds these by their first column."""
    own = list(row)
    column = 0
    while column < len(WIDTHS[number]):
        if column in below:
            spanning, left = below.pop(column)
            merge = '<w:vMerge w:val="continue"/>'
        else:
            spanning = own.pop(0)
            left = spanning.rowspan
            merge = '<w:vMerge w:val="restart"/>' if left > 1 else ""
        if left > 1:
            below[column] = (spanning, left - 1)
        yield cell(number, (column, spanning), merge, keep)
        column += spanning.colspan


def cell(number: int, placed: tuple[int, GridCell], merge: str, keep: bool) -> str:
    """Return a cell; the narrow label of table 3 that spans all results is written downwards."""
    column, spanning = placed
    text = f"{{{{table{number}.{spanning.key}}}}}" if spanning.key else spanning.text
    width = sum(WIDTHS[number][column : column + spanning.colspan])
    span = f'<w:gridSpan w:val="{spanning.colspan}"/>' if spanning.colspan > 1 else ""
    downwards = '<w:textDirection w:val="tbRlV"/>' if number == 3 and width == WIDTHS[3][0] else ""
    kept = "<w:keepNext/>" if keep else ""
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if "continue" not in merge else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{downwards}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{cell_style(number, spanning)}"/>{kept}</w:pPr>{run}</w:p></w:tc>'
    )


def cell_style(number: int, spanning: GridCell) -> str:
    """Return the style of a cell: row labels of table 3 stand to the left, everything else in the middle."""
    if number == 2:
        return "TableTextLarge"
    return "TableLabel" if spanning.scope == "row" else "TableText"


def relationships(pairs: Sequence[tuple[str, str]]) -> str:
    """Return a .rels part: rId1, rId2, … to (type, target)."""
    each = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(pairs, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def content_types() -> str:
    """Return [Content_Types].xml."""
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "footer1": "footer",
        "footer2": "footer",
        "comments": "comments",
    }
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="{OPC}.relationships+xml"/>{parts}'
        f'<Override PartName="/docProps/core.xml" ContentType="{OPC}.core-properties+xml"/></Types>'
    )


def parts() -> dict[str, str]:
    """Return every part of the skeleton by its name in the package."""
    properties = f"{PACKAGE}/relationships/metadata/core-properties"
    inside = ("styles", "settings", "fontTable", "footer1", "footer2", "comments")
    kinds = ("styles", "settings", "fontTable", "footer", "footer", "comments")
    links = [(f"{OFFICE}/{kind}", f"{name}.xml") for kind, name in zip(kinds, inside, strict=True)]
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            [(f"{OFFICE}/officeDocument", "word/document.xml"), (properties, "docProps/core.xml")]
        ),
        "docProps/core.xml": CORE,
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(links),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "word/comments.xml": f"{HEAD}<w:comments {W}/>",
    }


def build(target: Path = TARGET) -> None:
    """Write the skeleton; the same input gives the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts().items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    build()
