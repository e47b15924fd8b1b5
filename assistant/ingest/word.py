"""Word documents become lines and tables, read from the document's own XML.

Source: ECMA-376 part 1, 17.2 (body), 17.3 (paragraphs), 17.4 (tables). Deleted text of tracked changes is left out,
inserted text is read.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from assistant.ingest.characters import half_width
from assistant.ingest.columns import Names
from assistant.ingest.header import find_header
from assistant.ingest.recognise import is_private, known_header
from assistant.ingest.source import Line, Material, Place, Problem, SheetKind, Text
from assistant.ingest.tabulate import Grid, tabulate

_Element = ElementTree.Element
_SKIPPED = {"del", "moveFrom", "pPr", "rPr", "Fallback", "txbxContent", "instrText", "delText", "sectPr"}
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CONTAINERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}


class Table(msgspec.Struct, frozen=True):
    """A table's rows, merged cells written once or, downwards, in each row; `merged` as in Grid."""

    rows: list[list[str]]
    merged: tuple[tuple[int, int, int], ...]


def read_document(data: bytes, file: str, names: Names) -> Material:
    """Read paragraphs and tables in order. A table we recognise becomes a sheet, another one lines with tabs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = ElementTree.fromstring(archive.read("word/document.xml"))
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError):
        hint = "请用 Word 或 WPS 打开，另存为 .docx 后重试"
        return Material(problems=(Problem(Place(file), "文档内部有损坏，读不出来", hint),))
    return _read_root(root, file, names)


def _read_root(root: _Element, file: str, names: Names) -> Material:
    texts, material, tables = list[str](), Material(), 0
    for block in _blocks(next(root.iter(_tag(root, "body")))):
        if _name(block) == "p":
            texts += _paragraph(block)
            continue
        tables += 1
        table = _table(block)
        header = find_header(table.rows, names)
        if header is not None and header.found.kind is not SheetKind.UNKNOWN:
            grid = Grid(file, f"第{tables}个表格", table.rows, merged=table.merged)
            material += tabulate(grid, names).material()
        else:
            texts += ["\t".join(row) for row in without_private(table.rows, names)]
    lines = tuple(Line(number, half_width(text).rstrip()) for number, text in enumerate(texts, 1))
    told = _pictures(root, file, empty=not any(line.text for line in lines) and not material.sheets)
    return Material(texts=(Text(file, lines),) if any(line.text for line in lines) else (), problems=told) + material


def _tag(root: _Element, name: str) -> str:
    return f"{root.tag.rpartition('}')[0]}}}{name}" if "}" in root.tag else name


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2]


def _blocks(element: _Element) -> Iterator[_Element]:
    for child in element:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _CONTAINERS:
            yield from _blocks(child)


def _paragraph(paragraph: _Element) -> list[str]:
    """Return the lines of a paragraph, and behind them those of the text boxes anchored in it."""
    lines = "".join(_inline(paragraph)).split("\n")
    for box in _text_boxes(paragraph):
        for block in _blocks(box):
            lines += _paragraph(block) if _name(block) == "p" else ["\t".join(row) for row in _table(block).rows]
    return lines


def _inline(element: _Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _WRITTEN:
            yield _WRITTEN[name]
        elif name not in _SKIPPED:
            yield from _inline(child)


def _text_boxes(element: _Element) -> Iterator[_Element]:
    for child in element:
        if _name(child) == "txbxContent":
            yield child
        elif _name(child) not in _SKIPPED - {"txbxContent"}:
            yield from _text_boxes(child)


def _table(table: _Element) -> Table:
    rows: list[list[str]] = []
    merged: dict[int, tuple[int, int]] = {}
    done: list[tuple[int, int, int]] = []
    for number, row in enumerate(_named(table, "tr"), 1):
        rows.append([])
        for cell in _named(row, "tc"):
            column = len(rows[-1])
            if _continues(cell) and number > 1 and column < len(rows[-2]):
                rows[-1].append(rows[-2][column])
                merged[column] = (merged.get(column, (number - 1, 0))[0], number)
            else:
                if column in merged:
                    done.append((*merged.pop(column), column))
                rows[-1].append(_cell_text(cell))
            rows[-1] += [""] * (_span(cell) - 1)
    done += [(*seat, column) for column, seat in merged.items()]
    width = max(map(len, rows), default=0)
    return Table([row + [""] * (width - len(row)) for row in rows], tuple(done))


def _named(element: _Element, name: str) -> Iterator[_Element]:
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in _CONTAINERS:
            yield from _named(child, name)


def _cell_text(cell: _Element) -> str:
    blocks = _blocks(cell)
    parts = [
        " ".join(_paragraph(block)) if _name(block) == "p" else " ".join(" ".join(row) for row in _table(block).rows)
        for block in blocks
    ]
    return half_width(" ".join(part.strip() for part in parts if part.strip()))


def _property(cell: _Element, name: str) -> _Element | None:
    properties = next((child for child in cell if _name(child) == "tcPr"), None)
    return None if properties is None else next((child for child in properties if _name(child) == name), None)


def _value(element: _Element) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), None)


def _span(cell: _Element) -> int:
    span = _property(cell, "gridSpan")
    value = _value(span) if span is not None else None
    return min(int(value), 1000) if value and value.isdigit() and value != "0" else 1


def _continues(cell: _Element) -> bool:
    merge = _property(cell, "vMerge")
    return merge is not None and _value(merge) != "restart"


def without_private(rows: list[list[str]], names: Names) -> Iterator[list[str]]:
    """Yield the rows of a table of no known kind without personal data: below or beside a header that announces it."""
    header = find_header(rows, names)
    private = [index for index, each in enumerate(header.labels) if is_private(each, names)] if header else []
    for row in rows:
        beside = {
            index + 1 for index, cell in enumerate(row) if known_header(cell, names) and is_private((cell,), names)
        }
        yield [
            cell
            for index, cell in enumerate(row)
            if index not in private and (index not in beside or known_header(cell, names))
        ]


def _pictures(root: _Element, file: str, empty: bool) -> tuple[Problem, ...]:
    pictures = sum(_name(each) in ("blip", "imagedata") for each in root.iter())
    if pictures:
        hint = "如果图片里有要用的内容，请录入成文字"
        return (Problem(Place(file), f"文档里有{pictures}张图片，图片中的文字没有读取", hint),)
    if empty:
        return (Problem(Place(file), "文档里没有任何文字", "如果不该为空，请重新保存后再放进来"),)
    return ()
