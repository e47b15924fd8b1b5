"""Regulations (规章) counted by an agency that has no power to make any."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import place_words
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_MAY = frozenset({"国务院部门", "省级", "省级政府", "市级政府"})
_NATIONAL = re.compile(r"^(?:国家|国务院|中国|中华)|部$|总局$|总署$|[省市州]人民政府$|自治区人民政府$")
_CANNOT = re.compile(
    r"(?:局|委员会|[^市省]委|办公室|办公厅|厅|县人民政府|镇人民政府|乡人民政府|街道办事处|中心|区管委会)$"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask about the cells of 规章 that are not 0; by the agency's level, else by its name, and silent where neither tells."""
    if not _has_no_power(evidence):
        return
    cells = {f"table2.rules.{column}": value for column, value in evidence.document.table2.get("rules", {}).items()}
    counted = {key: value for key, value in cells.items() if value}
    if counted:
        words = "、".join(f"{place_words(key)}填{format_number(value)}" for key, value in counted.items())
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            message=f"{words}；{evidence.level or evidence.document.agency}没有规章制定权",
            section=2,
            expected=0,
            actual=next(iter(counted.values())),
            suggestion="应为0；如是行政规范性文件，请填在下一行",
            place=next(iter(counted)),
        )


def _has_no_power(evidence: Evidence) -> bool:
    if evidence.level:
        return evidence.level not in _MAY
    agency = evidence.document.agency
    return bool(_CANNOT.search(agency)) and not _NATIONAL.search(agency)


RULE = Rule(
    name="rules-by-agency-without-power",
    severity=Severity.WARNING,
    why="只有国务院部门、省级政府、设区的市和自治州政府可以制定规章，其他机关多是把规范性文件或内部制度填错了行",
    source="《中华人民共和国立法法》关于规章制定权的规定；国办公开办函〔2021〕30号 表二",
    find=find,
)
