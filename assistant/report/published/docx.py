"""A Word file: its paragraphs with their automatic numbers, its tables with merged cells, in the order of the body."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from assistant.errors import UnreadableFile
from assistant.report.published.grid import Block, Cell, Grid, Source
from assistant.report.published.numbering import Numbering
from assistant.report.published.record import Spot
from assistant.report.published.tabulate import tabulate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_GONE = {W + "del", W + "moveFrom", W + "rPr", W + "pPr", W + "instrText", W + "delText", W + "txbxContent", _FALLBACK}
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag", "moveTo")}
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_LARGEST = {"document": 48 * 1024 * 1024, "other": 8 * 1024 * 1024}
_RATIO = 400
"""Word's own XML shrinks ten to thirty times; what shrinks 400 times is a bomb."""
_WIDEST = 64


def read_docx(data: bytes, file: str) -> Source:
    """Read a .docx file. Deleted text of tracked changes is left out, inserted text is in.

    Raises:
        UnreadableFile: damaged, encrypted, or unpacking to more than any report holds.

    """
    parts = _Parts(data, file)
    body = parts.tree(parts.main(), "document").find(W + "body")
    if body is None:
        raise _damaged(file)
    reader = _Reader(body, Numbering(parts.optional("word/numbering.xml"), parts.optional("word/styles.xml")))
    blocks = tabulate(reader.blocks(body))
    pictures = sum(1 for _ in body.iter(_BLIP))
    warnings = (f"文件里有{pictures}张图片，图片里的内容没有读取",) if pictures else ()
    return Source(tuple(blocks), _titles(parts), warnings)


def _damaged(file: str) -> UnreadableFile:
    return UnreadableFile(f"{file} 已损坏，打不开", "请重新下载，或用 Word、WPS 打开后另存一份再试")


def _titles(parts: "_Parts") -> tuple[str, ...]:
    core = parts.optional("docProps/core.xml")
    title = core.findtext(_CORE_TITLE) if core is not None else None
    return (title,) if title else ()


class _Parts:
    """The parts of the package, unpacked within limits."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.size = len(data)
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self.archive.namelist())

    def main(self) -> str:
        """Return the name of the document part."""
        return (
            "word/document.xml"
            if "word/document.xml" in self.names
            else min(name for name in self.names if name.startswith("word/document"))
        )

    def optional(self, name: str) -> Any:  # noqa: ANN401 - lxml has no types
        """Return a part that a report can be read without, None where it is missing or damaged."""
        try:
            return self.tree(name, "other") if name in self.names else None
        except UnreadableFile:
            return None

    def tree(self, name: str, kind: str) -> Any:  # noqa: ANN401 - lxml has no types
        """Return a part's XML, without entities and without the network."""
        from lxml import etree  # type: ignore[import-untyped,unused-ignore]

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self._unpack(name, _LARGEST[kind]), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged(self.file) from error
        return root

    def _unpack(self, name: str, most: int) -> bytes:
        try:
            with self.archive.open(name) as part:
                unpacked = part.read(min(most, max(_RATIO * self.size, 1 << 20)) + 1)
        except RuntimeError as error:
            raise UnreadableFile(f"{self.file} 设有密码，读不了", "请先取消密码再试") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, KeyError, ValueError) as error:
            raise _damaged(self.file) from error
        if len(unpacked) > min(most, max(_RATIO * self.size, 1 << 20)):
            raise UnreadableFile(
                f"{self.file} 解开后过大，没有读取", "年度报告不会有这么大，请用 Word 打开核对后另存一份"
            )
        return unpacked


class _Reader:
    """Walks over the body; paragraphs are numbered as they stand in the file, those in tables too."""

    def __init__(self, body: Any, numbers: Numbering) -> None:  # noqa: ANN401 - lxml has no types
        self.numbers = numbers
        self.places = {paragraph: number for number, paragraph in enumerate(body.iter(W + "p"), 1)}

    def blocks(self, parent: Any) -> Iterator[Block | Grid]:  # noqa: ANN401 - lxml has no types
        """Yield the paragraphs and tables below an element, in order."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Block | Grid]:  # noqa: ANN401 - lxml has no types
        spot = Spot(element=self.places[paragraph])
        text = "".join(_texts(paragraph))
        if text.strip():
            text = self.numbers.label(paragraph) + text.strip(" \n")
        for line in text.split("\n"):
            if line.strip():
                yield Block(line, spot)
        for box in paragraph.iter(W + "txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[Block | Grid]:  # noqa: ANN401 - lxml has no types
        nested: list[Block | Grid] = []
        kept = [row for row in _children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [cell for row in kept for cell in _children(row, "tc")]
        if len(cells) == 1:  # a frame around the report, or around a part of it
            yield from self.blocks(cells[0])
            return
        rows = [tuple(self._cells(row, nested)) for row in kept]
        if any(rows):
            yield Grid(tuple(rows))
        yield from nested

    def _cells(self, row: Any, nested: list[Block | Grid]) -> Iterator[Cell]:  # noqa: ANN401 - lxml has no types
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _children(row, "tc"):
            width = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is None or merged.get(W + "val") == "restart":
                yield self._cell(cell, column, width, nested)
            column += width

    def _cell(self, cell: Any, column: int, width: int, nested: list[Block | Grid]) -> Cell:  # noqa: ANN401
        lines: list[str] = []
        first = cell.find(f".//{W}p")
        for block in self.blocks(cell):
            if isinstance(block, Block):
                lines.append(block.text.strip())
            else:
                nested.append(block)
        spot = Spot(element=self.places[first]) if first is not None else Spot()
        return Cell("\n".join(lines), column, spot, width)


def _texts(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield "" if child.get(W + "type") == "page" else _BREAKS[child.tag]
        elif isinstance(child.tag, str) and child.tag not in _GONE:
            yield from _texts(child)


def _children(parent: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Yield the rows of a table or the cells of a row, those inside content controls too."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _number(element: Any, default: int) -> int:  # noqa: ANN401 - lxml has no types
    written = element.get(W + "val", "") if element is not None else ""
    return min(int(written), _WIDEST) if re.fullmatch(r"\d{1,6}", written, re.ASCII) else default
