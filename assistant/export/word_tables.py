"""The official tables of the Word skeleton: taken out of it, filled by key."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from assistant.errors import MissingResource
from assistant.export.printed import MISSING, number
from assistant.export.word_text import DECLARE, HIGHLIGHT, NAMESPACE, ends, starts
from assistant.report import Report, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_KEY = re.compile(r"\{\{table([234])\.(\w+)\.(\w+)\}\}")
_SIZES = {5: 16, 6: 13, 7: 11}


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


class WordTables:
    """The skeleton's tables. Making this empties the document's body, all but its page."""

    def __init__(self, document: "Document") -> None:
        body = document.element.body
        self._tables = {number: table for table in body.iter(_tag("tbl")) if (number := _number(table))}
        for child in list(body):
            if child.tag != _tag("sectPr"):
                body.remove(child)
        if lost := {2, 3, 4} - self._tables.keys():
            names = "、".join(f"表{number}" for number in sorted(lost))
            raise MissingResource(f"Word 样板 templates/word/report.docx 中没有{names}", "请重新安装 nianbao")

    def fill(self, number: int, report: Report, comments: Mapping[str, list[int]]) -> "BaseOxmlElement":
        """Return a copy of table 2, 3 or 4 with the report's numbers.

        `comments` are comments' numbers by the key of their cell (granted.total), under "" those about the whole table.
        """
        values = {2: report.table2, 3: report.table3, 4: report.table4}[number]
        table: BaseOxmlElement = deepcopy(self._tables[number])
        paragraphs = {"": next(table.iter(_tag("p")))}
        for text in table.iter(_tag("t")):
            if found := _KEY.fullmatch(text.text or ""):
                paragraphs[f"{found[2]}.{found[3]}"] = text.getparent().getparent()
                _fill(text, values, found)
        for key, numbers in comments.items():
            for comment in numbers:
                _comment(paragraphs.get(key, paragraphs[""]), comment)
        return table


def _number(table: "BaseOxmlElement") -> int | None:
    """Return which official table it is, told by the keys in its cells."""
    keys = (_KEY.fullmatch(text.text or "") for text in table.iter(_tag("t")))
    return next((int(found[1]) for found in keys if found), None)


def _fill(text: "BaseOxmlElement", values: Table, found: re.Match[str]) -> None:
    """Put a number into its cell; a missing one is highlighted, and what is too long for a narrow cell is smaller."""
    run = text.getparent()
    text.text = number(values.get(found[2], {}).get(found[3]))
    narrow = found[1] != "2"
    if text.text == MISSING:
        _set(run, HIGHLIGHT)
        if narrow:
            run.getparent().find(f".//{_tag('pStyle')}").set(_tag("val"), "TableMissing")
    elif narrow and (half_points := _SIZES.get(min(len(text.text), 7))):
        _set(run, f'<w:sz w:val="{half_points}"/>')


def _set(run: "BaseOxmlElement", xml: str) -> None:
    """Give a run its only property."""
    from docx.oxml import parse_xml

    run.insert(0, parse_xml(f"<w:rPr {DECLARE}>{xml}</w:rPr>"))


def _comment(paragraph: "BaseOxmlElement", comment: int) -> None:
    """Put a comment's range around all of a paragraph."""
    from docx.oxml import parse_xml

    marks = list(parse_xml(f"<w:p {DECLARE}>{starts(comment)}{ends(comment)}</w:p>"))
    properties = paragraph.find(_tag("pPr"))
    paragraph.insert(0 if properties is None else 1, marks[0])
    paragraph.extend(marks[1:])
