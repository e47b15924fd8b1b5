"""A sheet of indicators (指标、上年数、本年数) becomes typed figures of last year and of this one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from assistant.ingest import Cell, Problem, Sheet, TypedFigures
from assistant.statistics.cells import cell_units, plain
from assistant.statistics.labels import label_of
from assistant.statistics.rows import Counted, Unused, listed, to_number
from assistant.tables import load_tables

_YEARS = {"上年数": -1, "本年数": 0}
_MARKS = re.compile(r"[\s、，,.．:：“”\"—\-]|[（(][^（）()]*[)）]")
_NUMBERING = re.compile(r"^(?:表[二三四234])?(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]+)?")
_SHORT = {
    "新收申请": "table3.new_received.total",
    "新收政府信息公开申请": "table3.new_received.total",
    "本年新收": "table3.new_received.total",
    "上年结转": "table3.carried_in.total",
    "办结": "table3.result_total.total",
    "结转下年度": "table3.carried_out.total",
    "结转下年": "table3.carried_out.total",
    "制发行政规范性文件": "table2.normative_docs.issued",
    "废止行政规范性文件": "table2.normative_docs.repealed",
    "现行有效行政规范性文件": "table2.normative_docs.in_force",
}


def read_last_year(sheets: Iterable[Sheet], year: int) -> tuple[tuple[TypedFigures, ...], Counted]:
    """Return the figures of sheets of indicators as if typed, and the rows that are no cell of the tables.

    An indicator is a key (table3.carried_out.total) or a label (表三 （一）予以公开 总计); a row of table 3 alone means
    its 总计.
    """
    typed: list[TypedFigures] = []
    problems: list[Problem] = []
    unused: list[Unused] = []
    for sheet in sheets:
        keys = [_key(cell) for cell in sheet.cells("指标")]
        unknown = [index for index, key in enumerate(keys) if key is None]
        hint = "请写成表二、表三、表四中的名称，如“结转下年度继续办理”“行政规范性文件现行有效件数”"
        problems += listed(sheet, unknown, "指标", "指标不是官方表格中的一格，未采用", hint)
        unused += [(sheet.place(index, "指标"), "指标不是官方表格中的一格") for index in unknown]
        for column, offset in _YEARS.items():
            if column in sheet.columns:
                tables, wrong = _tables(sheet, keys, column)
                typed.append(TypedFigures(sheet.file, year + offset, tables))
                problems += listed(sheet, wrong, column, "不是数字，未采用", "请填写数字，没有的填0")
    return tuple(typed), Counted((), tuple(problems), tuple(unused))


def _tables(
    sheet: Sheet, keys: list[str | None], column: str
) -> tuple[dict[str, dict[str, dict[str, int | float | None]]], list[int]]:
    tables: dict[str, dict[str, dict[str, int | float | None]]] = {}
    wrong = []
    for index, (key, cell) in enumerate(zip(keys, sheet.cells(column), strict=True)):
        number = to_number(cell)
        if key and number is not None:
            table, row, place = key.split(".")
            tables.setdefault(table, {}).setdefault(row, {})[place] = plain(number)
        elif key and cell is not None:
            wrong.append(index)
    return tables, wrong


def _key(cell: Cell) -> str | None:
    """Return the cell of the tables an indicator names, None where it names none or several."""
    text = "" if cell is None else str(cell).strip()
    return text if text in cell_units() else _names().get(_bare(text))


def _bare(text: str) -> str:
    return _MARKS.sub("", _NUMBERING.sub("", "".join(text.split())))


@cache
def _names() -> dict[str, str]:
    """Return every name a cell is known by; names of several cells are left out."""
    pairs = [(_bare(name), key) for name, key in _all_names()]
    times = Counter(name for name, _ in set(pairs))
    return {name: key for name, key in pairs if times[name] == 1} | _SHORT


def _all_names() -> Iterator[tuple[str, str]]:
    for key in cell_units():
        yield label_of(key), key
    for row in load_tables().rows3:
        yield row.label, f"table3.{row.key}.total"
    for block in load_tables().blocks2:
        if len(block.columns) == 1:
            yield from ((row.label, f"table2.{row.key}.{block.columns[0].key}") for row in block.rows)
