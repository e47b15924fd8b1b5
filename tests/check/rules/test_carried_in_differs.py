"""Carried in against last year's carried over."""

from assistant.check import Severity
from assistant.check.rules import carried_in_differs

RULE = carried_in_differs.RULE
KEPT = {
    "table3.carried_out.natural_person": 2,
    "table3.carried_out.enterprise": 0,
    "table3.carried_out.legal_service": 0,
    "table3.carried_out.total": 2,
}


def test_years_that_join_are_left_alone(run, document):
    assert run(RULE, previous=document(year=2024, changed=KEPT)) == []
    assert run(RULE) == []


def test_columns_that_differ_are_named_in_one_finding(run, document):
    last = document(year=2024, changed=KEPT | {"table3.carried_out.natural_person": 5, "table3.carried_out.total": 5})
    (finding,) = run(RULE, previous=last)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.ERROR, 5, 2)
    assert "“自然人”列今年为2，上年度报告为5" in finding.message
    assert "“总计”列" in finding.message


def test_a_reason_in_section_six_makes_it_a_question(run, document):
    last = document(year=2024, changed=KEPT | {"table3.carried_out.total": 5})
    (finding,) = run(RULE, "因机构改革，上年结转数作了调整。", section=6, previous=last)
    assert finding.severity == Severity.WARNING
