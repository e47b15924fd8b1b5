import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.remedies import count_remedies

OUTCOMES = ("upheld", "corrected", "other", "pending", "total")


def cases(**columns):
    size = len(next(iter(columns.values())))
    return Sheet("案件.csv", None, SheetKind.REMEDIES, columns, range(2, 2 + size))


def one(**cells):
    usual = {"案件类型": "行政复议", "受理日期": "2023-03-01", "审结日期": "2023-05-01", "结果": "维持"}
    return count_remedies([cases(**{name: [cell] for name, cell in (usual | cells).items()})], 2023)


def row(counted, group):
    cells = {figure.key: figure.value for figure in counted.figures}
    return [cells.get(f"table4.{group}.{outcome}") for outcome in OUTCOMES]


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        ("行政复议", "review"),
        ("复议", "review"),
        ("未经复议直接起诉", "suit_direct"),
        ("行政诉讼（未经行政复议直接起诉）", "suit_direct"),
        ("复议后起诉", "suit_after_review"),
        ("行政诉讼（复议后起诉）", "suit_after_review"),
        ("经行政复议后提起诉讼", "suit_after_review"),
    ],
)
def test_a_case_stands_in_the_group_its_type_names(kind, group):
    assert row(one(案件类型=kind), group) == [1, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("结果维持", "upheld"),
        ("驳回诉讼请求", "upheld"),
        ("撤销并责令重新答复", "corrected"),
        ("确认违法", "corrected"),
        ("申请人撤回，终止", "other"),
        ("驳回复议申请", "other"),
        ("驳回起诉", "other"),
        ("调解结案", "other"),
    ],
)
def test_a_closed_case_counts_by_its_result(result, outcome):
    assert row(one(结果=result), "review")[OUTCOMES.index(outcome)] == 1


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"审结日期": None, "结果": "审理中"}, [0, 0, 0, 1, 1]),
        ({"审结日期": "2024-01-20"}, [0, 0, 0, 1, 1]),
        ({"受理日期": "2022-11-01"}, [1, 0, 0, 0, 1]),
        ({"受理日期": "2022-11-01", "审结日期": "2022-12-30"}, [0, 0, 0, 0, 0]),
        ({"受理日期": "2024-01-02", "审结日期": None, "结果": "审理中"}, [0, 0, 0, 0, 0]),
    ],
)
def test_what_had_become_of_a_case_by_31_december_decides(cells, expected):
    assert row(one(**cells), "review") == expected


@pytest.mark.parametrize(
    "cells",
    [
        {"案件类型": "行政诉讼"},
        {"案件类型": None},
        {"结果": "部分维持，部分撤销"},
        {"结果": "驳回"},
        {"结果": None},
        {"结果": "尚未审结"},
        {"审结日期": "春天"},
        {"审结日期": "2023-01-01"},
        {"受理日期": "2021-01-01", "审结日期": None},
        {"本机关地位": "共同被告"},
        {"本机关地位": "第三人"},
    ],
)
def test_a_case_nobody_can_place_leaves_table_4_missing_and_names_its_row(cells):
    counted = one(**cells)
    assert counted.figures == ()
    assert [problem.place.row for problem in counted.problems] == [2]


def test_a_suit_in_which_this_organ_only_reviewed_is_the_original_organ_s():
    for standing in ("共同被告（复议机关）", "复议机关"):
        counted = one(案件类型="复议后起诉", 本机关地位=standing)
        assert row(counted, "suit_after_review") == [0] * 5
        assert ["2016" in reason for _, reason in counted.unused] == [True]
    for standing in ("被告", "被申请人", "共同被告（原行为机关）", None):
        assert row(one(案件类型="复议后起诉", 本机关地位=standing), "suit_after_review")[4] == 1


def test_a_list_without_cases_means_zero_and_no_list_means_nobody_knows():
    for types in ([], ["无"], [None]):
        counted = count_remedies([cases(案件类型=types, 结果=[None] * len(types))], 2023)
        assert [row(counted, group) for group in ("review", "suit_direct", "suit_after_review")] == [[0] * 5] * 3
    assert count_remedies([], 2023).figures == ()


def test_without_dates_every_case_counts_and_one_problem_says_so():
    counted = count_remedies([cases(案件类型=["行政复议"] * 2, 结果=["维持", "纠正"])], 2023)
    assert row(counted, "review") == [1, 1, 0, 0, 2]
    assert len(counted.problems) == 1


CELLS = {
    "案件类型": ["行政复议", "复议后起诉", "行政诉讼", "无", None],
    "受理日期": ["2022-05-01", "2023-03-01", "2024-01-01", "春天", None],
    "审结日期": ["2022-12-01", "2023-05-01", "2024-02-01", None],
    "结果": ["维持", "撤销", "撤回", "审理中", "驳回", None],
    "本机关地位": ["被告", "共同被告（复议机关）", "共同被告", None],
}


@given(st.lists(st.tuples(*map(st.sampled_from, CELLS.values())), min_size=1, max_size=8))
def test_every_case_is_counted_or_listed_with_a_reason(rows):
    counted = count_remedies([cases(**{name: [row[at] for row in rows] for at, name in enumerate(CELLS)})], 2023)
    used = [number for figure in counted.figures for each in figure.rows for number in each.numbers]
    assert sorted([*used, *(place.row for place, _ in counted.unused)]) == list(range(2, 2 + len(rows)))
    totals = [figure.value for figure in counted.figures if figure.key.endswith("total")]
    assert sum(totals) == len(used)
