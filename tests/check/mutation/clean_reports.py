"""Clean reports written by hand: their text with every breakable statement marked, their tables, last year's where known.

A mark is `{what is printed|kind|what it must agree with}`; `!` after the kind says that the sentence is worded in a way
nobody would write a pattern for. What it must agree with is a letter (the parts and the total of one breakdown), cells
(table3.refused.total+table3.partial.total, prev.table3.…), `a/b` (a share), `now~last` (a change), `from-to` (both ends
of a change), or `a+b` (a sum).
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.report import Document, Line
from assistant.tables import load_tables

FOLDER = Path(__file__).parent / "reports"
"""Reports the rules were improved on."""
BLIND = Path(__file__).parent / "blind"
"""Reports whose wording was chosen by two authors who had not seen the rules; see test_mutation.py."""
COUNTED = ("natural_person", "enterprise", "research", "public_welfare", "legal_service", "other_org")
OUTCOMES = ("upheld", "corrected", "other", "pending")
PARTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
_MARK = re.compile(r"\{([^|{}]*)\|([a-z-]+)(!?)\|([^{}]*)\}")
_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Mark:
    """A breakable statement: characters `start` to `end` of a line."""

    line: int
    start: int
    end: int
    text: str
    kind: str
    unseen: bool
    agrees: str

    @property
    def value(self) -> float:
        """The number that is printed."""
        return number(self.text)


@dataclass(frozen=True)
class Clean:
    """A clean report, last year's of the same agency where it was written, and what can be broken in it."""

    name: str
    level: str
    document: Document
    previous: Document | None
    marks: tuple[Mark, ...]

    def cell(self, key: str) -> float | None:
        """Return a cell, a whole group (table3.refused.total), or one of last year's (prev.table3.…)."""
        document = self.document
        if key.startswith("prev."):
            document, key = self.previous or document, key.removeprefix("prev.")
        table, row, column = key.split(".")
        rows = getattr(document, table)
        if row in rows:
            return rows[row][column]
        return sum(rows[each][column] or 0 for each in load_tables().groups3[row])


def number(text: str) -> float:
    """Return the number a text prints: digits with commas, a percentage, Chinese numerals, 两成, 四分之一."""
    if text.endswith("成"):
        return number(text[:-1]) * 10
    if "分之" in text:
        whole, part = text.split("分之")
        return 100 * number(part) / number(whole)
    plain = text.replace(",", "").removesuffix("%")
    return float(plain) if plain[0].isdigit() else _chinese(plain)


def _chinese(text: str) -> float:
    total = digit = 0
    for mark in text:
        if mark in _POWERS:
            total, digit = total + (digit or 1) * _POWERS[mark], 0
        else:
            digit = _DIGITS[mark]
    return float(total + digit)


def to_chinese(value: int) -> str:
    """Write a number below ten thousand in Chinese numerals."""
    written, gap = "", False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + mark
        gap = not digit
    return re.sub("^一十", "十", written or "零")


def load_reports(folder: Path = FOLDER) -> list[Clean]:
    """Return every clean report of a folder, by name."""
    return [_load(path) for path in sorted(folder.glob("*.yaml"))]


def _load(path: Path) -> Clean:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    document, marks = _document(raw)
    last = raw.get("previous")
    shared = {"agency": raw["agency"], "title": raw["title"].replace(str(raw["year"]), str(raw["year"] - 1))}
    previous = _document({"format": raw.get("format", "2021")} | shared | last)[0] if last else None
    return Clean(path.stem, raw["level"], document, previous, marks)


def _document(raw: dict) -> tuple[Document, tuple[Mark, ...]]:
    lines, marks = _lines(raw["text"])
    older = raw.get("format") == "2019"
    tables = {
        "table2": _table2(raw.get("table2", {}), older),
        "table3": _table3(raw.get("table3", {}), older),
        "table4": _table4(raw.get("table4", {})),
    }
    printed = {
        f"{table}.{row}.{column}": f"{value:g}" if isinstance(value, float) else str(value)
        for table, rows in tables.items()
        for row, cells in rows.items()
        for column, value in cells.items()
        if value is not None
    }
    document = Document(
        raw["agency"], raw["year"], raw["title"], lines, raw=printed, format=raw.get("format", "2021"), **tables
    )
    return document, marks


def _table2(raw: dict, older: bool) -> dict:
    """Fill table 2; of the format of 2019 only the decisions are cells of ours, of last year often nothing is known."""
    if not raw:
        return {}
    if older:
        rows = {row: dict.fromkeys(("issued", "repealed", "in_force")) for row in ("rules", "normative_docs")}
        rows |= {row: {"decisions": raw[row]} for row in ("licensing", "penalties", "coercion")}
        return rows | {"administrative_fees": {"amount": None}}
    documents = {row: raw.get(row, [0, 0, 0]) for row in ("rules", "normative_docs")}
    rows = {
        row: dict(zip(("issued", "repealed", "in_force"), values, strict=True)) for row, values in documents.items()
    }
    rows |= {row: {"decisions": raw[row]} for row in ("licensing", "penalties", "coercion")}
    return rows | {"administrative_fees": {"amount": raw["fees"]}}


def _table3(raw: dict, older: bool) -> dict:
    rows = {row.key: raw.get(row.key, [0] * 6) for row in load_tables().rows3}
    counted = [*load_tables().leaf_rows3, "other"] if older else load_tables().leaf_rows3
    rows |= {"other": raw.get("other", [0] * 6)} if older else {}
    rows["result_total"] = [sum(rows[row][column] for row in counted) for column in range(6)]
    filled = {row: dict(zip((*COUNTED, "total"), [*cells, sum(cells)], strict=True)) for row, cells in rows.items()}
    if older:
        filled |= {row: dict.fromkeys((*COUNTED, "total")) for row in load_tables().groups3["other"]}
    return filled


def _table4(raw: dict) -> dict:
    rows = {group: raw.get(group, [0] * 4) for group in ("review", "suit_direct", "suit_after_review")}
    return {group: dict(zip((*OUTCOMES, "total"), [*cells, sum(cells)], strict=True)) for group, cells in rows.items()}


def _lines(text: str) -> tuple[tuple[Line, ...], tuple[Mark, ...]]:
    lines: list[Line] = []
    marks: list[Mark] = []
    section, part = 0, ""
    for written in text.splitlines():
        hashes, marked = re.fullmatch(r"(#* ?)(.*)", written).groups()
        level = hashes.count("#")
        plain, found = _unmark(marked, len(lines))
        section += level == 1
        if section == 1 and (level == 2 or plain.startswith("（")):
            part = next((name for name in PARTS if name in plain[:20]), part)
        place = f"第{len(lines) + 1}段"
        lines.append(Line(section, plain, bool(level), level, part if section == 1 else "", place))
        marks += found
    return tuple(lines), tuple(marks)


def _unmark(marked: str, line: int) -> tuple[str, list[Mark]]:
    plain, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        text, kind, unseen, agrees = match.groups()
        plain += marked[at : match.start()]
        marks.append(Mark(line, len(plain), len(plain) + len(text), text, kind, bool(unseen), agrees))
        plain, at = plain + text, match.end()
    return plain + marked[at:], marks
