from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.figure import Figure, Origin, Rows
from assistant.statistics.rows import ONE_BY_ONE, Tally, add_up, find_word, gather, ranges, says_nothing, to_number


def sheet(**columns):
    size = len(next(iter(columns.values())))
    return Sheet("表.xlsx", "一", SheetKind.HOTLINE, columns, range(3, 3 + size), {"数": "数（件）"})


@given(st.sets(st.integers(1, 200)))
def test_ranges_name_every_number_and_no_other(numbers):
    written = []
    for each in ranges(numbers):
        first, _, last = each.partition("-")
        written += range(int(first), int(last or first) + 1)
    assert written == sorted(numbers)


@given(st.lists(st.lists(st.integers(1, 50)), max_size=5))
def test_gathered_rows_name_every_row_of_a_sheet_once(lists):
    merged = gather(Rows("a.xlsx", None, tuple(numbers)) for numbers in lists)
    assert [number for rows in merged for number in rows.numbers] == sorted({n for numbers in lists for n in numbers})


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3, 3),
        (3.0, 3),
        (0.1, Decimal("0.1")),
        ("1,200", 1200),
        ("1，200件", 1200),
        ("12.50元", Decimal("12.50")),
        ("-3", -3),
        (None, None),
        ("", None),
        ("约3件", None),
        ("3-5", None),
        ("12,34", None),
        (float("nan"), None),
        (float("inf"), None),
        ("３件左右的样子", None),
    ],
)
def test_a_cell_is_a_number_only_where_it_holds_nothing_else(cell, number):
    assert to_number(cell) == number


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("是", "yes"),
        ("不是", "no"),
        ("已经公开了", "yes"),
        ("不公开", "no"),
        ("公开，也有不宜公布的", None),
        ("随便", None),
        ("", None),
    ],
)
def test_a_word_within_a_longer_word_does_not_decide(text, key):
    assert find_word(text, {"yes": ["=是", "公开"], "no": ["=不是", "不公开", "不宜公布"]}) == key


def test_a_row_that_only_reports_nothing_is_told_from_a_row_with_a_gap():
    rows = sheet(序号=[1, 2, 3], 数=["无", None, 0], 备注=[None, "无", "无"])
    assert [says_nothing(rows, index) for index in range(3)] == [True, True, False]


def test_a_key_nobody_can_tell_is_missing_and_not_zero():
    rows, tally = sheet(数=[1, 2]), Tally()
    tally.open(rows, "told", "untold")
    tally.add("untold", rows, 0)
    tally.ask(rows, 1, "数", "读不出来", "请改", "untold")
    result = tally.result()
    assert [(figure.key, figure.value) for figure in result.figures] == [("told", 0)]
    assert [str(problem.place) for problem in result.problems] == ["表.xlsx 工作表“一” 第4行 “数（件）”列"]


def test_a_question_of_many_rows_is_asked_once_and_lists_them():
    rows, tally = sheet(数=[0] * (ONE_BY_ONE + 2)), Tally()
    for index in range(len(rows)):
        tally.ask(rows, index, "数", "读不出来", "请改")
    (problem,) = tally.result().problems
    assert "第3-14行" in problem.problem


def test_a_sum_with_a_missing_part_is_missing():
    parts = {key: Figure(key, 2, "件", Origin.COUNTED) for key in "ab"}
    assert add_up("sum", ["a", "b"], parts).value == 4
    assert add_up("sum", ["a", "b", "c"], parts) is None


def test_a_row_that_ends_up_in_no_figure_is_unused_with_its_reason():
    rows, tally = sheet(数=[1, 2, 3, 4]), Tally()
    tally.add("untold", rows, 0)
    tally.ask(rows, 1, "数", "读不出来", "请改", "untold")
    tally.skip(rows, 2, "不在2023年")
    tally.add("told", rows, 3)
    tally.ask(rows, 3, "数", "请核对", "请改")
    assert {place.row: reason for place, reason in tally.result().unused} == {
        3: "所计的数因其他行待确认而暂缺",
        4: "读不出来",
        5: "不在2023年",
    }
