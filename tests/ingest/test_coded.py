import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.coded import Coded, Texts, coded, constant, joined

columns = st.lists(st.sampled_from(["甲", "乙", "丙", None]), max_size=20)


@settings(deadline=None)
@given(columns, st.data())
def test_a_coded_column_says_what_its_list_says(cells, data):
    column = coded(cells)
    assert [*column] == cells
    assert [column[at] for at in range(len(cells))] == cells
    assert [*column[1:3]] == cells[1:3]
    assert [*column.each(lambda cell: cell == "甲")] == [cell == "甲" for cell in cells]
    assert column.where(lambda cell: cell is None).tolist() == [at for at, cell in enumerate(cells) if cell is None]
    assert column.present() == [*dict.fromkeys(cells)]
    assert dict(zip(column.values, column.times().tolist(), strict=True)) == {c: cells.count(c) for c in cells}
    rows = sorted(data.draw(st.sets(st.sampled_from(range(len(cells)))) if cells else st.just(set())))
    assert [*column.pick(np.array(rows, dtype=np.intp))] == [cells[row] for row in rows]


@settings(deadline=None)
@given(columns)
def test_decisions_that_agree_become_one_value(cells):
    column = coded(cells).each(lambda cell: cell in ("甲", "乙")).distinct()
    assert [*column] == [cell in ("甲", "乙") for cell in cells]
    assert len(column.values) == len(set(column.values))


@settings(deadline=None)
@given(columns, columns)
def test_joined_columns_stand_below_each_other(first, second):
    assert [*joined([coded(first), coded(second)])] == [*first, *second]


def test_numbers_become_an_array():
    assert coded([5, 3, 5]).array().tolist() == [5, 3, 5]
    assert constant(7, 3).array().tolist() == [7, 7, 7]


def test_texts_outside_of_python_are_a_sequence():
    column = Coded(Texts(pa.array(["甲", "乙", "丙"])), np.array([2, 0, 1, 2]))
    assert [*column] == ["丙", "甲", "乙", "丙"]
    assert column[1] == "甲"
    assert [*column.values[1:]] == ["乙", "丙"]
    assert column.pick(np.array([0, 3])).values == ["丙"]
