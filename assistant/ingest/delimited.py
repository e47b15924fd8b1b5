"""Comma, tab and semicolon separated files become sheets."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from assistant.ingest.columnar import read_columns
from assistant.ingest.columns import Names
from assistant.ingest.encoding import Readable
from assistant.ingest.header import Row
from assistant.ingest.source import Material, Place, Problem
from assistant.ingest.tabulate import Grid, tabulate

_DELIMITERS = ",\t;|；，"
_SAMPLE_LINES = 60
_LONGEST_CELL = 10_000_000
_SEPARATOR_HINT = re.compile(r"\s*sep=(.)\s*", re.I)


def read_delimited(readable: Readable, file: str, names: Names) -> Material:
    """Read a delimited file. A quote without its partner is told, and the file is then read without quotes."""
    with readable.lines() as lines:
        delimiter = find_delimiter([line for line, _ in zip(lines, range(_SAMPLE_LINES), strict=False)])
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with readable.lines() as lines:
            rows = csv.reader(lines, delimiter=delimiter, strict=True)
            whole = partial(read_columns, readable, delimiter)
            return _material(Grid(file, None, rows, whole=whole), names)
    except csv.Error:
        return _without_quotes(readable, delimiter, file, names)


def _material(grid: Grid, names: Names) -> Material:
    done = tabulate(grid, names)
    if done.sheet is None:
        return Material(
            problems=(Problem(Place(grid.file), "只有空行，没有任何数据", "如果不该为空，请重新导出或保存后再放进来"),)
        )
    return done.material()


def _without_quotes(readable: Readable, delimiter: str, file: str, names: Names) -> Material:
    row = _broken_row(readable, delimiter)
    problem = Problem(
        Place(file, row=row),
        "这一行的引号不成对，整个文件已按没有引号的方式读取",
        "请核对这一行及以下各行的列是否错位，改正后重试",
    )
    with readable.lines() as lines:
        rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        bare = ([cell.strip('"') for cell in row] for row in rows)
        return _material(Grid(file, None, bare), names) + Material(problems=(problem,))


def _broken_row(readable: Readable, delimiter: str) -> int:
    """Return the number of the row at which strict reading stops."""
    row = 0
    with readable.lines() as lines:
        try:
            for row, _ in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), 1):  # noqa: B007
                pass
        except csv.Error:
            return row + 1
    return row


def find_delimiter(lines: list[str]) -> str:
    """Return the delimiter that cuts most of the lines into equally many cells, more than one.

    >>> find_delimiter(["标题;日期", "一、二，三;2025-1-2"])
    ';'
    """
    if lines and (said := _SEPARATOR_HINT.fullmatch(lines[0])):
        return said[1]
    return max(_DELIMITERS, key=lambda delimiter: _regularity(lines, delimiter))


def _regularity(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Return which share of the lines has the commonest number of cells, and that number."""
    if not any(delimiter in line for line in lines):
        return 0.0, 0
    widths = Counter(len(row) for row in csv.reader(iter(lines), delimiter=delimiter) if any(row))
    (width, often), *_ = widths.most_common(1) or [(1, 0)]
    if width < 2:
        return 0.0, 0
    return round(often / widths.total(), 1), width


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Yield the cells of lines that hold one row each."""
    yield from csv.reader(lines, delimiter=delimiter)
