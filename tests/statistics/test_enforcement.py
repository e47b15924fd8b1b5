import pytest

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.enforcement import count_enforcement


def decisions(**columns):
    size = len(next(iter(columns.values())))
    return Sheet("执法.csv", None, SheetKind.LAW_ENFORCEMENT, columns, range(2, 2 + size))


def found(*sheets):
    counted = count_enforcement(sheets, 2023)
    cells = {figure.key: figure.value for figure in counted.figures}
    return [cells.get(f"table2.{row}.decisions") for row in ("licensing", "penalties", "coercion")], counted


def test_totals_are_taken_as_stated_and_a_type_nobody_names_is_missing():
    numbers, counted = found(decisions(事项类型=["行政许可", "行政处罚", "行政许可"], 数量=[120, "9件", 6]))
    assert numbers == [126, 9, None]
    assert counted.figures[0].rows[0].numbers == (2, 4)


def test_a_stated_zero_is_zero_and_keeps_its_row():
    numbers, counted = found(decisions(事项类型=["行政许可", "行政处罚", "行政强制"], 数量=[0, 0, 0]))
    assert numbers == [0, 0, 0]
    assert [figure.rows[0].numbers for figure in counted.figures] == [(2,), (3,), (4,)]


def test_decisions_one_a_row_count_by_the_day_of_decision():
    sheet = decisions(
        事项类型=["行政处罚", "行政处罚", "行政强制措施"], 决定日期=["2023-01-05", "2022-12-31", "2022-05-01"]
    )
    numbers, counted = found(sheet)
    assert numbers == [None, 1, 0]
    assert [place.row for place, _ in counted.unused] == [3, 4]


@pytest.mark.parametrize(
    ("columns", "numbers"),
    [
        ({"事项类型": ["行政许可", "行政许可"], "数量": [None, 5]}, [None, None, None]),
        ({"事项类型": ["行政许可"], "数量": ["若干"]}, [None, None, None]),
        ({"事项类型": ["行政许可"], "数量": [-1]}, [None, None, None]),
        ({"事项类型": ["行政许可", "行政处罚"], "决定日期": [None, "2023-01-05"]}, [None, 1, None]),
        ({"事项类型": ["行政许可", "甲类"], "数量": [3, 4]}, [None, None, None]),
    ],
)
def test_an_unreadable_row_leaves_its_cell_missing_and_is_asked_about(columns, numbers):
    counts, counted = found(decisions(**columns))
    assert counts == numbers
    assert len(counted.problems) == 1
    assert counted.problems[0].place.row


def test_a_type_that_is_not_in_table_2_is_listed():
    numbers, counted = found(decisions(事项类型=["行政检查", "行政许可"], 数量=[40, 3]))
    assert numbers == [3, None, None]
    assert [place.row for place, _ in counted.unused] == [2]


@pytest.mark.parametrize("types", [[], ["无"], [None]])
def test_a_list_without_decisions_means_zero(types):
    assert found(decisions(事项类型=types, 决定日期=[None] * len(types)))[0] == [0, 0, 0]
