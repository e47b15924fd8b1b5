"""Figures typed by hand, or parsed from a published report: .yaml and .json with `year` and the three tables."""

from collections.abc import Iterator

import msgspec

from assistant.ingest.encoding import Readable
from assistant.ingest.jsonl import to_record
from assistant.ingest.source import Material, Place, Problem, Record, TypedFigures
from assistant.tables import load_tables

_TABLES = ("table2", "table3", "table4")
_KNOWN = {"year", "agency", "format", "sections", "warnings", "title", "level", "region", *_TABLES}
_EXAMPLE = "应写成：year: 2024，下面 table2、table3、table4 按“行: {列: 数}”填写"
_YEARS = range(2008, 2100)

Cells = dict[str, dict[str, int | float | None]]


def read_json(readable: Readable, file: str) -> Material:
    """Read a .json: typed figures, or a list of notes with `text`."""
    try:
        value = msgspec.json.decode(readable.text().encode())
    except (msgspec.DecodeError, RecursionError) as error:
        return _refused(file, "不是完整的 JSON，没有读取", f"请检查括号、引号和逗号（{str(error)[-40:]}）")
    if isinstance(value, list):
        return _records(value, file)
    return read_figures(value, file)


def read_yaml(readable: Readable, file: str) -> Material:
    """Read a .yaml of typed figures."""
    import yaml

    try:
        value = yaml.safe_load(readable.text())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, line=mark.line + 1 if mark else None)
        return Material(problems=(Problem(place, "不是正确的 YAML，没有读取", "请检查缩进和冒号后的空格"),))
    return read_figures(value, file)


def read_figures(value: object, file: str) -> Material:
    """Return the figures of a mapping; keys and cells that cannot be used are told, the others are kept."""
    if not isinstance(value, dict) or not any(table in value for table in _TABLES):
        return _refused(file, "里面没有 table2、table3 或 table4，没有读取", _EXAMPLE)
    year = value.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or year not in _YEARS:
        return _refused(file, "没有写明年份（year），不知道是哪一年的数", "请在开头加一行，例如 year: 2024")
    problems = [_unknown(file, str(key), sorted(_KNOWN)) for key in value if key not in _KNOWN]
    tables: dict[str, Cells] = {}
    for table, rows in _rows().items():
        if value.get(table) is not None:
            tables[table] = _table(value[table], table, rows, file, problems)
    return Material(typed=(TypedFigures(file, year, tables),), problems=tuple(problems))


def _records(values: list[object], file: str) -> Material:
    read = [to_record(value, Place(file, row=number)) for number, value in enumerate(values, 1)]
    records = tuple(each for each in read if isinstance(each, Record))
    return Material(records=records, problems=tuple(each for each in read if isinstance(each, Problem)))


def _rows() -> dict[str, dict[str, list[str]]]:
    """Return the columns of every row of the three tables."""
    tables = load_tables()
    two = {row.key: [column.key for column in block.columns] for block in tables.blocks2 for row in block.rows}
    three = {row.key: [column.key for column in tables.columns3] for row in tables.rows3}
    four = {group.key: [column.key for column in tables.columns4] for group in tables.groups4}
    return dict(zip(_TABLES, (two, three, four), strict=True))


def _table(value: object, table: str, rows: dict[str, list[str]], file: str, problems: list[Problem]) -> Cells:
    if not isinstance(value, dict):
        problems.append(Problem(Place(file), f"{table} 不是“行: {{列: 数}}”的形式，没有读取", _EXAMPLE))
        return {}
    cells: Cells = {}
    for row, columns in value.items():
        if row not in rows or not isinstance(columns, dict):
            problems.append(_unknown(file, f"{table}.{row}", list(rows)))
            continue
        cells[row] = dict(_cells(columns, f"{table}.{row}", rows[row], file, problems))
    return cells


def _cells(
    columns: dict[str, object], path: str, known: list[str], file: str, problems: list[Problem]
) -> Iterator[tuple[str, int | float | None]]:
    for column, number in columns.items():
        if column not in known:
            problems.append(_unknown(file, f"{path}.{column}", known))
        elif number is None:
            yield column, None
        elif isinstance(number, (int, float)) and not isinstance(number, bool) and number >= 0:
            yield column, number
        else:
            problems.append(
                Problem(
                    Place(file), f"{path}.{column} 的值不是数，没有读取", "请填不带单位、不带引号的数；没有数就留空"
                )
            )


def _unknown(file: str, key: str, known: list[str]) -> Problem:
    return Problem(Place(file), f"不认识 {key}，没有读取", f"可用的名称：{'、'.join(known)}")


def _refused(file: str, problem: str, hint: str) -> Material:
    return Material(problems=(Problem(Place(file), problem, hint),))
