import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.report.published.grid import Cell, Grid
from assistant.report.published.labels3 import ORDER
from assistant.report.published.record import Spot
from assistant.report.published.rows import rows_of
from assistant.report.published.tables3 import read_table3
from assistant.tables import load_tables

COLUMNS = [column.key for column in load_tables().columns3]


def form(values, labels=None):
    """Rows of label and seven values; `labels` replaces the printed label of some rows."""
    labels = labels or {}
    rows = []
    for row in load_tables().rows3:
        if row.key in values:
            rows.append([labels.get(row.key, row.label), *values[row.key]])
    return rows


def table(rows, aligned=True):
    cells = [tuple(Cell(text, column, Spot(page=1)) for column, text in enumerate(row)) for row in rows]
    return read_table3(rows_of([Grid(tuple(cells), aligned)]))


number = st.integers(0, 4000).map(str)
values = st.fixed_dictionaries({key: st.lists(number, min_size=7, max_size=7) for key in ORDER})


@settings(max_examples=40, deadline=None)
@given(values, st.booleans())
def test_what_was_written_is_what_is_read(written, aligned):
    read = table(form(written), aligned)
    assert {key: [str(value) for value in row.values()] for key, row in read.figures.items()} == written
    assert read.warnings == ()


@settings(max_examples=60, deadline=None)
@given(values, st.sampled_from(ORDER), st.integers(0, 6), st.sampled_from(["", "/", "约3", "3 5", "—"]))
def test_one_bad_cell_harms_no_other(written, key, column, bad):
    rows = form(written | {key: [bad if index == column else value for index, value in enumerate(written[key])]})
    read = table(rows)
    for row, cells in read.figures.items():
        for index, value in enumerate(cells.values()):
            assert value == (None if (row, index) == (key, column) else int(written[row][index]))
    assert read.cells[f"table3.{key}.{COLUMNS[column]}"].raw == bad
    assert read.warnings


@settings(max_examples=60, deadline=None)
@given(values, st.sampled_from(ORDER), st.integers(0, 6))
def test_a_lost_value_without_columns_never_moves_another(written, key, column):
    rows = form(written)
    del rows[ORDER.index(key)][1 + column]
    read = table(rows, aligned=False)
    for row, cells in read.figures.items():
        expected = [None] * 7 if row == key else [int(value) for value in written[row]]
        assert list(cells.values()) == expected


ZEROS = {key: ["0"] * 6 + [str(index)] for index, key in enumerate(ORDER)}


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("new_received", "本年新收政府信息"),
        ("carried_in", "二、上年结转政府信息急公开申请数量"),
        ("refused_law_forbids", "2.其他法律行政止公开"),
        ("refused_state_secret", "1. 属于国 家秘密"),
        ("partial", "(二)部分公开(区分处理的,只计这一情形)"),
        ("unable_not_held", "1.本机关不掌握相关 政府信息"),
        ("unprocessed_petition", "1.信访、举报、投诉类申请"),
        ("unprocessed_confirm", "5.要求行政机关确认或重 新出具"),
        ("other_other", "3. 其他"),
        ("result_total", "(七) 总 计"),
        ("refused_internal", "5.属于⺟类内部事务信息"),
        ("carried_out", "四、结转下一年度继续办理"),
        ("unable_need_creation", "▇▇▇"),
    ],
)
def test_a_damaged_label_is_known_by_its_core_or_its_neighbours(key, printed):
    read = table(form(ZEROS, {key: printed}))
    assert read.figures[key]["total"] == ORDER.index(key)
    assert read.warnings == ()


def test_two_lost_labels_in_a_row_are_placed_by_their_neighbours():
    read = table(form(ZEROS, {"unprocessed_repeat": "", "unprocessed_publication": ""}))
    assert read.figures["unprocessed_repeat"]["total"] == ORDER.index("unprocessed_repeat")
    assert read.figures["unprocessed_publication"]["total"] == ORDER.index("unprocessed_publication")


def test_a_row_that_nothing_places_is_told_and_used_for_nothing():
    rows = form(
        {key: row for key, row in ZEROS.items() if key != "unprocessed_repeat"}, {"unprocessed_publication": ""}
    )
    read = table(rows)
    assert set(read.figures["unprocessed_repeat"].values()) == {None}
    assert set(read.figures["unprocessed_publication"].values()) == {None}
    assert any("没有认出是哪一行" in text for text in read.warnings)


def test_other_disposal_in_one_row_is_kept_under_its_group():
    rows = [row for row in form(ZEROS) if not row[0].startswith(("1.申请人", "2.申请人", "3.其他"))]
    rows.insert(-2, ["（六）其他处理", *"1000001"])
    read = table(rows)
    assert list(read.figures["other"].values()) == [1, 0, 0, 0, 0, 0, 1]
    assert set(read.figures["other_other"].values()) == {None}
    assert read.warnings == ()
    assert "other" not in table(form(ZEROS)).figures


def test_the_parts_of_a_cell_that_lost_its_border_are_its_columns():
    rows = form(ZEROS)
    rows[2] = ["（一）予以公开 0 0 0 0 0 0 2"]
    assert table(rows, aligned=False).figures["granted"]["total"] == 2


def test_a_table_of_something_else_is_not_table_3():
    assert not table([["其他", *"1234567"], ["总计", *"1234567"]]).found
