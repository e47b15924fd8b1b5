import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.figure import Figures
from assistant.statistics.proposals import PUBLICITY, TYPES, WAYS, count_proposals


def proposals(**columns):
    size = len(next(iter(columns.values())))
    return Sheet("建议提案.xlsx", "一", SheetKind.PROPOSALS, columns, range(3, 3 + size))


def counted(**columns):
    result = count_proposals([proposals(**columns)], 2023)
    return Figures(result.figures), result


ROW = st.tuples(
    st.sampled_from(["人大建议", "政协提案"]),
    st.sampled_from(["主办", "独办", "分办", "会办", "协办"]),
    st.sampled_from(["公开", "涉密不公开", "由主办单位公开"]),
    st.integers(0, 9),
)


@given(st.lists(ROW, max_size=40))
def test_the_ways_and_the_publicity_are_both_the_total(rows):
    names = ("类型", "办理方式", "是否公开", "采纳措施数")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    figures, _ = counted(**columns)
    for each in TYPES:
        total = figures.value(f"proposals.{each}.total")
        assert total == sum(each in row[0] for row in rows)
        assert sum(figures.value(f"proposals.{each}.{way}") for way in WAYS) == total
        assert sum(figures.value(f"proposals.{each}.{key}") for key in PUBLICITY) == total
    assert figures.value("proposals.measures") == sum(row[3] for row in rows)
    assert figures.value("proposals.total") == len(rows)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("公开", "published"),
        ("是", "published"),
        ("已在网站公开", "published"),
        ("不公开", "exempt"),
        ("涉密", "exempt"),
        ("不予主动公开", "exempt"),
        ("由主办单位公开", "others"),
        ("由市发改委（主办单位）公开", "others"),
        ("由市发改委公开", None),
        (None, None),
    ],
)
def test_who_publishes_is_read_from_the_cell_or_asked(written, key):
    figures, result = counted(类型=["人大建议"], 是否公开=[written])
    told = {name: figures.value(f"proposals.建议.{name}") for name in PUBLICITY}
    assert told == ({name: int(name == key) for name in PUBLICITY} if key else dict.fromkeys(PUBLICITY))
    assert [problem.place.column for problem in result.problems] == ([] if key else ["是否公开"])
    assert figures.value("proposals.建议.total") == 1


def test_an_unknown_type_leaves_every_figure_missing():
    figures, result = counted(类型=["人大建议", "建议提案"], 办理方式=["主办", "主办"])
    assert len(figures) == 0
    assert [problem.place.row for problem in result.problems] == [4]


def test_an_unknown_way_leaves_the_ways_of_its_type_missing_and_no_other():
    figures, _ = counted(类型=["人大建议", "政协提案"], 办理方式=["转办", "会办"])
    assert figures.value("proposals.建议.主办") is None
    assert (figures.value("proposals.建议.total"), figures.value("proposals.提案.会办")) == (1, 1)


def test_answers_of_another_year_are_listed():
    figures, result = counted(类型=["人大建议"] * 2, 答复日期=["2022.12.30", "2023.6.1"])
    assert figures.value("proposals.建议.total") == 1
    assert [place.row for place, _ in result.unused] == [3]


def test_measures_are_zero_only_where_nothing_was_adopted():
    figures, _ = counted(类型=["人大建议"] * 2, 是否采纳=["采纳", "未采纳"], 采纳措施数=[5, None])
    assert figures.value("proposals.建议.measures") == 5
    figures, result = counted(类型=["人大建议"] * 2, 是否采纳=["采纳", "采纳"], 采纳措施数=[5, None])
    assert figures.value("proposals.建议.measures") is None
    assert len(result.problems) == 1


def test_what_a_sheet_lacks_and_another_has_cannot_be_added_up():
    first = proposals(类型=["人大建议"], 办理方式=["主办"])
    second = proposals(类型=["人大建议"])
    result = count_proposals([first, second], 2023)
    figures = Figures(result.figures)
    assert (figures.value("proposals.建议.total"), figures.value("proposals.建议.主办")) == (2, None)
    assert any("办理方式" in problem.problem for problem in result.problems)


def test_a_sheet_without_rows_means_none_were_received():
    figures, _ = counted(类型=[], 办理方式=[])
    assert figures.value("proposals.total") == 0
