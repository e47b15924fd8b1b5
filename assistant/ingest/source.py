"""What a file becomes: lines of text, columns of rows, and the problems met on the way."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

Cell = str | int | float | date | None
"""A spreadsheet value. Text is stripped and its full-width digits are half-width; an empty cell is None."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something stands in the user's material. Lines, rows and pages count from 1, as users see them."""

    file: str
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Say the place in words: 台账.xlsx 工作表“2023” 第5行“办理结果”列."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"工作表“{self.sheet}”")
        if self.line:
            parts.append(f"第{self.line}行")
        if self.row:
            parts.append(f"第{self.row}行")
        if self.column:
            parts.append(f"“{self.column}”列")
        return " ".join(parts)


class Problem(msgspec.Struct, frozen=True):
    """Something in the user's material that could not be used: what, where, and what to do."""

    place: Place
    problem: str
    hint: str = ""


class Line(msgspec.Struct, frozen=True):
    """A line of a text, numbered as in its file."""

    number: int
    text: str


class Text(msgspec.Struct, frozen=True):
    """A text file, a document's paragraphs, or a paste."""

    file: str
    lines: tuple[Line, ...]


class SheetKind(StrEnum):
    """What a sheet holds, recognised by its columns, never by its name. The value is the word users see."""

    REQUEST_LEDGER = "依申请公开台账"
    WEB_EXPORT = "网站信息导出"
    NORMATIVE_DOCS = "规范性文件清单"
    LAW_ENFORCEMENT = "行政执法统计"
    FEES = "收费台账"
    REMEDIES = "复议诉讼台账"
    PROPOSALS = "建议提案办理"
    HOTLINE = "群众来信办件"
    LAST_YEAR = "上年数据"
    NOTES = "工作记录"
    UNKNOWN = "未识别的表格"


class Sheet(msgspec.Struct, frozen=True):
    """A table, column by column. Columns of personal data are gone; their headers are named in `dropped`.

    `columns[name][i]` stands in row `numbers[i]` of the file. Names are the canonical ones of columns.yaml where a
    header was recognised, else the header as written. `headers` maps the canonical names to the headers of the file.
    """

    file: str
    name: str | None
    kind: SheetKind
    columns: dict[str, Sequence[Cell]]
    numbers: Sequence[int]
    headers: dict[str, str] = {}
    dropped: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of rows of data (title, header and totals rows are not among them)."""
        return len(self.numbers)

    def place(self, index: int, column: str | None = None) -> Place:
        """Return where the cell stands, with the header the user knows."""
        header = self.headers.get(column, column) if column else None
        return Place(self.file, sheet=self.name, row=self.numbers[index], column=header)

    def cells(self, column: str) -> Sequence[Cell]:
        """Return a column, or as many Nones as there are rows where the sheet has no such column."""
        return self.columns.get(column) or (None,) * len(self)


class Record(msgspec.Struct, frozen=True):
    """One line of a .jsonl file: its `text` and every other field, untouched."""

    place: Place
    text: str
    fields: dict[str, object]


class TypedFigures(msgspec.Struct, frozen=True):
    """Figures typed by hand, or parsed from a published report: a .yaml or .json with `year` and the tables 2 to 4.

    The year tells whether they are this year's totals or last year's, to compare with. Values are numbers or None.
    """

    file: str
    year: int
    tables: dict[str, dict[str, dict[str, int | float | None]]]
    """table2|table3|table4 to row key (table 4: group key) to column key to value; keys of tables.yaml."""


class Material(msgspec.Struct, frozen=True):
    """Everything that was read, and everything that could not be."""

    texts: tuple[Text, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    records: tuple[Record, ...] = ()
    typed: tuple[TypedFigures, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Material") -> "Material":
        """Return both materials, in order."""
        return Material(
            self.texts + other.texts,
            self.sheets + other.sheets,
            self.records + other.records,
            self.typed + other.typed,
            self.problems + other.problems,
        )
