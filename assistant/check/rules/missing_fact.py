"""A fact the report needs and nobody gave."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule

_TABLES = {2: "表二（主动公开政府信息情况）", 3: "表三（收到和处理申请情况）", 4: "表四（行政复议、行政诉讼情况）"}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say every 【待补充】 in the text, and each table with cells nobody could fill, once."""
    report = evidence.report
    if report is None:
        return
    for section, paragraph in report.paragraphs():
        for sentence in paragraph.sentences:
            for gap in sentence.gaps:
                yield Finding(
                    rule=RULE.name,
                    severity=RULE.severity,
                    message=f"{section.heading or '前言'}缺少：{gap.removeprefix('【待补充：').removesuffix('】')}",
                    section=section.no,
                    quote=sentence.text,
                    suggestion="请在材料中补充后重新起草，或直接在文中填写",
                )
    for number, table in ((2, report.table2), (3, report.table3), (4, report.table4)):
        empty = sum(value is None for row in table.values() for value in row.values())
        if empty:
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"{_TABLES[number]}有{empty}个单元格没有数据来源",
                section=number,
                suggestion="请提供对应的台账或清单；没有发生的，给一份只有表头的空表即可",
            )


RULE = Rule(
    name="missing-fact",
    severity=Severity.WARNING,
    why="缺少的数字和事实不能猜，必须由人补上",
    source="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    find=find,
)
