"""Texts become numbered lines; a ledger pasted into a text becomes a sheet, so that its personal data stays behind."""

import csv
import re
from collections.abc import Iterator, Sequence

import msgspec

from assistant.ingest.characters import half_width
from assistant.ingest.columns import Names
from assistant.ingest.header import Row, join_labels
from assistant.ingest.recognise import is_private, known_header, recognise
from assistant.ingest.source import Line, Material, Place, Problem, SheetKind, Text
from assistant.ingest.tabulate import Grid, tabulate
from assistant.ingest.wording import spell_rows

_LINE_END = re.compile(r"\r\n|\n|\r")
_SOFT_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")
_DELIMITERS = "\t|,"
_DELIMITER = re.compile(f"[{_DELIMITERS}]")
_LONGEST_CELL_LINES = 30


class Block(msgspec.Struct, frozen=True):
    """A table inside a text: its first line and the line behind its last (from 0), and a row for each of its lines."""

    start: int
    end: int
    delimiter: str
    rows: list[Row]


def read_text(text: str, file: str, names: Names) -> Material:
    """Return the lines of a text, numbered as an editor does, and the recognised tables among them as sheets."""
    lines = [half_width(line).rstrip() for line in _LINE_END.split(text)]
    material, taken = Material(), dict[int, str | None]()
    for block in find_blocks(lines, names):
        labels = join_labels(block.rows[:1])
        if recognise(labels, names).kind not in (SheetKind.UNKNOWN, SheetKind.NOTES):
            material += tabulate(Grid(file, None, block.rows, block.start + 1), names).material()
            taken.update(dict.fromkeys(range(block.start, block.end)))
        elif private := [index for index, each in enumerate(labels) if is_private(each, names)]:
            taken.update(_without(block, private))
            material += Material(problems=(_told(block, [labels[index][0] for index in private], file),))
    kept = [(number, taken.get(number, line)) for number, line in enumerate(lines)]
    numbered = tuple(
        Line(number + 1, part) for number, line in kept if line is not None for part in _SOFT_END.split(line)
    )
    return (
        Material(texts=(Text(file, _without_blank_end(numbered)),) if any(line.text for line in numbered) else ())
        + material
    )


def _without_blank_end(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    end = len(lines)
    while end and not lines[end - 1].text:
        end -= 1
    return lines[:end]


def find_blocks(lines: Sequence[str], names: Names) -> Iterator[Block]:
    """Yield the runs of lines that are a table: the first reads like a header, the others are cut the same way."""
    start = 0
    while start < len(lines):
        if not _DELIMITER.search(lines[start]):
            start += 1
            continue
        block = next((found for mark in _DELIMITERS if (found := _block(lines, start, mark, names))), None)
        if block is not None and block.end - block.start > 1:
            yield block
        start = block.end if block is not None else start + 1


def _block(lines: Sequence[str], start: int, delimiter: str, names: Names) -> Block | None:
    if lines[start].count(delimiter) < (1 if delimiter == "\t" else 2):
        return None
    header = _cells(lines[start], delimiter)
    texts = [cell for cell in header if cell]
    if len(texts) < 2 or sum(known_header(cell, names) for cell in texts) * 2 < len(texts):
        return None
    rows = _rows(lines, start, delimiter, max(2, len(header) // 2))
    return Block(start, start + len(rows), delimiter, rows)


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in line.split(delimiter)]


def _rows(lines: Sequence[str], start: int, delimiter: str, least: int) -> list[Row]:
    """Return a row for each line from `start` until the table ends; blank lines and continued cells give empty rows."""
    if delimiter == "|":
        read: Iterator[tuple[int, Row]] = _piped(lines[start:])
    else:
        read = _quoted(lines[start:], delimiter)
    rows: list[Row] = []
    end = 0
    for height, row in read:
        if len(row) < least and any(row):
            break
        rows += [row, *[()] * (height - 1)]
        end = len(rows) if any(row) else end
    return rows[:end]


def _piped(lines: Sequence[str]) -> Iterator[tuple[int, Row]]:
    for line in lines:
        yield 1, () if not line.strip() or _RULE.fullmatch(line) else _cells(line, "|")


def _quoted(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, Row]]:
    """Yield rows with the number of lines they span, as spreadsheets put cells of several lines between quotes."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    before = 0
    for row in reader:
        height, before = reader.line_num - before, reader.line_num
        if height > _LONGEST_CELL_LINES:
            start = before - height
            yield from ((1, _cells(line, delimiter) if line else ()) for line in lines[start:])
            return
        yield height, row


def _without(block: Block, private: Sequence[int]) -> dict[int, str | None]:
    mark = {"|": " | "}.get(block.delimiter, block.delimiter)
    return {
        block.start + offset: mark.join(str(cell) for index, cell in enumerate(row) if index not in private)
        for offset, row in enumerate(block.rows)
    }


def _told(block: Block, headers: Sequence[str], file: str) -> Problem:
    rows = spell_rows(range(block.start + 1, block.end + 1))
    return Problem(
        Place(file), f"{rows}的表格中，{'、'.join(headers)}列是个人信息，没有读取", "其余各列照常读取，无需处理"
    )
