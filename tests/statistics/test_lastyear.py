from assistant.ingest import Sheet, SheetKind
from assistant.statistics.lastyear import read_last_year


def indicators(**columns):
    size = len(next(iter(columns.values())))
    return Sheet("上年.xlsx", None, SheetKind.LAST_YEAR, columns, range(2, 2 + size))


def test_indicators_become_typed_figures_of_both_years():
    sheet = indicators(
        指标=[
            "表三 （一）予以公开 自然人",
            "四、结转下年度继续办理",
            "行政许可",
            "table4.review.upheld",
            "行政规范性文件 现行有效件数",
        ],
        上年数=[3, 2, "126件", 0, 12],
        本年数=[4, None, 130, 1, 14],
    )
    typed, left = read_last_year([sheet], 2023)
    assert (left.problems, left.unused) == ((), ())
    last, this = typed
    assert (last.year, this.year) == (2022, 2023)
    assert last.tables == {
        "table2": {"licensing": {"decisions": 126}, "normative_docs": {"in_force": 12}},
        "table3": {"granted": {"natural_person": 3}, "carried_out": {"total": 2}},
        "table4": {"review": {"upheld": 0}},
    }
    assert "carried_out" not in this.tables["table3"]


def test_an_unknown_indicator_and_an_unreadable_number_are_asked_about_with_their_rows():
    typed, left = read_last_year([indicators(指标=["访问量", "行政许可"], 上年数=[3, "若干"])], 2023)
    assert [each.tables for each in typed] == [{}]
    assert [(problem.place.row, problem.place.column) for problem in left.problems] == [(2, "指标"), (3, "上年数")]
