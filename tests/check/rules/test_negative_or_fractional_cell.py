"""Cells that cannot be counts."""

import pytest

from assistant.check.rules import negative_or_fractional_cell

RULE = negative_or_fractional_cell.RULE


@pytest.mark.parametrize("key", ["table2.normative_docs.in_force", "table3.granted.total", "table4.review.upheld"])
@pytest.mark.parametrize("value", [-1, 2.5])
def test_no_count_is_negative_or_a_fraction(run, key, value):
    (finding,) = run(RULE, changed={key: value})
    assert (finding.actual, finding.place) == (value, key)


@pytest.mark.parametrize(("value", "found"), [(0.04, 0), (0, 0), (-0.04, 1)])
def test_fees_may_have_decimals_but_are_not_negative(run, value, found):
    assert len(run(RULE, changed={"table2.administrative_fees.amount": value})) == found


def test_clean_tables_are_left_alone(run):
    assert run(RULE) == []
