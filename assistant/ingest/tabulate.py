"""A grid of cells becomes a Sheet: header found, kind recognised, personal data left behind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import msgspec

from assistant.ingest.body import Body, Shape
from assistant.ingest.columns import Column, Names, plain_header
from assistant.ingest.header import SEARCHED, Header, Raw, Row, duplicates, find_header
from assistant.ingest.recognise import Double, is_private, known_header
from assistant.ingest.source import Cell, Material, Place, Problem, Sheet, SheetKind
from assistant.ingest.wording import spell_rows

_CHUNK = 20_000
_HEAD = SEARCHED + 10
_NARROW = 2


class Grid(msgspec.Struct, frozen=True):
    """The cells of one table as a file gives them. Row `first` of the file is the first; blank rows are there too."""

    file: str
    name: str | None
    rows: Iterable[Row]
    first: int = 1
    left: int = 0
    """Columns of the file left of the first one here."""
    date1904: bool = False
    merged: tuple[tuple[int, int, int], ...] = ()
    """Vertical merges, already filled in: first and last row of the file, column from 0."""
    flawed: tuple[tuple[int, int, str], ...] = ()
    """Cells that could not be computed: row of the file, column from 0, what is wrong."""
    whole: Callable[[Body, int], dict[str, Sequence[Cell]] | None] | None = None
    """Reads all rows below so many at once, where they are regular; else they are read one after the other."""


class Tabulated(msgspec.Struct, frozen=True):
    """The sheet of a grid, None where the grid is blank, and what has to be told about it."""

    sheet: Sheet | None
    problems: tuple[Problem, ...] = ()

    def material(self) -> Material:
        """Return both as material."""
        return Material(sheets=(self.sheet,) if self.sheet is not None else (), problems=self.problems)


def tabulate(grid: Grid, names: Names) -> Tabulated:
    """Read a grid as a table of the kind its headers speak for. Raises nothing of its own."""
    rows = iter(grid.rows)
    blank, head = _head(rows)
    if not head:
        return Tabulated(None)
    grid = msgspec.structs.replace(grid, first=grid.first + blank)
    header = find_header(head, names)
    if header is None or header.found.kind is SheetKind.UNKNOWN:
        return _unknown(grid, header, chain(head, rows), names)
    shape, dropped = _shape(grid, header, head, names)
    body = Body(shape)
    columns, numbers = _rows(body, grid, grid.first + header.bottom, chain(head[header.bottom :], rows))
    sheet = Sheet(grid.file, grid.name, header.found.kind, columns, numbers, _headers(header, shape), dropped)
    _forget_merged_numbers(sheet, grid, shape)
    sheet = _with_unit(sheet, header)
    return Tabulated(
        sheet,
        (
            *_told_by_header(sheet, header, grid.left, names),
            *_told_by_rows(sheet, body),
            *_told_by_cells(sheet, grid, shape),
        ),
    )


def _head(rows: Iterator[Row]) -> tuple[int, list[Row]]:
    """Return how many blank rows come first, and the rows in which the header is looked for."""
    for blank, row in enumerate(rows):
        if any(cell not in ("", None) for cell in row):
            return blank, [row, *islice(rows, _HEAD - 1)]
    return 0, []


def _rows(body: Body, grid: Grid, first: int, rows: Iterator[Row]) -> tuple[dict[str, Sequence[Cell]], Sequence[int]]:
    """Return the columns of the rows from `first` on, and the numbers of the rows that are data."""
    whole = grid.whole(body, first - 1) if grid.whole else None
    if whole:
        return whole, range(first, first + len(next(iter(whole.values()))))
    _fill(body, rows, first)
    return dict(body.columns), body.numbers


def _fill(body: Body, rows: Iterator[Row], number: int) -> None:
    while chunk := list(islice(rows, _CHUNK)):
        body.add(chunk, number)
        number += len(chunk)


def _shape(grid: Grid, header: Header, head: list[Row], names: Names) -> tuple[Shape, tuple[str, ...]]:
    """Decide which columns are read, and name the headers of the others."""
    kind = header.found.kind
    kept: dict[int, str] = {}
    columns: dict[int, Column] = {}
    dropped: list[str] = []
    private: list[int] = []
    for index, candidates in enumerate(header.labels):
        if not candidates:
            continue
        name = header.found.columns.get(index)
        column = names.column(kind, name) if name else Column(private=is_private(candidates, names))
        lost = name is None and (kind not in names.keeps_unknown or plain_header(candidates[0])[0] == "序号")
        if column.private:
            private.append(index)
        if column.private or lost or (name or candidates[0]) in kept.values():
            dropped.append(candidates[0])
        else:
            kept[index], columns[index] = name or candidates[0], column
    width = max(len(row) for row in head[: header.bottom])
    narrow = len(header.found.columns) <= _NARROW or kind is SheetKind.NOTES
    shape = Shape(width, kept, columns, header.labels, narrow, min(private, default=None), grid.date1904)
    return shape, tuple(dropped)


def _headers(header: Header, shape: Shape) -> dict[str, str]:
    return {name: header.names[index] for index, name in shape.kept.items()}


def _forget_merged_numbers(sheet: Sheet, grid: Grid, shape: Shape) -> None:
    """Take a number merged over several rows once: repeated it would be added up several times."""
    seats = {number: index for index, number in enumerate(sheet.numbers)} if grid.merged else {}
    for first, last, column in grid.merged:
        if column in shape.kept and shape.columns[column].number:
            cells = sheet.columns[shape.kept[column]]
            for number in range(first + 1, last + 1):
                if number in seats and isinstance(cells, list):
                    cells[seats[number]] = None


def _with_unit(sheet: Sheet, header: Header) -> Sheet:
    """Give a fee list whose unit stands in the header, 金额（万元）, the column of units it lacks."""
    amount = sheet.headers.get("金额")
    if sheet.kind is not SheetKind.FEES or amount is None or "单位" in sheet.columns:
        return sheet
    full = "".join(next(each for each in header.labels if each and each[0] == amount))
    unit = next((unit for unit in ("万元", "元") if unit in full), None)
    if unit is None:
        return sheet
    units: dict[str, list[Cell]] = {"单位": [unit] * len(sheet)}
    return msgspec.structs.replace(sheet, columns={**sheet.columns, **units}, headers={**sheet.headers, "单位": amount})


def _unknown(grid: Grid, header: Header | None, rows: Iterator[Row], names: Names) -> Tabulated:
    """Keep of an unrecognised table its readable headers and how many rows it has; its cells go nowhere."""
    shown = [name for name in header.names if name and known_header(name, names)] if header else []
    shape = Shape(len(header.labels) if header else 1, {}, {}, header.labels if header else (), lone_rows_count=True)
    body = Body(shape)
    start = header.bottom if header else 0
    _fill(body, islice(rows, start, None), grid.first + start)
    sheet = Sheet(grid.file, grid.name, SheetKind.UNKNOWN, {}, body.numbers, {name: name for name in shown})
    return Tabulated(sheet, (_unrecognised(sheet, header, names),))


def _unrecognised(sheet: Sheet, header: Header | None, names: Names) -> Problem:
    place = Place(sheet.file, sheet=sheet.name)
    rows = f"{len(sheet)}行没有采用"
    if header is None:
        return Problem(
            place, f"前{SEARCHED}行里没有找到表头，{rows}", "请在数据上方加一行列名，例如：标题、栏目、发布日期"
        )
    seen = f"表头为：{'、'.join(sheet.headers)}" if sheet.headers else "表头无法辨认"
    rivals = header.found.rivals
    why = f"既像{'，又像'.join(rivals)}，分不清是哪种表" if rivals else "不是能识别的表格"
    kinds = "；".join(f"{kind}（{_telling(names.kinds[kind])}）" for kind in rivals or names.kinds)
    return Problem(place, f"{seen}；{why}，{rows}", f"请把列名改成下列表格之一的列名，或在列名文件中补充别名：{kinds}")


def _telling(columns: dict[str, Column]) -> str:
    """Name the columns by which a kind is known best."""
    public = [name for name in columns if not columns[name].private]
    return "、".join(sorted(public, key=lambda name: -columns[name].weight)[:4])


def _told_by_header(sheet: Sheet, header: Header, left: int, names: Names) -> list[Problem]:
    problems, twice = [], set()
    for label, indexes in duplicates(header.labels).items():
        candidates = header.labels[indexes[0]]
        if is_private(candidates, names) or not any(index in header.found.columns for index in indexes):
            continue
        twice.update(indexes)
        columns = "、".join(column_letter(left + index) for index in indexes)
        place = Place(sheet.file, sheet=sheet.name, column=candidates[0])
        problems.append(
            Problem(
                place, f"表头“{label}”出现了{len(indexes)}次（{columns}列），只读取前一列", "请改名或删去多余的一列"
            )
        )
    return problems + [
        _double(sheet, header, double) for double in header.found.doubles if _tell(sheet, double, twice, names)
    ]


def _tell(sheet: Sheet, double: Double, twice: set[int], names: Names) -> bool:
    return names.column(sheet.kind, double.name).decides and not {double.kept, double.lost} <= twice


def _double(sheet: Sheet, header: Header, double: Double) -> Problem:
    kept, lost = header.names[double.kept], header.names[double.lost]
    place = Place(sheet.file, sheet=sheet.name, column=kept)
    return Problem(
        place,
        f"与“{lost}”列都可作“{double.name}”，按“{kept}”列统计",
        f"如应按“{lost}”列统计，请把那一列改名为“{double.name}”",
    )


def _told_by_rows(sheet: Sheet, body: Body) -> list[Problem]:
    place = Place(sheet.file, sheet=sheet.name)
    problems = []
    if body.lone:
        rows = spell_rows(body.lone)
        problems.append(
            Problem(
                place, f"{rows}只有一格内容（小标题、表后说明或空号），没有作为数据", "如果其中有数据行，请补全后重试"
            )
        )
    if body.long:
        rows = spell_rows(body.long)
        problems.append(
            Problem(
                place,
                f"{rows}比表头多出内容，多出的部分和可能错位的列没有读取",
                "可能是单元格里有逗号没有加引号，请核对这些行",
            )
        )
    if body.short:
        rows = spell_rows(body.short)
        problems.append(Problem(place, f"{rows}比表头少几列，缺的列按空白处理", "请核对这些行是否缺了分隔符"))
    for total in body.totals:
        problem = f"合计写的是{total.written:g}，上面各行是{total.counted:g}"
        seat = Place(sheet.file, sheet=sheet.name, row=total.row, column=sheet.headers.get(total.column))
        problems.append(Problem(seat, problem, "统计以各行为准；请核对是漏了行，还是合计没有更新"))
    return problems


def _told_by_cells(sheet: Sheet, grid: Grid, shape: Shape) -> list[Problem]:
    problems = [
        Problem(
            Place(sheet.file, sheet=sheet.name, row=first, column=sheet.headers[shape.kept[column]]),
            f"{spell_rows(range(first, last + 1))}是合并单元格，"
            + ("数字只算一次" if shape.columns[column].number else "按每行内容相同读取"),
            "如果不是这个意思，请取消合并后逐行填写",
        )
        for first, last, column in grid.merged
        if column in shape.kept and sheet.numbers and first >= sheet.numbers[0]
    ]
    flaws: dict[tuple[int, str], list[int]] = {}
    for row, column, flaw in grid.flawed:
        if column in shape.kept:
            flaws.setdefault((column, flaw), []).append(row)
    for (column, flaw), rows in flaws.items():
        place = Place(sheet.file, sheet=sheet.name, row=min(rows), column=sheet.headers[shape.kept[column]])
        problems.append(
            Problem(place, f"{spell_rows(rows)}{flaw}", "请用 Excel 或 WPS 打开并保存一次，或把公式改成数值")
        )
    return problems


def column_letter(index: int) -> str:
    """Return the letters of a spreadsheet column counted from 0: 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


__all__ = ["Grid", "Raw", "Tabulated", "column_letter", "tabulate"]
