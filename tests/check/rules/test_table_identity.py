"""Identities of a document's tables, one finding per cause."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.check.rules import table_identity
from assistant.tables import load_tables

RULE = table_identity.RULE
CELLS = [f"table3.{row.key}.{column.key}" for row in load_tables().rows3 for column in load_tables().columns3]


def test_clean_tables_break_nothing(run):
    assert run(RULE) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(key=st.sampled_from(CELLS), more=st.integers(1, 500))
def test_any_one_wrong_cell_of_table_3_is_one_finding_that_names_it(run, document, key, more):
    true = document().cell(key)
    (finding,) = run(RULE, changed={key: true + more})
    assert (finding.place, finding.expected, finding.actual) == (key, true, true + more)
    _, row, column = key.split(".")
    assert load_tables().row_label(row) in finding.message
    assert load_tables().column_label(column) in finding.message


def test_two_wrong_cells_far_apart_are_two_findings(run):
    changed = {"table3.granted.natural_person": 18, "table3.partial.enterprise": 7}
    findings = run(RULE, changed=changed)
    assert {each.place: each.expected for each in findings} == {
        "table3.granted.natural_person": 15,
        "table3.partial.enterprise": 0,
    }


@pytest.mark.parametrize("group", ["review", "suit_direct", "suit_after_review"])
def test_a_wrong_total_of_table_4_is_said_with_its_calculation(run, document, group):
    true = document().cell(f"table4.{group}.total")
    (finding,) = run(RULE, changed={f"table4.{group}.total": true + 3})
    assert (finding.expected, finding.actual, finding.section) == (true, true + 3, 4)


def test_a_blank_cell_is_no_broken_identity(run):
    assert run(RULE, changed={"table3.granted.natural_person": None}) == []
