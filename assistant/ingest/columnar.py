"""A large delimited file that is regular throughout is read column by column, outside of Python.

Only what the careful path would read in the same way is read here; anything else is left to it: rows of another width,
blank rows, quotes that do not stand around a whole cell, rows that may be totals, footnotes or repeated headers.
Columns that are not kept, those of personal data among them, never become values.
"""

import csv
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from assistant.ingest.body import ROW_HINT, Body, Shape
from assistant.ingest.cells import EMPTY_HINT, reader
from assistant.ingest.characters import ODD_HINT
from assistant.ingest.coded import Coded, Texts
from assistant.ingest.columns import Column
from assistant.ingest.encoding import Readable
from assistant.ingest.source import Cell

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

LARGE = 1 << 20
"""Bytes from which reading by columns pays."""
_BLOCK = 1 << 22
_FEW = 1 << 16
_LINE_END = re.compile(rb"\r\n|\n|\r")
_SPACE = r"[\s\x0b\x1c-\x1f\x85\p{Z}]"
_UNPLAIN = f"{ODD_HINT}|^{_SPACE}|{_SPACE}$|{EMPTY_HINT}"
_PERSONAL = r"1[3-9]\p{Nd}{9}|\p{Nd}{17}"

Columns = dict[str, Sequence[Cell]]


class _Regular(msgspec.Struct, frozen=True):
    """The rows below a header as UTF-8, and whether quoted cells hold line ends."""

    data: memoryview
    delimiter: str
    lines_in_cells: bool


def read_columns(readable: Readable, delimiter: str, body: Body, above: int) -> Columns | None:
    """Return the columns kept of the rows below the first `above`, None where the careful path must read them."""
    import pyarrow as pa

    shape = body.shape
    if shape.width < 2 or len(readable.data) < LARGE or not (regular := _regular(readable, delimiter, above)):
        return None
    try:
        table = _parse(regular, shape.width, sorted({*shape.kept, *body.told_by}))
    except pa.ArrowInvalid:
        return None
    with ThreadPoolExecutor() as pool:
        seats = [int(name) for name in table.column_names]
        read = dict(zip(seats, pool.map(lambda seat: _read(table[str(seat)], seat, body), seats), strict=True))
    if None in read.values():
        return None
    return {name: column for index, name in shape.kept.items() if (column := read[index]) is not None}


def _regular(readable: Readable, delimiter: str, above: int) -> _Regular | None:
    """Return the rows below the first ones if pyarrow cuts them into the same cells as csv does."""
    data = readable.data
    if readable.encoding not in ("utf-8", "utf-8-sig"):
        data = data.decode(readable.encoding).encode()
    start = _start(readable, data, delimiter, above)
    if not delimiter.isascii() or b"\0" in data:
        return None
    end = len(data)
    while end > start and data[end - 1] in b"\r\n":
        end -= 1
    rest = memoryview(data)[start:end]
    if data.find(b'"', start) < 0:
        return _Regular(rest, delimiter, lines_in_cells=False) if rest else None
    lines_in_cells = _lines_in_quotes(bytes(rest), delimiter)
    return None if lines_in_cells is None else _Regular(rest, delimiter, lines_in_cells)


def _start(readable: Readable, data: bytes, delimiter: str, above: int) -> int:
    """Return the byte behind the rows above; a row may take several lines."""
    with readable.lines() as lines:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        for _ in islice(reader, above):
            pass
        count = reader.line_num
    ends = (found.end() for found in _LINE_END.finditer(data))
    return next(islice(ends, count - 1, None), len(data))


def _lines_in_quotes(data: bytes, delimiter: str) -> bool | None:
    """Say whether quoted cells hold line ends; None where a quote does not stand around a whole cell."""
    parts = data.replace(b'""', b"\0").split(b'"')
    cut = re.escape(delimiter.encode()) + rb"\r\n"
    outside = b'"'.join(parts[::2])
    if len(parts) % 2 == 0 or re.search(rb'[^%b]["\0]|["\0][^%b]' % (cut, cut), outside):
        return None
    return any(b"\n" in part or b"\r" in part for part in parts[1::2])


def _parse(regular: _Regular, width: int, wanted: Sequence[int]) -> "pa.Table":
    """Cut the rows into cells, all of them texts; raise ArrowInvalid where a row has another width."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    names = [str(index) for index in wanted]
    return arrow.read_csv(
        pa.BufferReader(pa.py_buffer(regular.data)),
        arrow.ReadOptions(column_names=[str(index) for index in range(width)], block_size=_BLOCK),
        arrow.ParseOptions(
            delimiter=regular.delimiter, newlines_in_values=regular.lines_in_cells, ignore_empty_lines=False
        ),
        arrow.ConvertOptions(
            include_columns=names, column_types=dict.fromkeys(names, pa.string()), check_utf8=False, null_values=[]
        ),
    )


def _read(cells: "pa.ChunkedArray", index: int, body: Body) -> Coded[Cell] | None:
    """Return a column as values, None where a row of it needs a closer look."""
    texts, codes = _distinct(cells.combine_chunks())
    column = body.shape.columns.get(index, Column())
    hint = f"{_UNPLAIN}|{_PERSONAL}" if column.free else _UNPLAIN
    if index in body.told_by:
        hint += f"|{ROW_HINT}|{_headers(body.shape)}"
    unplain = _matching(texts, hint)
    if index in body.told_by and any(map(body.is_odd, unplain.values())):
        return None
    return _values(texts, unplain, column, codes) if index in body.shape.kept else Coded([], codes[:0])


def _distinct(texts: "pa.Array") -> tuple["pa.Array", "NDArray[np.int32]"]:
    """Return the distinct texts, and of every row which it holds; numbers given in order are distinct as they are."""
    import numpy as np
    from pyarrow import compute

    if compute.all(compute.less(texts[:-1], texts[1:])).as_py():
        return texts, np.arange(len(texts), dtype=np.int32)
    encoded = texts.dictionary_encode()
    return encoded.dictionary, encoded.indices.to_numpy()


def _headers(shape: Shape) -> str:
    """Return what matches the headers of a table."""
    names = sorted({re.escape(name) for names in shape.headers for name in names})
    return f"^{_SPACE}*(?:{'|'.join(names)}){_SPACE}*$"


def _values(texts: "pa.Array", unplain: dict[int, str], column: Column, codes: "NDArray[np.int32]") -> Coded[Cell]:
    """Read the distinct texts of a column; those that stay as they are are not looked at one by one."""
    read = reader(column)
    if column.number or column.date:
        return _unified([read(text) for text in Texts(texts)], codes)
    if not unplain and len(texts) > _FEW:
        return Coded(Texts(texts), codes)
    cells: list[Cell] = list(Texts(texts))
    for index, text in unplain.items():
        cells[index] = read(text)
    return _unified(cells, codes) if unplain else Coded(cells, codes)


def _matching(texts: "pa.Array", pattern: str) -> dict[int, str]:
    """Return the texts in which the pattern is found, by their places."""
    import numpy as np
    from pyarrow import compute

    found = np.flatnonzero(compute.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False))
    return dict(zip(found.tolist(), Texts(texts).take(found), strict=True))


def _unified(cells: Sequence[Cell], codes: "NDArray[np.int32]") -> Coded[Cell]:
    """Return a column of which several values may have become the same; 1 and 1.0 stay apart."""
    import numpy as np

    seats: dict[tuple[type, Cell], int] = {}
    new = np.fromiter((seats.setdefault((type(cell), cell), len(seats)) for cell in cells), np.int32, len(cells))
    return Coded([cell for _, cell in seats], codes if len(seats) == len(cells) else new[codes])
