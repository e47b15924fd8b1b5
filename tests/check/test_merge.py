"""One cause, one finding."""

import pytest

from assistant.check import Evidence, Severity, check

WRONG = {"table3.carried_in.natural_person": 3, "table3.carried_in.total": 3}


@pytest.fixture
def broken(document):
    def both(year=2025, changed=WRONG, reason=""):
        lines = [reason] if reason else []
        this = document(*lines, section=6, year=year, changed=changed)
        last = document(year=year - 1, changed={f"table3.carried_out.{c}": v for c, v in LAST.items()})
        return Evidence(this, previous=last)

    return both


LAST = {
    "natural_person": 2,
    "enterprise": 0,
    "research": 0,
    "public_welfare": 0,
    "legal_service": 0,
    "other_org": 0,
    "total": 2,
}


def told(evidence, rule):
    return [each for each in check(evidence) if each.rule == rule]


def test_a_wrong_carried_in_is_said_once_where_last_years_report_proves_it(broken):
    (finding,) = told(broken(), "carried-in-differs")
    assert finding.severity == Severity.ERROR
    assert (finding.expected, finding.actual) == (2, 3)
    assert "自然人" in finding.suggestion
    assert not told(broken(), "table-identity")


def test_without_last_year_the_identity_is_still_said(broken):
    evidence = broken()
    assert told(Evidence(evidence.document), "table-identity")


def test_another_broken_identity_stays(broken):
    changed = WRONG | {"table4.review.total": 9}
    assert [each.place for each in told(broken(changed=changed), "table-identity")] == ["T4-REVIEW"]


def test_where_section_six_gives_a_reason_the_identity_is_not_hidden(broken):
    evidence = broken(reason="因机构改革，上年结转数作了调整。")
    assert told(evidence, "carried-in-differs")[0].severity == Severity.WARNING
    assert told(evidence, "table-identity")
