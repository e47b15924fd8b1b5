from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.documents import count_documents


def documents(file="清单.xlsx", headers=None, **columns):
    size = len(next(iter(columns.values())))
    return Sheet(file, None, SheetKind.NORMATIVE_DOCS, columns, range(2, 2 + size), headers or {})


def found(counted, row="normative_docs"):
    cells = {figure.key: figure.value for figure in counted.figures}
    return tuple(cells.get(f"table2.{row}.{cell}") for cell in ("issued", "repealed", "in_force"))


def one(**cells):
    return count_documents(
        [documents(**{name: [cell] for name, cell in ({"类别": "行政规范性文件"} | cells).items()})], 2023
    )


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        ({"印发日期": "2023-03-01", "状态": "现行有效"}, (1, 0, 1)),
        ({"印发日期": "2019-03-01", "状态": "现行有效"}, (0, 0, 1)),
        ({"印发日期": "2019-03-01", "状态": "修改"}, (0, 0, 1)),
        ({"印发日期": "2019-03-01", "状态": "废止", "废止日期": "2023-06-30"}, (0, 1, 0)),
        ({"印发日期": "2023-03-01", "状态": "失效", "失效日期": "2023-12-31"}, (1, 1, 0)),
        ({"印发日期": "2019-03-01", "状态": "废止", "废止日期": "2021-06-30"}, (0, 0, 0)),
        ({"印发日期": "2019-03-01", "状态": "废止", "废止日期": "2024-01-15"}, (0, 0, 1)),
        ({"印发日期": "2019-03-01", "状态": None, "废止日期": None}, (0, 0, 1)),
        ({"印发日期": "2024-01-03", "状态": "现行有效"}, (0, 0, 0)),
        ({"印发日期": "2019-03-01", "有效期至": "2025-12-31"}, (0, 0, 1)),
        ({"印发日期": "2019-03-01", "有效期至": "2023-12-31"}, (0, 0, 1)),
        ({"印发日期": "2019-03-01", "有效期至": "2023-12-30"}, (0, 1, 0)),
        ({"印发日期": "2019-03-01", "有效期至": "2022-12-31"}, (0, 1, 0)),
        ({"印发日期": "2019-03-01", "有效期至": "长期"}, (0, 0, 1)),
        ({"印发日期": "2018-03-01", "施行日期": "2018-05-01", "失效日期": "有效期5年"}, (0, 1, 0)),
        ({"印发日期": "2018-03-01", "施行日期": "2018-05-01", "失效日期": "六年"}, (0, 0, 1)),
        ({"印发日期": None, "文号": "济数〔2023〕5号", "状态": "有效"}, (1, 0, 1)),
    ],
)
def test_a_document_counts_where_its_dates_place_it_on_31_december(cells, counts):
    assert found(one(**cells)) == counts


@pytest.mark.parametrize(
    ("cells", "counts", "asked"),
    [
        ({"印发日期": "2023-03-01", "状态": "废止"}, (1, None, None), "没有日期"),
        ({"印发日期": "看文件", "状态": "有效"}, (None, None, None), "印发日期"),
        ({"印发日期": "2023-03-01", "失效日期": "待定"}, (1, None, None), "读不出来"),
        ({"印发日期": "2023-03-01", "状态": "拟清理"}, (1, None, None), "不认识"),
        ({"印发日期": "2023-03-01"}, (1, None, None), "没有“状态”列"),
        ({"印发日期": "2019-03-01", "状态": "现行有效", "废止日期": "2023-06-30"}, (0, 1, 0), "现行有效"),
        ({"印发日期": "2023-12-01", "施行日期": "2024-01-01", "状态": "有效"}, (1, 0, 1), "尚未施行"),
        ({"印发日期": "2023-03-01", "状态": "有效", "类别": "红头文件"}, (None, None, None), "类别“红头文件”不认识"),
    ],
)
def test_what_nobody_can_tell_is_asked_and_its_cells_are_missing(cells, counts, asked):
    counted = one(**cells)
    assert found(counted) == counts
    assert asked in " ".join(problem.problem for problem in counted.problems)


def test_rules_and_other_documents_are_told_apart():
    counted = count_documents(
        [documents(类别=["规章", "规范性文件", "其他文件"], 印发日期=["2023-01-05"] * 3, 状态=["有效"] * 3)], 2023
    )
    assert (found(counted, "rules"), found(counted)) == ((1, 0, 1), (1, 0, 1))
    assert [place.row for place, _ in counted.unused] == [4]


def test_a_list_without_categories_tells_nothing_about_rules():
    counted = count_documents([documents(印发日期=["2023-01-05"], 状态=["有效"])], 2023)
    assert (found(counted, "rules"), found(counted)) == ((None, None, None), (1, 0, 1))
    assert any("类别" in problem.problem for problem in counted.problems)


@pytest.mark.parametrize("names", [[], ["无"], [None]])
def test_a_list_without_documents_means_zero(names):
    counted = count_documents([documents(文件名称=names, 类别=[None] * len(names), 状态=[None] * len(names))], 2023)
    assert found(counted) == found(counted, "rules") == (0, 0, 0)
    assert counted.problems == ()


def test_without_any_list_nobody_knows():
    assert found(count_documents([], 2023)) == (None, None, None)


def test_the_validity_under_a_header_that_says_so_lasts_through_its_last_day():
    cells = {"类别": ["行政规范性文件"], "印发日期": ["2019-03-01"], "失效日期": ["2023-12-31"]}
    until = documents(headers={"失效日期": "有效期至"}, **cells)
    assert found(count_documents([until], 2023)) == (0, 0, 1)
    assert found(count_documents([documents(**cells)], 2023)) == (0, 1, 0)


def test_a_document_in_two_lists_counts_once_and_both_places_are_named():
    one = documents("制发.xlsx", 类别=["规范性文件"], 文号=["济数〔2023〕5号"], 印发日期=["2023-01-05"], 状态=["有效"])
    two = documents(
        "现行有效.xlsx", 类别=["规范性文件"], 文号=["济数〔2023〕 5号"], 印发日期=["2023-01-05"], 状态=["有效"]
    )
    counted = count_documents([one, two], 2023)
    assert found(counted) == (1, 0, 1)
    assert ["制发.xlsx 第2行" in problem.problem for problem in counted.problems] == [True]


@given(
    st.lists(
        st.tuples(st.integers(2015, 2023), st.one_of(st.none(), st.dates(date(2016, 1, 1), date(2025, 12, 31)))),
        max_size=30,
    )
)
def test_the_stock_is_last_year_s_stock_plus_issued_less_repealed(rows):
    rows = [(year, end) for year, end in rows if end is None or end.year > year]
    sheet = documents(
        类别=["行政规范性文件"] * len(rows),
        印发日期=[f"{year}-01-01" for year, _ in rows],
        废止日期=[end for _, end in rows],
    )
    issued, repealed, in_force = found(count_documents([sheet], 2023))
    before = count_documents([sheet], 2022)
    assert in_force == found(before)[2] + issued - repealed
