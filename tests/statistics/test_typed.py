from decimal import Decimal

import pytest

from assistant.ingest import TypedFigures
from assistant.statistics.figure import Figure, Figures, Origin, Rows
from assistant.statistics.typed import fill


def typed(tables, year=2023, file="数据.yaml"):
    return TypedFigures(file, year, tables)


COUNTED = Figure("table2.licensing.decisions", 5, "件", Origin.COUNTED, (Rows("执法.csv", None, (2,)),))


def test_a_cell_no_sheet_gave_is_filled_and_marked_as_typed():
    filled = fill(Figures(), [typed({"table2": {"licensing": {"decisions": 126}, "rules": {"issued": None}}})], 2023)
    assert [(figure.key, figure.value, figure.origin) for figure in filled.figures.values()] == [
        ("table2.licensing.decisions", 126, Origin.TYPED)
    ]
    assert filled.figures["table2.licensing.decisions"].rows == (Rows("数据.yaml", None, ()),)
    assert filled.problems == ()


def test_where_both_give_a_cell_the_counted_number_stands_and_both_are_named():
    filled = fill(Figures([COUNTED]), [typed({"table2": {"licensing": {"decisions": 6}}})], 2023)
    assert filled.figures["table2.licensing.decisions"] == COUNTED
    (problem,) = filled.problems
    assert all(part in problem.problem for part in ("行政许可", "6件", "5件", "执法.csv"))
    assert problem.place.file == "数据.yaml"
    assert fill(Figures([COUNTED]), [typed({"table2": {"licensing": {"decisions": 5}}})], 2023).problems == ()


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("table2", "licensing", "decisions", -1),
        ("table2", "licensing", "decisions", 1.5),
        ("table2", "licensing", "decisions", True),
        ("table2", "licensing", "decisions", float("nan")),
        ("table2", "licensing", "issued", 3),
        ("table9", "licensing", "decisions", 3),
    ],
)
def test_what_is_no_cell_or_no_number_is_refused_with_a_problem(table, row, column, value):
    filled = fill(Figures(), [typed({table: {row: {column: value}}})], 2023)
    assert len(filled.figures) == 0
    assert len(filled.problems) == 1


def test_an_amount_may_have_decimals_and_is_exact():
    filled = fill(Figures(), [typed({"table2": {"administrative_fees": {"amount": 0.04}}})], 2023)
    assert filled.figures.value("table2.administrative_fees.amount") == Decimal("0.04")


def test_last_year_is_kept_to_compare_and_other_years_are_unused():
    last, older, twin = typed({}, 2022), typed({}, 2021, "旧.yaml"), typed({}, 2022, "又一份.yaml")
    filled = fill(Figures(), [last, older, twin], 2023)
    assert filled.previous == last
    assert [place.file for place, _ in filled.unused] == ["旧.yaml", "又一份.yaml"]
    assert len(filled.figures) == 0


def test_of_two_typed_files_the_first_stands_and_the_difference_is_told():
    files = [typed({"table4": {"review": {"upheld": value}}}, file=f"{value}.yaml") for value in (1, 2)]
    filled = fill(Figures(), files, 2023)
    assert filled.figures.value("table4.review.upheld") == 1
    assert [problem.place.file for problem in filled.problems] == ["2.yaml"]
