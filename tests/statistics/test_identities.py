from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant.tables
from assistant.statistics.identities import check_identities, skipped_identities
from assistant.tables import load_tables


def read_golden():
    import yaml

    path = Path(assistant.tables.__file__).parent / "tables.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["golden"]


GOLDEN = read_golden()
DOCUMENTS = ("issued", "repealed", "in_force")


@pytest.fixture
def tables():
    """The form's own example, which balances."""
    columns3 = [column.key for column in load_tables().columns3]
    columns4 = [column.key for column in load_tables().columns4]
    two = {row: dict(zip(DOCUMENTS, GOLDEN["table2"][row], strict=True)) for row in ("rules", "normative_docs")}
    return {
        "table2": two | {"licensing": {"decisions": 126}, "administrative_fees": {"amount": 0.04}},
        "table3": {row: dict(zip(columns3, values, strict=True)) for row, values in GOLDEN["table3"].items()},
        "table4": {group: dict(zip(columns4, values, strict=True)) for group, values in GOLDEN["table4"].items()},
    }


@pytest.fixture
def previous():
    columns3 = [column.key for column in load_tables().columns3]
    return {
        "table2": {"normative_docs": {"in_force": GOLDEN["prev"]["normative_docs_in_force"]}, "rules": {"in_force": 0}},
        "table3": {"carried_out": dict(zip(columns3, GOLDEN["prev"]["carried_out"], strict=True))},
    }


def violations(tables, previous=None, level="县级部门"):
    return check_identities(tables["table2"], tables["table3"], tables["table4"], previous, level)


def test_the_forms_example_balances(tables, previous):
    assert violations(tables, previous) == []
    assert skipped_identities(*tables.values(), previous, "县级部门") == []


@pytest.mark.parametrize(
    ("table", "row", "column", "broken"),
    [
        ("table3", "new_received", "enterprise", {"T3-FLOW", "T3-ROW"}),
        ("table3", "granted", "enterprise", {"T3-RESULT", "T3-ROW"}),
        ("table3", "granted", "total", {"T3-RESULT", "T3-ROW"}),
        ("table3", "result_total", "natural_person", {"T3-FLOW", "T3-RESULT", "T3-ROW"}),
        ("table3", "carried_in", "total", {"T3-FLOW", "T3-ROW", "X-CARRY"}),
        ("table4", "review", "upheld", {"T4-REVIEW"}),
        ("table4", "suit_direct", "total", {"T4-DIRECT"}),
        ("table4", "suit_after_review", "pending", {"T4-AFTER"}),
        ("table2", "rules", "in_force", {"T2-RULES", "X-INFORCE"}),
        ("table2", "normative_docs", "issued", {"X-INFORCE"}),
    ],
)
def test_one_number_too_many_breaks_just_the_identities_it_is_in(tables, previous, table, row, column, broken):
    tables[table][row][column] += 1
    assert {violation.identity for violation in violations(tables, previous)} == broken


def test_a_violation_names_table_row_or_column_and_shows_the_calculation(tables):
    tables["table3"]["granted"]["enterprise"] += 1
    by_column, by_row = violations(tables)
    assert (by_column.table, by_column.column, by_column.expected, by_column.actual) == (
        "表三",
        "法人或其他组织—商业企业",
        6,
        5,
    )
    assert str(by_column) == "表三“法人或其他组织—商业企业”列：（七）总计 5，应等于21项之和 6（T3-RESULT）"
    assert (by_row.row, by_row.expected, by_row.actual) == ("（一）予以公开", 20, 19)
    assert (by_row.severity, by_row.calculation.endswith("= 20")) == ("error", True)


def test_a_blank_cell_skips_what_needs_it_and_says_why(tables, previous):
    tables["table3"]["carried_in"]["total"] = None
    assert violations(tables, previous) == []
    skipped = skipped_identities(*tables.values(), previous, "县级部门")
    assert {each.identity for each in skipped} == {"T3-FLOW", "T3-ROW", "X-CARRY"}
    assert all("空缺" in each.reason for each in skipped)


def test_tables_nobody_filled_break_nothing():
    assert check_identities({}, {}, {}) == []
    assert {each.identity for each in skipped_identities({}, {}, {})} >= {"T3-FLOW", "T3-ROW", "T4-REVIEW", "X-CARRY"}


def test_a_stock_below_zero_or_below_this_years_issues_is_seen(tables):
    tables["table2"]["normative_docs"] = {"issued": 5, "repealed": 1, "in_force": 3}
    (violation,) = violations(tables)
    assert (violation.identity, violation.severity, violation.expected) == ("T2-STOCK", "warning", 4)
    tables["table2"]["normative_docs"] = {"issued": 0, "repealed": -1, "in_force": 1}
    assert {each.identity for each in violations(tables)} == {"T2-ISSUED"}


@pytest.mark.parametrize(
    ("level", "asked"), [("县级部门", True), ("乡镇", True), ("市级政府", False), ("国务院部门", False), (None, False)]
)
def test_rules_are_asked_about_where_the_agency_cannot_make_any(tables, level, asked):
    tables["table2"]["rules"]["issued"] = tables["table2"]["rules"]["in_force"] = 1
    assert bool(violations(tables, level=level)) is asked


LEAVES = [(row, column) for row in load_tables().leaf_rows3 for column in load_tables().leaf_columns3]


@given(st.sampled_from(LEAVES), st.integers(-3, 3).filter(bool))
def test_any_wrong_leaf_is_seen_in_its_row_and_in_its_column(leaf, change):
    row, column = leaf
    columns = [each.key for each in load_tables().columns3]
    table = {key: dict(zip(columns, values, strict=True)) for key, values in deepcopy(GOLDEN["table3"]).items()}
    table[row][column] += change
    found = check_identities({}, table, {})
    assert {(each.identity, bool(each.row), bool(each.column)) for each in found} == {
        ("T3-RESULT", False, True),
        ("T3-ROW", True, False),
    }
