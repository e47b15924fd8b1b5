"""Table 3, 收到和处理政府信息公开申请情况: 25 rows of 7 columns, found by label, by position, by their neighbours."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from assistant.report.published.filled import Filled
from assistant.report.published.labels3 import ORDER, name_row
from assistant.report.published.record import CellSpot, Figures
from assistant.report.published.rows import Row, at_columns, core, pieces, take
from assistant.tables import load_tables

TITLE = "表三"
_COUNT = 7
_SUM = (tuple(range(_COUNT)),)
_HEADER = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_HEADS = ("自然人", "商业企业", "科研机构", "社会公益", "法律服务", "法人或其他组织", "申请人情况")
_ELSEWHERE = ("结果维持", "结果纠正", "未经复议", "第二十条", "统计指标")
_GROUP_LABELS = {
    "other": "（六）其他处理",
    "refused": "（三）不予公开",
    "unable": "（四）无法提供",
    "unprocessed": "（五）不予处理",
}


class Table3(msgspec.Struct, frozen=True):
    """Table 3 as it was found."""

    figures: Figures
    cells: dict[str, CellSpot]
    warnings: tuple[str, ...]
    found: bool


class _Found(msgspec.Struct):
    """A row of seven values; `key` is None while its label says nothing."""

    key: str | None
    row: Row
    cells: Sequence[CellSpot] | None
    parted: bool = False


def read_table3(rows: Iterable[Row], scanned: bool = False) -> Table3:
    """Find the rows of table 3; a row whose values cannot be told apart is None throughout, and told."""
    filled = Filled("table3", TITLE, scanned)
    found = _place_unnamed(_heal_split(_find(list(rows))))
    columns = {column.key: load_tables().column_label(column.key) for column in load_tables().columns3}
    for each in found:
        if each.key:
            _enter(filled, each, columns)
        else:
            filled.warn(f"有一行七个数“{_written(each.row)}”没有认出是哪一行", each.row.spot)
    return _finish(filled, list(columns))


def _find(rows: list[Row]) -> list[_Found]:
    """Return the rows that are table 3's, in order."""
    starts = {grid: _start(list(own)) for grid, own in groupby(rows, key=lambda row: row.grid)}
    found: list[_Found] = []
    seen: str | None = None
    for row in rows:
        if any(sign in row.words for sign in _ELSEWHERE):
            seen = None
        elif sum(head in row.words for head in _HEADS) < 2 and (one := _one(row, seen, starts[row.grid])):
            found.append(one)
            seen = one.key or seen
    return found


def _one(row: Row, seen: str | None, start: int | None) -> _Found | None:
    """Return the row with its name and its values, None where it is no row of table 3."""
    key = name_row(row, seen)
    span = take(row.values, _COUNT, _SUM)
    cells = span.cells if span else None
    if cells is None and start is not None:
        cells = at_columns(row, start, _COUNT)  # type: ignore[assignment]
    if key is None:
        return _Found(None, row, cells) if cells and seen and not _is_blank(cells) else None
    if cells is None and not pieces(row.values):
        return None
    if key in _GROUP_LABELS and (cells is None or _is_blank(cells)):
        return None
    return _Found(key, row, cells, bool(span and span.parted))


def _is_blank(cells: Sequence[CellSpot]) -> bool:
    return not any(cell.raw for cell in cells)


def _start(rows: Sequence[Row]) -> int | None:
    """Return the grid's column of 自然人, by vote of its headers and, where columns are sure, of rows of seven values."""
    votes: Counter[int] = Counter()
    for row in rows:
        votes.update(_votes(row))
    return votes.most_common(1)[0][0] if votes else None


def _votes(row: Row) -> list[int]:
    filled = [cell for cell in row.values if cell.text.strip()]
    if row.aligned and len(filled) == _COUNT and len(pieces(filled)) == _COUNT:
        return [filled[0].column]
    named = [cell for cell in (*row.labels, *row.values) if cell.width == 1 and core(cell.text) in _HEADER]
    return [cell.column - _HEADER.index(core(cell.text)) for cell in named] if len(named) > 2 else []


def _heal_split(found: list[_Found]) -> list[_Found]:
    """Join a row that a page break divided: its label alone on one page, its values alone on the other."""
    healed: list[_Found] = []
    for each in found:
        before = healed[-1] if healed else None
        if before and before.row.grid != each.row.grid and (before.key is None) != (each.key is None):
            label, values = (each, before) if before.key is None else (before, each)
            if values.cells and label.cells and _is_blank(label.cells):
                healed[-1] = _Found(label.key, values.row, values.cells)
                continue
        healed.append(each)
    return healed


def _place_unnamed(found: list[_Found]) -> list[_Found]:
    """Name rows without a readable label where exactly as many rows are missing between their neighbours."""
    named = {each.key for each in found}
    index = 0
    while index < len(found):
        run = index
        while run < len(found) and found[run].key is None:
            run += 1
        if run > index:
            before = found[index - 1].key if index else None
            after = found[run].key if run < len(found) else None
            missing = [key for key in _between(before, after) if key not in named]
            if len(missing) == run - index:
                for each, key in zip(found[index:run], missing, strict=True):
                    each.key = key
        index = max(run, index + 1)
    return found


def _between(before: str | None, after: str | None) -> tuple[str, ...]:
    first = ORDER.index(before) + 1 if before in ORDER else 0 if before is None else len(ORDER)
    last = ORDER.index(after) if after in ORDER else len(ORDER) if after is None else 0
    return ORDER[first:last]


def _enter(filled: Filled, each: _Found, columns: dict[str, str]) -> None:
    key = each.key or ""
    label = _GROUP_LABELS.get(key) or load_tables().row_label(key)
    if each.cells is None:
        filled.warn(f"“{label}”行应有7个数，读到的是“{_written(each.row)}”，分不清各列", each.row.spot)
        filled.lack(key, list(columns))
        return
    if each.parted:
        filled.warn(f"“{label}”行的数字连在一起“{_written(each.row)}”，已按唯一的分法拆开", each.row.spot)
    filled.put(key, label, columns, each.cells)


def _finish(filled: Filled, columns: list[str]) -> Table3:
    found = bool(filled.figures)
    one_row = "other" in filled.figures
    for key in ORDER:
        if found and key not in filled.figures and not (one_row and key.startswith("other_")):
            filled.warn(f"没有找到“{load_tables().row_label(key)}”行")
        filled.lack(key, columns)
    extra = [key for key in filled.figures if key not in ORDER]
    figures = {key: filled.figures[key] for key in (*ORDER, *extra)}
    return Table3(figures, filled.cells, tuple(filled.warnings), found)


def _written(row: Row) -> str:
    return " ".join(cell.text.strip() for cell in row.values)[:40]
