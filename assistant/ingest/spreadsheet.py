"""Workbooks become sheets: values from calamine, the rest from the workbook's own XML."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from assistant.ingest.columns import Names
from assistant.ingest.header import Row
from assistant.ingest.oldbook import scan_old_workbook
from assistant.ingest.source import Material, Place, Problem
from assistant.ingest.tabulate import Grid, column_letter, tabulate
from assistant.ingest.wording import spell_rows
from assistant.ingest.workbook import Scan, Workbook, scan_workbook

MAX_CELLS = 25_000_000
MAX_COLUMNS = 2000
_REOPEN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试"


def read_workbook(data: bytes, file: str, names: Names, old: bool = False) -> Material:
    """Read every worksheet of a workbook; `old` is the binary format (.xls)."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        scans = scan_old_workbook(data) if old else scan_workbook(data)
        if problem := _too_big(scans, file):
            return Material(problems=(problem,))
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _read_sheets(book, scans, file, names)
    except PasswordError:
        return _failed(file, "设了打开密码，无法读取", "请用 Office 或 WPS 打开，去掉密码后重新保存")
    except (CalamineError, KeyError, ValueError, ElementTree.ParseError, zipfile.BadZipFile, EOFError):
        return _failed(file, "工作簿内部有损坏，读不出来", _REOPEN)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return _failed(
            file, "工作簿内部有损坏，读不出来", _REOPEN
        )  # calamine's Rust gave up; its panics are no Exceptions


def _failed(file: str, problem: str, hint: str) -> Material:
    return Material(problems=(Problem(Place(file), problem, hint),))


def _too_big(scans: Workbook, file: str) -> Problem | None:
    for name, scan in scans.sheets.items():
        if scan.cells > MAX_CELLS or scan.last_column >= MAX_COLUMNS:
            reach = f"{column_letter(scan.last_column)}{scan.last_row}"
            place = Place(file, sheet=None if name.isdecimal() else name)
            return Problem(
                place,
                f"表格范围一直到 {reach}，大得不正常，整个文件没有读取",
                "请删除数据右侧和下方多余的行列，保存后重试",
            )
    return None


def _read_sheets(book: Any, scans: Workbook, file: str, names: Names) -> Material:  # noqa: ANN401
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    material = Material()
    for number, metadata in enumerate(book.sheets_metadata):
        place = Place(file, sheet=metadata.name)
        if metadata.typ is not SheetTypeEnum.WorkSheet:
            material += Material(
                problems=(Problem(place, "是图表页或宏表，没有可读取的数据", "数据在别的工作表里则无需处理"),)
            )
            continue
        scan = scans.sheets.get(metadata.name) or scans.sheets.get(str(number)) or Scan()
        read = _read_sheet(book.get_sheet_by_index(number), file, metadata.name, scan, scans.date1904, names)
        material += read
        if read.sheets and metadata.visible is not SheetVisibleEnum.Visible:
            material += Material(problems=(Problem(place, "是隐藏的工作表，已计入", "如果不应计入，请删除这张工作表"),))
    if not material.sheets and not material.problems:
        return _failed(file, "工作簿里没有任何数据", "如果不该为空，请重新导出或保存后再放进来")
    return material


def _read_sheet(sheet: Any, file: str, name: str, scan: Scan, date1904: bool, names: Names) -> Material:  # noqa: ANN401
    if sheet.start is None:
        return Material()
    top, left = sheet.start
    merged = _vertical(sheet.merged_cell_ranges or (), left)
    flawed = tuple((row, column - left, flaw) for row, column, flaw in scan.flawed)
    rows = _fill_down(iter(sheet.to_python()), top + 1, merged)
    done = tabulate(Grid(file, name, rows, top + 1, left, date1904, merged, flawed), names)
    return done.material() + Material(
        problems=_hidden(scan, done.sheet.numbers if done.sheet is not None else (), Place(file, sheet=name))
    )


def _hidden(scan: Scan, numbers: Iterable[int], place: Place) -> tuple[Problem, ...]:
    hidden = set(scan.hidden).intersection(numbers) if scan.hidden else ()
    if not hidden:
        return ()
    return (
        Problem(place, f"{spell_rows(hidden)}是隐藏的行，已计入", "如果不应计入（例如筛选后剩下的），请删除这些行"),
    )


def _vertical(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], left: int) -> tuple[tuple[int, int, int], ...]:
    """Return the merges over several rows: first and last row of the file, column from 0 of what was read."""
    return tuple(
        (top + 1, bottom + 1, first - left) for (top, first), (bottom, _) in ranges if bottom > top and first >= left
    )


def _fill_down(rows: Iterator[list[Any]], number: int, merged: Iterable[tuple[int, int, int]]) -> Iterator[Row]:
    """Repeat the value of a vertical merge in each of its rows."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for first, last, column in merged:
        starts.setdefault(first, []).append((last, column))
    if not starts:
        yield from rows
        return
    running: dict[int, tuple[int, Any]] = {}
    for row in rows:
        for column, (last, value) in list(running.items()):
            if number > last:
                del running[column]
            else:
                row[column] = value
        running |= {column: (last, row[column]) for last, column in starts.get(number, ()) if column < len(row)}
        yield row
        number += 1
