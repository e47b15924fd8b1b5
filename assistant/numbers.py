"""The numbers of a case for the pages: its figures with the rows behind them, the typed ones, last year's, identities."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from assistant.earlier import take_earlier
from assistant.errors import AssistantError
from assistant.export import Chart, draw
from assistant.export.layout import Grid, grids
from assistant.ingest import Case, Sheet, TypedFigures, read_case
from assistant.pipeline import count
from assistant.report import Document, document_of_published
from assistant.settings import Settings
from assistant.statistics import Figure, Origin, Rows, Statistics, explain, label_of, ranges
from assistant.statistics.cells import cell_units
from assistant.statistics.identities import Held, held_identities

__all__ = [
    "TYPED_FILE", "Behind", "Chart", "Grid", "Held", "Numbers", "behind", "case_numbers", "cell_units", "charts",
    "grids", "identities", "label_of", "last_year", "parse_value", "read_typed", "typed_text",
]  # fmt: skip

TYPED_FILE = "手填数据.yaml"
"""The figures file the pages write; `nianbao draft` reads it as any other."""
_SHOWN = (
    "收到日期",
    "申请日期",
    "申请方式",
    "申请人类型",
    "办理结果",
    "答复日期",
    "栏目",
    "日期",
    "发布日期",
    "类别",
    "结果",
    "渠道",
)
_MOST_ROWS = 60

Cells = dict[str, dict[str, dict[str, int | float | None]]]
"""Table to row to column to value."""


class BadNumber(AssistantError):
    """What was typed is no number of that cell."""


class Numbers(msgspec.Struct, frozen=True):
    """A case's statistics with what they were counted from."""

    case: Case
    statistics: Statistics
    sheets: tuple[Sheet, ...]
    typed: tuple[TypedFigures, ...]
    previous: Document | None = None
    """Last year's report, where it is among the files."""


class Behind(msgspec.Struct, frozen=True):
    """Rows of one sheet behind a figure: where they stand, and their cells without personal data."""

    file: str
    sheet: str | None
    rows: str
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


def case_numbers(folder: Path, settings: Settings) -> Numbers:
    """Count a case folder as `nianbao draft` does.

    Raises:
        BadCase: the folder's case.yaml cannot be used.

    """
    case, material = read_case(folder, columns=settings.columns)
    earlier = take_earlier(folder, material, case.year)
    statistics = count(case, earlier.material, settings)
    last = next((each for each in earlier.reports if each.year == case.year - 1), None)
    return Numbers(
        case,
        statistics,
        earlier.material.sheets,
        earlier.material.typed,
        document_of_published(last) if last else None,
    )


def behind(numbers: Numbers, key: str) -> tuple[list[Behind], tuple[str, ...]]:
    """Return the rows behind a figure and, of a computed one, the keys it was added up from.

    Raises:
        KeyError: there is no such figure.

    """
    figures = numbers.statistics.figures
    return [_behind(numbers, rows) for rows in explain(figures, key)], figures[key].parts


def _behind(numbers: Numbers, rows: Rows) -> Behind:
    told = "、".join(ranges(rows.numbers))
    sheet = next((each for each in numbers.sheets if (each.file, each.name) == (rows.file, rows.sheet)), None)
    if sheet is None:
        return Behind(rows.file, rows.sheet, told)
    names = tuple(name for name in sheet.columns if name in _SHOWN)
    at = {number: index for index, number in enumerate(sheet.numbers)}
    places = [at[number] for number in rows.numbers if number in at][:_MOST_ROWS]
    cells = tuple((str(sheet.numbers[place]), *(_said(sheet.cells(name)[place]) for name in names)) for place in places)
    return Behind(rows.file, rows.sheet, told, names, cells if names else ())


def _said(cell: object) -> str:
    return "" if cell is None else str(cell)[:40]


def last_year(numbers: Numbers) -> dict[str, int | float]:
    """Return last year's cells by key."""
    previous = numbers.statistics.previous
    tables: Cells = previous.tables if previous else {}
    return {
        f"{table}.{row}.{column}": value
        for table, rows in tables.items()
        for row, columns in rows.items()
        for column, value in columns.items()
        if value is not None
    }


def identities(numbers: Numbers) -> list[Held]:
    """Return every identity at every place, holding, broken or not to be worked out."""
    made = numbers.statistics
    last = made.previous.tables if made.previous else None
    return list(held_identities(made.table2, made.table3, made.table4, last, numbers.case.level))


def charts(numbers: Numbers) -> list[Chart]:
    """Draw the pictures the report will have.

    Raises:
        MissingFont: no Chinese font is installed.

    """
    return draw(numbers.statistics.figures, numbers.case.year, numbers.typed)


def parse_value(key: str, text: str) -> int | float | None:
    """Return what was typed into a cell; None for nothing.

    >>> parse_value("table3.granted.total", " 12 "), parse_value("table3.granted.total", "")
    (12, None)

    Raises:
        BadNumber: no such cell, or no number it can hold.

    """
    if key not in cell_units():
        raise BadNumber("没有这一格", "请刷新页面后重试")
    text = text.strip().replace("，", "").replace(",", "")
    if not text:
        return None
    decimal = cell_units()[key] == "万元"
    whole, _, rest = text.partition(".")
    if not (whole.isascii() and whole.isdecimal() and len(whole) <= 9) or (rest and not (decimal and rest.isdecimal())):
        raise BadNumber(f"{label_of(key)}：“{text[:20]}”不是有效的数", "请填0或正整数；收费金额以万元计，可以有小数")
    return float(text) if rest else int(whole)


def read_typed(folder: Path) -> Cells:
    """Return the cells of the typed file of a case folder, none where there is no such file.

    Raises:
        BadNumber: the file cannot be read.

    """
    path = folder / TYPED_FILE
    if not path.exists():
        return {}
    try:
        told = msgspec.yaml.decode(path.read_bytes(), type=dict[str, object])
        return msgspec.convert({name: told[name] for name in ("table2", "table3", "table4") if told.get(name)}, Cells)
    except (msgspec.DecodeError, OSError) as error:
        raise BadNumber(f"{TYPED_FILE} 读不懂", "请在“材料”页移出后重填") from error


def typed_text(year: int, cells: Cells) -> bytes:
    """Return the typed file's bytes."""
    kept = {
        table: {row: dict(columns) for row, columns in rows.items() if columns} for table, rows in cells.items() if rows
    }
    return msgspec.yaml.encode({"year": year, **{table: rows for table, rows in kept.items() if rows}})


def typed_here(figure: Figure | None) -> bool:
    """Say whether a figure was typed on the pages."""
    return figure is not None and figure.origin is Origin.TYPED and any(rows.file == TYPED_FILE for rows in figure.rows)


def flat(cells: Mapping[str, Mapping[str, Mapping[str, int | float | None]]]) -> Iterator[tuple[str, int | float]]:
    """Yield the cells that hold a number, by key."""
    for table, rows in cells.items():
        for row, columns in rows.items():
            for column, value in columns.items():
                if value is not None:
                    yield f"{table}.{row}.{column}", value
