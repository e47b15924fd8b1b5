"""A 勾稽关系 of tables 2 to 4 that does not hold."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import place_words, section_of, tidy, violations
from assistant.check.reading.culprits import Culprit, find_culprits
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.statistics import Violation

_SECTIONS = {"表二": 2, "表三": 3, "表四": 4}
_SAID_ELSEWHERE = frozenset({"X-CARRY", "X-INFORCE", "T2-RULES", "T2-ISSUED"})
"""Identities that have a rule of their own: last year's tables, 规章, negative cells."""


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say each broken identity with table, row, column and calculation; those one wrong cell breaks are one finding."""
    broken = [each for each in violations(evidence) if each.identity not in _SAID_ELSEWHERE]
    culprits, rest = find_culprits(broken, evidence.document)
    yield from map(_one_cell, culprits)
    yield from map(_one_identity, rest)


def _one_cell(culprit: Culprit) -> Finding:
    calculations = "；".join(f"{_where(each)}{each.calculation}" for each in culprit.broken)
    should = format_number(culprit.expected)
    return Finding(
        rule=RULE.name,
        severity=RULE.severity,
        message=f"{place_words(culprit.key)}填{format_number(culprit.actual)}，使{len(culprit.broken)}处勾稽关系同时不成立：{calculations}",
        section=section_of(culprit.key),
        expected=culprit.expected,
        actual=culprit.actual,
        suggestion=f"这一格改为{should}，{len(culprit.broken)}处都成立；请核对对应的台账行",
        place=culprit.key,
    )


def _where(broken: Violation) -> str:
    return f"“{broken.row}”行" * bool(broken.row) + f"“{broken.column}”列" * bool(broken.column) + "："


def _one_identity(broken: Violation) -> Finding:
    return Finding(
        rule=RULE.name,
        severity=Severity(broken.severity),
        message=broken.message,
        section=_SECTIONS.get(broken.table),
        expected=tidy(float(broken.expected)),
        actual=tidy(float(broken.actual)),
        suggestion="请核对表格对应的台账行；确有原因的，在第六部分说明",
        place=broken.identity,
    )


RULE = Rule(
    name="table-identity",
    severity=Severity.ERROR,
    why="表内、表间数字必须满足勾稽关系，否则数据一定有误",
    source="国办公开办函〔2021〕30号 表三说明；各表合计栏",
    find=find,
)
