"""Headings, labels or lists of a form that has been replaced."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at, of_document
from assistant.check.rule import Evidence, Rule

_SINCE = 2021
_OLD_HEADING = re.compile(
    r"^[一二三四五六七八]、(?:概述|依申请公开政府信息(?:和不予公开政府信息)?(?:的)?情况|(?:政府信息公开)?(?:的)?收费及减免情况|咨询处理情况|(?:主动公开)?政府信息公开咨询)"
)
_OLD_LABEL = re.compile(r"本年新制作数量|本年新公开数量|对外公开总数量|上一年项目数量|政府集中采购(?:项目数量|总金额)")
_OLD_LIST = re.compile(r"(?:包括|由)[“]?概述、|收费及减免情况、")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the 2019 table labels and the headings used before 2019, in reports for 2021 and later."""
    document = evidence.document
    if document.year is not None and document.year < _SINCE:
        return
    for line in document.lines:
        plain = normal(line.text)
        for pattern, what in (
            (_OLD_HEADING, "2019年以前的栏目"),
            (_OLD_LABEL, "2019年试行格式的表格栏目"),
            (_OLD_LIST, "2019年以前的栏目"),
        ):
            if match := pattern.search(plain.text):
                quote = plain.quote(*match.span())
                yield at(RULE, line, f"“{quote}”是{what}", quote=quote, suggestion="请改用2021年格式的六个部分和三张表")
    if document.year is not None and document.format in ("2019", "older"):
        name = "2019年试行格式" if document.format == "2019" else "2019年以前的格式"
        yield of_document(RULE, f"报告使用了{name}", suggestion="请改用国办公开办函〔2021〕30号的格式")


RULE = Rule(
    name="outdated-format",
    severity=Severity.WARNING,
    why="2021年起使用新的统一格式，旧格式的数据无法汇总",
    source="国办公开办函〔2021〕30号（代替国办公开办函〔2019〕60号）",
    find=find,
    flags=("本报告由概述、主动公开情况、收费及减免情况、问题等组成。", "本年新公开数量12件。"),
    passes=("本报告由总体情况等六部分组成。",),
)
