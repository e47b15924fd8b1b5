import json
from decimal import Decimal

import pytest

from assistant.ingest import Place, Problem
from assistant.statistics import Statistics, Violation, explain, summary
from assistant.statistics.figure import Figure, Figures, Origin, Rows

FIGURES = Figures(
    [
        Figure("publication.by_category.政策解读", 3, "条", Origin.COUNTED, (Rows("a.xlsx", "一", (3, 4, 7)),)),
        Figure(
            "publication.by_category.其他文件",
            1,
            "条",
            Origin.COUNTED,
            (Rows("a.xlsx", "一", (5,)), Rows("b.csv", None, (2,))),
        ),
        Figure(
            "publication.total",
            4,
            "条",
            Origin.COMPUTED,
            parts=("publication.by_category.政策解读", "publication.by_category.其他文件"),
        ),
        Figure("table2.administrative_fees.amount", Decimal("0.04"), "万元", Origin.COUNTED),
    ]
)


def test_a_computed_figure_opens_into_the_rows_of_its_parts_sheet_by_sheet():
    assert explain(FIGURES, "publication.total") == (Rows("a.xlsx", "一", (3, 4, 5, 7)), Rows("b.csv", None, (2,)))
    with pytest.raises(KeyError):
        explain(FIGURES, "publication.nothing")


def test_figures_that_name_each_other_do_not_go_round_for_ever():
    figures = Figures(Figure(key, 1, "件", Origin.COMPUTED, (Rows(key, None, (1,)),), parts=("a", "b")) for key in "ab")
    assert [rows.file for rows in explain(figures, "a")] == ["a", "b"]


def test_the_summary_is_json_and_names_rows_as_ranges():
    violation = Violation("T3-FLOW", "error", "表三", "", "自然人", 3, Decimal("2.5"), "1 + 2 = 3")
    statistics = Statistics(
        FIGURES,
        {},
        {},
        {},
        problems=(Problem(Place("a.xlsx", row=9), "空", "请补"),),
        violations=(violation,),
        unused=(*((Place("a.xlsx", row=row), "不在2023年") for row in (8, 9, 10)), (Place("c.xls"), "未识别")),
        mapping={"解读": "政策解读"},
    )
    found = json.loads(json.dumps(summary(statistics), ensure_ascii=False))
    first, _, total, fee = found["figures"]
    assert first["rows"] == [{"file": "a.xlsx", "sheet": "一", "rows": ["3-4", "7"]}]
    assert (first["label"], first["unit"], first["origin"]) == ("主动公开信息 栏目“政策解读”", "条", "逐行统计")
    assert total["parts"] == ["publication.by_category.政策解读", "publication.by_category.其他文件"]
    assert (total["value"], fee["value"]) == (4, 0.04)
    assert found["unused"] == [
        {"file": "a.xlsx", "sheet": None, "reason": "不在2023年", "rows": ["8-10"]},
        {"file": "c.xls", "sheet": None, "reason": "未识别", "rows": []},
    ]
    assert (found["violations"][0]["expected"], found["violations"][0]["actual"]) == (3, 2.5)
    assert found["problems"] == [{"place": "a.xlsx 第9行", "problem": "空", "hint": "请补"}]
    assert found["mapping"] == {"解读": "政策解读"}
