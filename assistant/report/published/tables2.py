"""Table 2, 主动公开政府信息情况: ten cells of the format of 2021, or the longer rows of 2019."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from assistant.report.published.filled import Filled
from assistant.report.published.record import CellSpot, Figures
from assistant.report.published.rows import Row, pieces, take
from assistant.tables import load_tables

TITLE = "表二"
_SIGNS = (
    "第二十条",
    "制发件数",
    "废止件数",
    "现行有效",
    "处理决定数量",
    "收费金额",
    "新制作数量",
    "项目数量",
    "采购总金额",
)
_ELSEWHERE = ("申请人情况", "自然人", "商业企业", "结果维持", "未经复议", "新收政府信息", "统计指标")
_LABELS = {
    "行政规范性文件": "normative_docs",
    "规范性文件": "normative_docs",
    "规章": "rules",
    "行政许可": "licensing",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalties",
    "行政强制": "coercion",
    "行政事业性收费": "administrative_fees",
    "政府集中采购": "procurement",
}
_LEGACY: dict[str, dict[str, str]] = {
    "documents": {"made": "本年新制作数量", "made_public": "本年新公开数量", "public_total": "对外公开总数量"},
    "decisions": {"last_year": "上一年项目数量", "change": "本年增/减", "decisions": "处理决定数量"},
    "fees": {"last_year": "上一年项目数量", "change": "本年增/减"},
    "procurement": {"items": "采购项目数量", "amount": "采购总金额"},
}
"""Columns of 国办公开办函〔2019〕60号, which reports for 2019 and 2020 follow."""
_KIND = {
    "rules": "documents",
    "normative_docs": "documents",
    "administrative_fees": "fees",
    "procurement": "procurement",
}
_LEGACY_SIGNS = ("新制作数量", "新公开数量", "对外公开总数量", "上一年项目数量", "本年增减", "采购项目数量")


def label_2019(row: str, column: str) -> str:
    """Return a row and a column of the format of 2019 in words.

    >>> label_2019("licensing", "last_year")
    '“行政许可”行“上一年项目数量”列'
    """
    name = next(text for text, each in _LABELS.items() if each == row)
    return f"“{name}”行“{_LEGACY[_KIND.get(row, 'decisions')][column]}”列"


class Table2(msgspec.Struct, frozen=True):
    """Table 2 as it was found. `legacy` says that its labels are those of 2019."""

    figures: Figures
    cells: dict[str, CellSpot]
    warnings: tuple[str, ...]
    figures_2019: Figures
    legacy: bool
    found: bool


def read_table2(rows: Iterable[Row], scanned: bool = False) -> Table2:
    """Find the rows of table 2 by their labels, their values by position; cells the file lacks stay None."""
    reader = _Reader(scanned)
    for row in rows:
        reader.take(row)
    return reader.finish()


class _Reader:
    """Walks over the rows; `near` says that the last signs seen were those of table 2."""

    def __init__(self, scanned: bool) -> None:
        self.official = {row.key: (row.label, block.columns) for block in load_tables().blocks2 for row in block.rows}
        self.filled = Filled("table2", TITLE, scanned)
        self.old = Filled("table2_2019", TITLE, scanned)
        self.near = self.legacy = self.header_legacy = False

    def take(self, row: Row) -> None:
        """Take in the next row."""
        words = row.words
        if any(sign in words for sign in _ELSEWHERE):
            self.near = False
            return
        if any(sign in words for sign in _SIGNS):
            self.near = True
            self.header_legacy = any(sign in words for sign in _LEGACY_SIGNS)
            self.legacy = self.legacy or self.header_legacy
        elif self.near and (key := _key(row)):
            self._enter(key, row)

    def _enter(self, key: str, row: Row) -> None:
        label, columns = self._columns(key, row)
        filled = self.filled if key in self.official and columns.keys() <= self._keys(key) else self.old
        cells = _values(row, len(columns))
        if cells is None:
            filled.warn(f"“{label}”行应有{len(columns)}个数，读到的是“{_written(row)}”，分不清各列", row.spot)
            filled.lack(key, list(columns))
            return
        filled.put(key, label, columns, cells)
        if filled is self.old and "decisions" in columns and key in self.official:
            self.filled.put(key, label, {"decisions": columns["decisions"]}, cells[-1:])

    def _columns(self, key: str, row: Row) -> tuple[str, Mapping[str, str]]:
        """Return the row's official label and the columns it has in this file's format."""
        if key in self.official and not self._is_old(key, row):
            label, columns = self.official[key]
            return label, {column.key: column.label for column in columns}
        label = next(text for text, each in _LABELS.items() if each == key)
        return label, _LEGACY[_KIND.get(key, "decisions")]

    def _is_old(self, key: str, row: Row) -> bool:
        """Say whether a row has the columns of 2019: by the header above it, else by having three values for one."""
        return self.header_legacy or (len(self._keys(key)) == 1 and len(pieces(row.values)) == 3)

    def _keys(self, key: str) -> set[str]:
        return {column.key for column in self.official[key][1]}

    def finish(self) -> Table2:
        """Return the table; rows that were not found are None and told, unless there is no table at all."""
        found = bool(self.filled.figures or self.old.figures)
        for key, (label, columns) in self.official.items():
            if found and key not in self.filled.figures and key not in self.old.figures:
                self.filled.warn(f"没有找到“{label}”行")
            self.filled.lack(key, [column.key for column in columns])
        figures = {key: self.filled.figures[key] for key in self.official}
        warnings = (*self.filled.warnings, *self.old.warnings)
        return Table2(figures, self.filled.cells | self.old.cells, warnings, self.old.figures, self.legacy, found)


def _key(row: Row) -> str | None:
    """Return the row that the label names: the label alone, or with its numbering."""
    name = row.label
    return next((key for label, key in _LABELS.items() if name.endswith(label) and len(name) <= len(label) + 3), None)


def _values(row: Row, count: int) -> Sequence[CellSpot] | None:
    """Return the row's values: exactly as many as columns, else one cell for each column, blanks among them."""
    if span := take(row.values, count):
        return span.cells
    if len(row.values) == count and row.aligned:
        return [CellSpot(cell.text.strip(), cell.spot) for cell in row.values]
    if not pieces(row.values):
        return [CellSpot("", row.spot)] * count
    return None


def _written(row: Row) -> str:
    return " ".join(cell.text.strip() for cell in row.values)[:40]
