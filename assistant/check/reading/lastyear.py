"""Last year's number for one of this year's: from last year's tables where they hold it, else from its text."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.check.reading.mentions import Mention
from assistant.check.reading.subjects import Subject, Told, find_subjects
from assistant.report import Document, Line
from assistant.tables import load_tables

_CELLS = {
    ("政府信息公开申请", "收到"): "table3.new_received.total",
    ("行政规范性文件", "制发"): "table2.normative_docs.issued",
    ("行政规范性文件", "废止"): "table2.normative_docs.repealed",
    ("行政规范性文件", "现行有效"): "table2.normative_docs.in_force",
    ("行政许可", ""): "table2.licensing.decisions",
    ("行政处罚", ""): "table2.penalties.decisions",
}


def before_of(previous: Document, document: Document, line: Line, mention: Mention) -> Iterator[tuple[Decimal, str]]:
    """Yield what last year's report says of the thing a number is told of, and where, if that is one number only."""
    told = next((each for each in find_subjects(line.text, document.year) if each.mention.start == mention.start), None)
    if told is None or told.subject.scope or told.subject.year not in (document.year, None):
        return
    key = cell_of(told.subject)
    cell = previous.cell(key) if key else None
    if key and cell is not None:
        yield Decimal(str(cell)), f"上年报告{_label(key)}"
        return
    values = {each.mention.value for each in _told(previous) if _alike(each, told)}
    if len(values) == 1:
        yield values.pop(), "上年报告正文"


def cell_of(subject: Subject) -> str | None:
    """Return the key of the cell a subject is printed in, or None: a channel, a scope or further words make it another thing."""
    if subject.detail or subject.scope or subject.channel or len(subject.objects) != 1:
        return None
    return _CELLS.get((subject.objects[0], subject.action))


def _told(document: Document) -> Iterator[Told]:
    for line in document.paragraphs():
        yield from find_subjects(line.text, document.year)


def _alike(last: Told, this: Told) -> bool:
    one, other = last.subject, this.subject
    same_year = last.subject.year is None or this.subject.year is None or last.subject.year == this.subject.year - 1
    alike = (one.objects, one.action, one.detail, one.unit, one.scope, one.channel)
    return same_year and alike == (other.objects, other.action, other.detail, other.unit, other.scope, other.channel)


def _label(key: str) -> str:
    """Return a cell in words: 表三“一、本年新收政府信息公开申请数量”总计."""
    table, row, column = key.split(".")
    tables = load_tables()
    if table == "table3":
        return f"表三“{tables.row_label(row)}”{tables.column_label(column)}"
    for block in tables.blocks2:
        for found in (each for each in block.rows if each.key == row):
            label = next(each.label for each in block.columns if each.key == column)
            return f"表二“{found.label}”{label}"
    return key
