"""What a workbook's XML tells and its values do not: hidden rows, formulas without results, error values, its calendar.

Source: ECMA-376 part 1, 18.2 (workbook) and 18.3 (worksheets). Read as a stream, never as a tree: exports are long.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

import msgspec

_CHUNK = 4 * 1024**2
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>')
_UNCOMPUTED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)<',
    re.S,
)
_WIDE = re.compile(rb'r="([A-Z]{2,3})\d+"[^>/]*>(?!</)')


class Scan(msgspec.Struct):
    """What the XML of one worksheet tells. Rows count from 1, columns from 0."""

    hidden: list[int] = []
    flawed: list[tuple[int, int, str]] = []
    last_row: int = 0
    last_column: int = 25

    @property
    def cells(self) -> int:
        """At most how many cells the sheet spans."""
        return self.last_row * (self.last_column + 1)


class Workbook(msgspec.Struct, frozen=True):
    """What the XML of a workbook tells: its calendar and its sheets by name."""

    date1904: bool
    sheets: dict[str, Scan]


def scan_workbook(data: bytes) -> Workbook:
    """Read the XML of an .xlsx or .xlsm.

    Raises:
        KeyError, ElementTree.ParseError, zipfile.BadZipFile: parts are missing or damaged.

    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        paths = _paths(archive)
        sheets = {}
        for sheet in _all(book, "sheet"):
            target = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            if "worksheets/" in (path := paths.get(target, "")):
                with archive.open(path) as part:
                    sheets[sheet.attrib["name"]] = _scan(part)
    flags = [each.attrib.get("date1904") for each in _all(book, "workbookPr")]
    return Workbook(any(flag in ("1", "true") for flag in flags), sheets)


def _all(root: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == tag]


def _paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts of the workbook by relationship id."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    return {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", each.attrib["Target"])).lstrip("/")
        for each in _all(relations, "Relationship")
    }


def _scan(part: IO[bytes]) -> Scan:
    scan = Scan()
    for rows in _whole_rows(part):
        _scan_rows(rows, scan)
    return scan


def _whole_rows(part: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML in pieces that end where a row ends."""
    rest = b""
    while piece := part.read(_CHUNK):
        piece = rest + piece
        end = piece.rfind(b"row>") + 4
        if end > 3:
            yield piece[:end]
            rest = piece[end:]
        else:
            rest = piece
    yield rest


def _scan_rows(rows: bytes, scan: Scan) -> None:
    if b"hidden=" in rows:
        for tag in _ROW.findall(rows):
            if _HIDDEN.search(tag) and (number := _NUMBER.search(tag)):
                scan.hidden.append(int(number[1]))
    if b"<f" in rows or b":f" in rows:
        scan.flawed += [
            (int(row), _index(column), "是没有计算结果的公式，按空白处理") for column, row in _UNCOMPUTED.findall(rows)
        ]
    if b't="e"' in rows:
        scan.flawed += [
            (int(row), _index(column), f"的公式出错（{error.decode(errors='replace')}），按空白处理")
            for column, row, error in _ERROR.findall(rows)
        ]
    _measure(rows, scan)


def _measure(rows: bytes, scan: Scan) -> None:
    """Note the last row that holds a value, and the last column beyond Z."""
    last_value = max(rows.rfind(b"v>"), rows.rfind(b"is>"))
    before = rows.rfind(b"<c ", 0, last_value) if last_value >= 0 else -1
    if before >= 0 and (cell := _CELL.match(rows, before)):
        scan.last_row = max(scan.last_row, int(cell[2]))
    for column in set(_WIDE.findall(rows)):
        scan.last_column = max(scan.last_column, _index(column))


def _index(column: bytes) -> int:
    """Return a column's number from 0: A is 0, AB is 27."""
    index = 0
    for letter in column:
        index = index * 26 + letter - 64
    return index - 1
