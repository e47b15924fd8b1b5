"""The Word skeleton: its page and styles, and its official tables as text, cut at the cells that numbers go into."""

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from assistant.errors import MissingResource
from assistant.export.printed import MISSING, number
from assistant.export.word_text import HIGHLIGHT, NAMESPACE, ends, starts
from assistant.report import Report
from assistant.settings import resource

_CELL = re.compile(
    r"<w:p>(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)<w:r><w:t>\{\{table([234])\.(\w+)\.(\w+)\}\}</w:t></w:r></w:p>"
)
_STYLE = re.compile(r'(?<=<w:pStyle w:val=")[^"]*')
_SIZES = {5: 16, 6: 13, 7: 11}


class Cell(msgspec.Struct, frozen=True):
    """A cell to fill: its row and column, the properties of its paragraph as XML, and the XML up to the next such cell."""

    row: str
    column: str
    properties: str
    after: str


class Form(msgspec.Struct, frozen=True):
    """An official table: its XML up to the first cell to fill, and those cells in turn."""

    before: str
    cells: tuple[Cell, ...]


class Skeleton(msgspec.Struct, frozen=True):
    """The shipped document without anything in its body, and its tables by number."""

    empty: bytes
    forms: dict[int, Form]


@cache
def skeleton() -> Skeleton:
    """Return the shipped skeleton, taken apart once.

    Raises:
        MissingResource: it is not there, or lacks a table.

    """
    from docx import Document
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    document = Document(str(resource("templates", "word", "report.docx")))
    body = document.element.body
    tables = [etree.tostring(table, encoding="unicode") for table in body.iter(f"{{{NAMESPACE}}}tbl")]
    forms = {int(found[2]): _form(table) for table in tables if (found := _CELL.search(table))}
    if lost := {2, 3, 4} - forms.keys():
        names = "、".join(f"表{number}" for number in sorted(lost))
        raise MissingResource(f"Word 样板 templates/word/report.docx 中没有{names}", "请重新安装 nianbao")
    for child in body[:-1]:
        body.remove(child)
    written = io.BytesIO()
    document.save(written)
    return Skeleton(written.getvalue(), forms)


def _form(table: str) -> Form:
    before, *rest = _CELL.split(table)
    parts = zip(rest[2::5], rest[3::5], rest[::5], rest[4::5], strict=True)
    return Form(before, tuple(Cell(*part) for part in parts))


def fill(table: int, report: Report, comments: Mapping[str, Sequence[int]]) -> str:
    """Return the XML of table 2, 3 or 4 with the report's numbers.

    `comments` are comments' numbers by the key of their cell (granted.total), under "" those about the whole table.
    """
    form, values = skeleton().forms[table], {2: report.table2, 3: report.table3, 4: report.table4}[table]
    keys = {f"{cell.row}.{cell.column}" for cell in form.cells}
    placed: dict[str, list[int]] = defaultdict(list)
    for key, numbers in comments.items():
        placed[key if key in keys else ""].extend(numbers)
    pieces = [_commented(form.before, placed[""]) if "" in placed else form.before]
    for cell in form.cells:
        text = number(values.get(cell.row, {}).get(cell.column))
        paragraph = _paragraph(cell, text, narrow=table != 2)
        key = f"{cell.row}.{cell.column}"
        pieces += (_commented(paragraph, placed[key]) if key in placed else paragraph, cell.after)
    return "".join(pieces)


def _paragraph(cell: Cell, text: str, narrow: bool) -> str:
    """Return a number's paragraph; a missing one is highlighted, and what is too long for a narrow cell is smaller."""
    style, look = cell.properties, ""
    if text == MISSING:
        look = HIGHLIGHT
        style = _STYLE.sub("TableMissing", style, count=1) if narrow else style
    elif narrow and (half_points := _SIZES.get(min(len(text), 7))):
        look = f'<w:sz w:val="{half_points}"/>'
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:p>{style}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def _commented(xml: str, comments: Sequence[int]) -> str:
    """Put comments' ranges around all of the first paragraph."""
    opened = "".join(map(starts, reversed(comments)))
    closed = "".join(map(ends, comments))
    return xml.replace("</w:pPr>", f"</w:pPr>{opened}", 1).replace("</w:p>", f"{closed}</w:p>", 1)
