"""The official tables 2, 3 and 4: rows, columns, labels and identities, from tables.yaml.

Source: 国办公开办函〔2021〕30号; labels are exact, keys are ours and stand in all our JSON.
"""

from functools import cache
from pathlib import Path

import msgspec


class Column(msgspec.Struct, frozen=True):
    """A column: its key and its official label; `group` is the label that spans several columns."""

    key: str
    label: str
    group: str | None = None
    computed: bool = False
    unit: str = "件"


class Row(msgspec.Struct, frozen=True):
    """A row: its key, its official label, and the labels it stands under, outermost first."""

    key: str
    label: str
    path: tuple[str, ...] = ()
    computed: bool = False


class Block(msgspec.Struct, frozen=True):
    """A block of table 2: one item of article 20 with its own columns."""

    key: str
    label: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Group(msgspec.Struct, frozen=True):
    """A group of table 4: five columns under one label, under `parent` where there is one."""

    key: str
    label: str
    parent: str | None


class Identity(msgspec.Struct, frozen=True):
    """A 勾稽关系: an expression over the cells that must hold, with its severity and source."""

    id: str
    severity: str
    scope: str
    expr: str
    source: str = ""
    note: str = ""


class Tables(msgspec.Struct, frozen=True):
    """The three tables as the form prints them."""

    blocks2: tuple[Block, ...]
    columns3: tuple[Column, ...]
    rows3: tuple[Row, ...]
    groups3: dict[str, tuple[str, ...]]
    """Group of table 3 to its leaf rows: refused, unable, unprocessed, other, results (all 21), review_first."""
    corner3: str
    title3: str
    groups4: tuple[Group, ...]
    columns4: tuple[Column, ...]
    identities: tuple[Identity, ...]

    @property
    def leaf_columns3(self) -> tuple[str, ...]:
        """Keys of the six columns of table 3 that are counted, not added up."""
        return tuple(column.key for column in self.columns3 if not column.computed)

    @property
    def leaf_rows3(self) -> tuple[str, ...]:
        """Keys of the 21 outcomes of table 3."""
        return self.groups3["results"]

    def row_label(self, key: str) -> str:
        """Return a row of table 3 in words, with the group it stands under: （四）无法提供 1.本机关不掌握相关政府信息."""
        row = next((row for row in self.rows3 if row.key == key), _OTHER_2019)
        return " ".join((*row.path[1:], row.label))

    def column_label(self, key: str) -> str:
        """Return a column of table 3 in words: 法人或其他组织—商业企业."""
        column = next(column for column in self.columns3 if column.key == key)
        return f"{column.group}—{column.label}" if column.group else column.label


_OTHER_2019 = Row("other", "（六）其他处理", ("三、本年度办理结果",))
"""The format of 2019 printed （六）其他处理 as one row; only reports that were read have it."""


@cache
def load_tables() -> Tables:
    """Return the official tables."""
    import yaml

    text = (Path(__file__).parent / "tables.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    three, four = raw["table3"], raw["table4"]
    return Tables(
        blocks2=tuple(_block(block) for block in raw["table2"]["blocks"]),
        columns3=tuple(_column(column) for column in three["columns"]),
        rows3=tuple(_row(row) for row in three["rows"]),
        groups3=_expand(three["groups"]),
        corner3=three["corner_note"],
        title3=three["columns_title"],
        groups4=tuple(Group(group["key"], group["zh"], group["parent"]) for group in four["groups"]),
        columns4=tuple(_column(column) for column in four["columns"]),
        identities=tuple(
            Identity(
                each["id"], each["severity"], each["scope"], each["expr"], each.get("source", ""), each.get("note", "")
            )
            for each in raw["identities"]
        ),
    )


def _column(raw: dict[str, str]) -> Column:
    return Column(raw["key"], raw["zh"], raw.get("group"), bool(raw.get("computed")), raw.get("unit", "件"))


def _row(raw: dict[str, str]) -> Row:
    return Row(raw["key"], raw["zh"], tuple(raw.get("path", ())), bool(raw.get("computed")))


def _block(raw: dict[str, list[dict[str, str]]]) -> Block:
    columns, rows = tuple(map(_column, raw["columns"])), tuple(map(_row, raw["rows"]))
    return Block(str(raw["key"]), str(raw["zh"]), str(raw["corner"]), columns, rows)


def _expand(groups: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Replace `*group` by the rows of that group."""
    return {
        name: tuple(key for row in rows for key in (groups[row[1:]] if row.startswith("*") else [row]))
        for name, rows in groups.items()
    }
