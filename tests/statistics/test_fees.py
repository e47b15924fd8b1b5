from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.fees import ADMINISTRATIVE, PROCESSING, count_fees


def fees(headers=None, **columns):
    size = len(next(iter(columns.values())))
    return Sheet("收费.csv", None, SheetKind.FEES, columns, range(2, 2 + size), headers or {})


def found(*sheets):
    counted = count_fees(sheets, 2023)
    cells = {figure.key: (figure.value, figure.unit) for figure in counted.figures}
    return cells.get(ADMINISTRATIVE), cells.get(PROCESSING), counted


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40))
def test_cents_add_up_to_ten_thousands_exactly(cents):
    amounts = [f"{each // 100}.{each % 100:02d}" for each in cents]
    sheet = fees(收费类别=["行政事业性收费"] * len(cents), 金额=amounts, 单位=["元"] * len(cents))
    assert found(sheet)[0][0] == Decimal(sum(cents)) / 1000000


@pytest.mark.parametrize(
    ("cells", "amount"),
    [
        ({"金额": 400, "单位": "元"}, Decimal("0.04")),
        ({"金额": 0.04, "单位": "万元"}, Decimal("0.04")),
        ({"金额": "1,234.50元"}, Decimal("0.12345")),
        ({"金额": "3万元"}, 3),
        ({"金额": "3万元", "单位": "万元"}, 3),
        ({"金额": 0}, 0),
    ],
)
def test_an_amount_becomes_ten_thousands_by_the_unit_that_is_written(cells, amount):
    sheet = fees(收费类别=["行政事业性收费"], **{name: [cell] for name, cell in cells.items()})
    assert found(sheet)[0] == (amount, "万元")


def test_a_unit_in_the_header_is_a_unit():
    assert found(fees({"金额": "实收金额（元）"}, 收费类别=["行政事业性收费"], 金额=[25000]))[0][0] == Decimal("2.5")


@pytest.mark.parametrize(
    "cells",
    [
        {"金额": 400},
        {"金额": "400元", "单位": "万元"},
        {"金额": None, "单位": "元"},
        {"金额": "面议", "单位": "元"},
        {"金额": -5},
    ],
)
def test_an_amount_whose_unit_is_not_certain_is_asked_about_and_missing(cells):
    amount, _, counted = found(fees(收费类别=["行政事业性收费"], **{name: [cell] for name, cell in cells.items()}))
    assert amount is None
    assert any(problem.place.column == "金额" for problem in counted.problems)


def test_the_processing_fee_is_told_in_yuan_and_stays_out_of_table_2():
    sheet = fees(
        收费项目=["政府信息公开信息处理费", "检测费", "罚款"],
        收费类别=["行政事业性收费", "行政事业性收费", "罚没收入"],
        金额=[100, 200, 300],
        单位=["元"] * 3,
        缴费日期=["2023-01-05", "2023-02-05", "2023-03-05"],
    )
    administrative, processing, counted = found(sheet)
    assert (administrative, processing) == ((Decimal("0.02"), "万元"), (100, "元"))
    assert [place.row for place, _ in counted.unused] == [4]


def test_fees_of_another_year_are_listed_and_undated_ones_asked_about():
    sheet = fees(收费类别=["行政事业性收费"] * 2, 金额=[100, 200], 单位=["元"] * 2, 缴费日期=["2022-12-31", None])
    administrative, _, counted = found(sheet)
    assert administrative is None
    assert [place.row for place, _ in counted.unused] == [2, 3]
    assert [problem.place.row for problem in counted.problems] == [3]


@pytest.mark.parametrize("items", [[], ["无"], [None]])
def test_a_ledger_without_fees_means_zero(items):
    assert found(fees(收费项目=items, 金额=[None] * len(items)))[:2] == ((0, "万元"), (0, "元"))
