"""A fact the report needs and nobody gave."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.report import Document, Table

_TABLES = {2: "表二（主动公开政府信息情况）", 3: "表三（收到和处理申请情况）", 4: "表四（行政复议、行政诉讼情况）"}


_GAP = re.compile(r"【待补充[：:]?([^】]*)】")

_CELLS = {2: 10, 3: 175, 4: 15}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say every 【待补充】 in the text, and each table with cells nobody could fill, once."""
    for line in evidence.document.lines:
        for gap in _GAP.finditer(line.text):
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"{_heading(evidence.document, line.section)}缺少：{gap[1] or '内容'}",
                section=line.section,
                quote=gap[0] if evidence.report is None else line.text,
                suggestion="请在材料中补充后重新起草，或直接在文中填写",
                place=line.place if evidence.report is None else "",
            )
    for number in _TABLES:
        if empty := _empty_cells(evidence, number):
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"{_TABLES[number]}有{empty}个单元格没有数字",
                section=number,
                suggestion="请提供对应的台账或清单；没有发生的，给一份只有表头的空表即可",
            )


def _heading(document: Document, section: int) -> str:
    """Return the heading of a section, 前言 for what stands before the first."""
    return next((line.text for line in document.lines if line.section == section and line.heading), "前言")


def _empty_cells(evidence: Evidence, number: int) -> int:
    """Count a draft's empty cells; of a published report those in which 【待补充】 is printed, or a table without any number."""
    raw, name = evidence.document.raw, f"table{number}."
    if evidence.report is None and any(key.startswith(name) for key in raw):
        return sum(key.startswith(name) and "待补充" in printed for key, printed in raw.items())
    if evidence.report is None:
        return _CELLS[number] if raw else 0
    table: Table = getattr(evidence.document, f"table{number}")
    return sum(value is None for row in table.values() for value in row.values())


RULE = Rule(
    name="missing-fact",
    severity=Severity.WARNING,
    why="缺少的数字和事实不能猜，必须由人补上",
    source="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    find=find,
)
