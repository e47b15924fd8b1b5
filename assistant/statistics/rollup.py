"""A government's report adds up its departments' and townships': cell by cell, naming what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from assistant.errors import AssistantError, UnreadableFile
from assistant.ingest import Place, Problem
from assistant.tables import load_tables

Value = int | float | None
Cells = Mapping[str, Mapping[str, Value]]

_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}


class Child(msgspec.Struct, frozen=True):
    """One body's figures: a drafted report.json, a parsed report, or a figures file. Other keys of the file are ignored."""

    agency: str
    year: int
    table2: dict[str, dict[str, Value]] = {}
    table3: dict[str, dict[str, Value]] = {}
    table4: dict[str, dict[str, Value]] = {}


class Lack(msgspec.Struct, frozen=True):
    """A cell a body did not fill; the sum of that cell is unknown."""

    agency: str
    cell: str


class Difference(msgspec.Struct, frozen=True):
    """A cell in which the parent's number is not own plus children."""

    cell: str
    parent: Value
    expected: Value

    @property
    def message(self) -> str:
        """The difference in words."""
        return f"{self.cell}：汇总应为{self.expected}，政府报告为{self.parent}"


def read_child(path: Path) -> Child:
    """Read one body's figures from a drafted report.json, a parsed report or a figures file (JSON).

    Raises:
        UnreadableFile: it is no JSON, or has no agency and year.

    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Child)
    except (OSError, msgspec.DecodeError) as error:
        raise UnreadableFile(
            f"{path} 不是年报的统计结果", "请给出 nianbao draft 或 nianbao parse 写出的 .json 文件"
        ) from error


class Rollup(msgspec.Struct, frozen=True):
    """The sums; a cell nobody can vouch for is None and named in `lacks`."""

    year: int
    agencies: tuple[str, ...]
    table2: dict[str, dict[str, Value]]
    table3: dict[str, dict[str, Value]]
    table4: dict[str, dict[str, Value]]
    lacks: tuple[Lack, ...]

    def differences(self, parent: Child) -> list[Difference]:
        """Compare a parent's report with the sums, cell by cell; cells that are unknown on either side are left out."""
        found = []
        for table, row, column in cells():
            mine, sums = _value(parent, table, row, column), _value(self, table, row, column)
            if mine is not None and sums is not None and _exact(mine) != _exact(sums):
                found.append(Difference(cell_label(table, row, column), mine, sums))
        return found


def cells() -> Iterator[tuple[str, str, str]]:
    """Yield every cell of tables 2, 3 and 4 as (table, row, column) keys."""
    tables = load_tables()
    for block in tables.blocks2:
        yield from (("table2", row.key, column.key) for row in block.rows for column in block.columns)
    yield from (("table3", row.key, column.key) for row in tables.rows3 for column in tables.columns3)
    yield from (("table4", group.key, column.key) for group in tables.groups4 for column in tables.columns4)


def cell_label(table: str, row: str, column: str) -> str:
    """Return a cell in words: 表三“（一）予以公开”行“自然人”列."""
    tables = load_tables()
    if table == "table3":
        return f"表三“{tables.row_label(row)}”行“{tables.column_label(column)}”列"
    if table == "table4":
        group = next(group for group in tables.groups4 if group.key == row)
        label = next(each.label for each in tables.columns4 if each.key == column)
        return f"表四“{group.label}”“{label}”列"
    block = next(block for block in tables.blocks2 if any(each.key == row for each in block.rows))
    row_label = next(each.label for each in block.rows if each.key == row)
    column_label = next(each.label for each in block.columns if each.key == column)
    return f"表二“{row_label}”行“{column_label}”列"


def roll_up(bodies: Sequence[Child]) -> Rollup:
    """Add up the figures of own office and children.

    Raises:
        ValueError: no bodies, or bodies of different years.

    """
    years = {body.year for body in bodies}
    if len(years) != 1:
        raise ValueError("bodies of one year are needed")
    sums: dict[str, dict[str, dict[str, Value]]] = {name: {} for name in _NAMES}
    lacks: list[Lack] = []
    for table, row, column in cells():
        values = [(body.agency, _value(body, table, row, column)) for body in bodies]
        absent = [Lack(agency, cell_label(table, row, column)) for agency, value in values if value is None]
        lacks += absent
        total = None if absent else _sum([value for _, value in values if value is not None])
        sums[table].setdefault(row, {})[column] = total
    return Rollup(years.pop(), tuple(body.agency for body in bodies), **sums, lacks=tuple(lacks))


def _value(body: "Child | Rollup", table: str, row: str, column: str) -> Value:
    found: Cells = getattr(body, table)
    return found.get(row, {}).get(column)


def _exact(value: int | float) -> Decimal:
    return Decimal(str(value))


def _sum(values: Sequence[int | float]) -> int | float:
    total = sum((_exact(value) for value in values), Decimal(0))
    return int(total) if total == total.to_integral_value() else float(total)


class RolledUp(msgspec.Struct, frozen=True):
    """Sums over many bodies, who is missing of those expected, and where the parent's report differs."""

    sums: Rollup
    missing: tuple[str, ...]
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    compared: bool


def roll_up_files(folders: Iterable[Path], parent: Path | None = None, expected: Sequence[str] = ()) -> RolledUp:
    """Add up every report.json and figures file below `folders`.

    Raises:
        AssistantError: nothing to add up, reports of different years, or a parent that cannot be read.

    """
    children, problems = _read_all(sorted({found for folder in folders for found in _figure_files(folder)}))
    if not children:
        raise AssistantError("没有找到可汇总的统计结果", "请给出含 report.json 的文件夹（nianbao draft 的输出）")
    if len({child.year for child in children}) > 1:
        listed = "、".join(f"{child.agency}{child.year}年" for child in children)
        raise AssistantError(f"年度不一致：{listed}", "请分年度汇总")
    sums = roll_up(children)
    missing = tuple(agency for agency in expected if agency not in sums.agencies)
    differences = tuple(sums.differences(read_child(parent))) if parent else ()
    return RolledUp(sums, missing, differences, tuple(problems), parent is not None)


def _read_all(paths: Iterable[Path]) -> tuple[list[Child], list[Problem]]:
    """Read what can be read; a body that reported twice is taken once and named."""
    children: dict[str, Child] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            child = read_child(path)
        except UnreadableFile as error:
            problems.append(Problem(Place(str(path)), error.problem, error.hint))
            continue
        if child.agency in children:
            problems.append(Problem(Place(str(path)), f"{child.agency}已有一份，这份未计入", "请只保留一份"))
        else:
            children[child.agency] = child
    return list(children.values()), problems


def _figure_files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    else:
        yield from (path for path in folder.rglob("*.json") if path.name not in {"findings.json", "summary.json"})
