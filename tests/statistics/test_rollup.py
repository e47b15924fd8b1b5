import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.statistics.rollup import Child, cell_label, cells, roll_up


def child(agency, numbers):
    tables = {"table2": {}, "table3": {}, "table4": {}}
    for (table, row, column), number in zip(cells(), numbers, strict=False):
        tables[table].setdefault(row, {})[column] = number
    return Child(agency, 2025, **tables)


CELLS = len(list(cells()))
numbers = st.lists(st.integers(0, 50), min_size=CELLS, max_size=CELLS)


def test_there_are_as_many_cells_as_the_form_prints():
    assert CELLS == 10 + 175 + 15


@given(numbers, numbers)
def test_every_cell_is_the_sum_of_its_bodies(first, second):
    sums = roll_up([child("甲局", first), child("乙镇", second)])
    flat = [getattr(sums, table)[row][column] for table, row, column in cells()]
    assert flat == [a + b for a, b in zip(first, second, strict=True)]
    assert sums.differences(child("县政府", [a + b for a, b in zip(first, second, strict=True)])) == []


@given(numbers, st.integers(0, CELLS - 1))
def test_a_parent_that_differs_in_one_cell_is_told_which(own, at):
    parent = [*own]
    parent[at] += 1
    (difference,) = roll_up([child("甲局", own)]).differences(child("县政府", parent))
    assert difference.cell == cell_label(*list(cells())[at])
    assert (difference.parent, difference.expected) == (parent[at], own[at])


def test_a_cell_one_body_left_empty_is_unknown_and_named():
    sums = roll_up([child("甲局", [1] * CELLS), child("乙镇", [1] * (CELLS - 1))])
    assert [(each.agency, each.cell) for each in sums.lacks] == [("乙镇", "表四“复议后起诉”“总计”列")]
    assert sums.table4["suit_after_review"]["total"] is None


def test_money_is_added_exactly():
    a, b = child("甲局", [0] * CELLS), child("乙局", [0] * CELLS)
    a.table2["administrative_fees"]["amount"] = 0.1
    b.table2["administrative_fees"]["amount"] = 0.2
    assert roll_up([a, b]).table2["administrative_fees"]["amount"] == 0.3


def test_bodies_of_different_years_are_refused():
    with pytest.raises(ValueError, match="one year"):
        roll_up([Child("甲", 2024), Child("乙", 2025)])
