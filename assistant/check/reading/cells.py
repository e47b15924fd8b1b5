"""The cells of the official tables: what they are called in words, what stands in them, which identities they break."""

from collections.abc import Iterator

import msgspec

from assistant.check.rule import Evidence
from assistant.report import Document
from assistant.statistics import Violation, check_identities, label_of
from assistant.tables import load_tables

Number = int | float
TOTAL = ("total",)
GROUP_WORDS = {
    "refused": "（三）不予公开",
    "unable": "（四）无法提供",
    "unprocessed": "（五）不予处理",
    "other": "（六）其他处理",
}
SUITS = ("suit_direct", "suit_after_review")
_TABLE_WORDS = {"table2": ("表二", 2), "table3": ("表三", 3), "table4": ("表四", 4)}


class Target(msgspec.Struct, frozen=True):
    """What a number in the text names: the cells it is the sum of, and what they are called in words."""

    keys: tuple[str, ...]
    label: str

    def value(self, document: Document) -> Number | None:
        """Return what the table says; None where a cell is blank, unreadable or not there."""
        found = [document.cell(key) for key in self.keys]
        if None in found and self.keys[0].startswith("table3.other_"):
            table, _, column = self.keys[0].split(".")
            return document.cell(f"{table}.other.{column}") if len(self.keys) > 1 else None
        values = [each for each in found if each is not None]
        return tidy(sum(values)) if values and len(values) == len(found) else None


def tidy(value: Number) -> Number:
    """Return a number without the noise of adding fractions; whole numbers as int.

    >>> tidy(0.1 + 0.2), tidy(3.0)
    (0.3, 3)
    """
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def request_target(rows: tuple[str, ...], columns: tuple[str, ...] = TOTAL) -> Target:
    """Return the cells of table 3 in some rows and columns."""
    keys = tuple(f"table3.{row}.{column}" for row in rows for column in columns)
    return Target(keys, f"表三“{_rows_words(rows)}”行“{_columns_words(columns)}”列")


def remedy_target(groups: tuple[str, ...], columns: tuple[str, ...]) -> Target:
    """Return the cells of table 4 in some groups and columns."""
    tables = load_tables()
    heads = {each.key: each.label for each in tables.groups4}
    names = {each.key: each.label for each in tables.columns4}
    words = "、".join(heads[group] for group in groups)
    if groups == SUITS:
        words = "行政诉讼（未经复议直接起诉、复议后起诉）"
    keys = tuple(f"table4.{group}.{column}" for group in groups for column in columns)
    return Target(keys, f"表四“{words}”的“{'、'.join(names[column] for column in columns)}”列")


def document_target(rows: tuple[str, ...], column: str) -> Target:
    """Return the cells of table 2 in some rows and one column."""
    labels = [label_of(f"table2.{row}.{column}").split(" ", 2) for row in rows]
    words = "、".join(label[1] for label in labels)
    return Target(tuple(f"table2.{row}.{column}" for row in rows), f"表二“{words}”行“{labels[0][-1]}”列")


def _rows_words(rows: tuple[str, ...]) -> str:
    tables = load_tables()
    for group, words in GROUP_WORDS.items():
        if rows == tables.groups3[group]:
            return f"{words}（各行之和）"
    return "”加“".join(tables.row_label(row) for row in rows)


def _columns_words(columns: tuple[str, ...]) -> str:
    tables = load_tables()
    if columns == ORGANISATIONS:
        return "法人或其他组织（五列之和）"
    return "、".join(tables.column_label(column) for column in columns)


ORGANISATIONS = ("enterprise", "research", "public_welfare", "legal_service", "other_org")


def all_cells(document: Document) -> Iterator[tuple[str, Number | None]]:
    """Yield every cell of the document's three tables: its key and what stands in it."""
    for table in _TABLE_WORDS:
        for row, cells in getattr(document, table).items():
            for column, value in cells.items():
                yield f"{table}.{row}.{column}", value


def place_words(key: str) -> str:
    """Return where a cell stands, in words: 表三“（一）予以公开”行“自然人”列."""
    table, row, column = key.split(".")
    if table == "table3":
        return request_target((row,), (column,)).label
    if table == "table4":
        return remedy_target((row,), (column,)).label
    return document_target((row,), column).label


def section_of(key: str) -> int:
    """Return the section a cell's table stands in."""
    return _TABLE_WORDS[key.partition(".")[0]][1]


def violations(evidence: Evidence) -> tuple[Violation, ...]:
    """Return the broken identities: of a draft those found while counting, else those of the document's own tables."""
    if evidence.report is not None:
        return evidence.violations
    this, last = evidence.document, evidence.previous
    before = {"table2": last.table2, "table3": last.table3, "table4": last.table4} if last else None
    return tuple(check_identities(this.table2, this.table3, this.table4, before, evidence.level))
