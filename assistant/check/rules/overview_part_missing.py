"""One of the five parts of section one that is not there."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.sections import headings
from assistant.check.reading.spots import of_document
from assistant.check.rule import Evidence, Rule

_PARTS = {
    "主动公开": re.compile(r"主动公开|发布(?:各类)?(?:政府)?信息|公开(?:各类)?(?:政府)?信息"),
    "依申请公开": re.compile(r"依申请|公开申请|申请人"),
    "政府信息管理": re.compile(r"信息管理|保密审查|三审|公开指南|公开目录|规范性文件|动态调整|审核"),
    "政府信息公开平台建设": re.compile(r"平台|网站|公众号|新媒体|专栏|查阅(?:点|场所)"),
    "监督保障": re.compile(r"监督保障|培训|考核|评议|责任追究|领导小组|督[查促导]|检查"),
}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for each part's own words in the headings and paragraphs of section one."""
    document = evidence.document
    lines = [line for line in document.lines if line.section == 1 and not (line.heading and line.level == 1)]
    if not lines or 1 not in headings(document):
        return
    text = "\n".join(normal(line.text).shown for line in lines) + "".join(line.part for line in lines)
    for name, pattern in _PARTS.items():
        if not pattern.search(text):
            yield of_document(
                RULE, f"总体情况没有写“{name}”", section=1, suggestion=f"请补写{name}的情况；没有开展的说明原因"
            )


RULE = Rule(
    name="overview-part-missing",
    severity=Severity.WARNING,
    why="总体情况应概述五个方面",
    source="国办公开办函〔2021〕30号：主动公开、依申请公开、政府信息管理、平台建设、监督保障",
    find=find,
)
