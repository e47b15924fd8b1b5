import json
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.ingest import Material, Sheet, SheetKind, TypedFigures, read_case
from assistant.statistics import compute, explain, label_of, summary
from assistant.statistics.cells import cell_units

EXAMPLE = Path(__file__).parents[2] / "examples" / "jinan-bigdata-2023"
PRIVATE = "王小明13800138000"


def sheet(kind, file, **columns):
    size = len(next(iter(columns.values())))
    return Sheet(file, None, kind, columns, range(2, 2 + size))


def ledger(**columns):
    usual = {"申请编号": ["1", "2"], "收到日期": ["2023-02-01"] * 2, "答复日期": ["2023-02-10"] * 2}
    words = {"申请人类型": ["自然人"] * 2, "答复类型": ["予以公开", "信息不存在"], "申请内容": ["甲", PRIVATE]}
    return sheet(SheetKind.REQUEST_LEDGER, "台账.csv", **(usual | words | columns))


@pytest.fixture(scope="module")
def example():
    case, material = read_case(EXAMPLE)
    return compute(material, case.year, level=case.level)


def test_the_example_s_tables_are_complete_and_hold(example):
    cells = [
        cell
        for table in (example.table2, example.table3, example.table4)
        for row in table.values()
        for cell in row.values()
    ]
    rules = list(example.table2["rules"].values())
    assert len(cells) == len(cell_units())
    assert [cell for cell in cells if cell is None] == []
    assert rules == [0, 0, 0]
    assert example.violations == ()


def test_the_example_s_numbers_are_those_of_the_published_report(example):
    figures = example.figures
    assert figures.value("publication.total") == 289
    categories = {figure.key.rsplit(".", 1)[1]: figure.value for figure in figures.below("publication.by_category")}
    assert categories == {
        "建议提案": 8,
        "财政预决算信息": 5,
        "其他文件": 6,
        "政策解读": 22,
        "办公会议信息": 5,
        "会议解读": 10,
        "工作进展": 210,
        "公示公告": 18,
        "调查征集及结果反馈": 4,
        "部门政策评价结果": 1,
    }
    assert example.table3["new_received"] == {
        "natural_person": 7,
        "enterprise": 0,
        "research": 0,
        "public_welfare": 0,
        "legal_service": 0,
        "other_org": 1,
        "total": 8,
    }
    results = {row: cells["total"] for row, cells in example.table3.items() if cells["total"]}
    assert results == {"new_received": 8, "granted": 3, "unable_not_held": 3, "other_other": 2, "result_total": 8}
    proposals = {
        key: figures.value(f"proposals.建议.{key}") for key in ("total", "主办", "分办", "会办", "published", "exempt")
    }
    assert proposals == {"total": 7, "主办": 2, "分办": 1, "会办": 4, "published": 2, "exempt": 1}
    assert [
        figures.value(f"proposals.提案.{key}") for key in ("total", "独办", "主办", "分办", "会办", "published")
    ] == [
        25,
        1,
        2,
        3,
        19,
        6,
    ]
    assert figures.value("proposals.measures") == 119
    assert [figures.value(f"hotline.{key}") for key in ("total", "agreed", "not_agreed", "on_time", "late")] == [
        4,
        3,
        1,
        4,
        0,
    ]
    assert figures.value("fees.ipf_yuan") == 0


def test_every_figure_of_the_example_opens_down_to_rows_of_its_files(example):
    for key, figure in example.figures.items():
        rows = explain(example.figures, key)
        if figure.value:
            assert rows, key
            assert sum(len(each.numbers) for each in rows) > 0, key
        assert label_of(key) != key
    opened = explain(example.figures, "publication.total")
    assert [len(each.numbers) for each in opened] == [289]
    assert [len(each.numbers) for each in explain(example.figures, "table3.new_received.total")] == [8]


def test_an_empty_case_has_every_cell_missing_and_none_zero():
    statistics = compute(Material(), 2023)
    cells = [
        cell
        for table in (statistics.table2, statistics.table3, statistics.table4)
        for row in table.values()
        for cell in row.values()
    ]
    assert cells == [None] * len(cell_units())
    assert (len(statistics.figures), statistics.problems, statistics.violations, statistics.unused) == (0, (), (), ())


def test_typed_totals_fill_what_no_sheet_gave_and_sums_are_added_up():
    cells = {
        "natural_person": 3,
        "enterprise": 1,
        "research": 0,
        "public_welfare": 0,
        "legal_service": 0,
        "other_org": 0,
    }
    typed = TypedFigures(
        "数据.yaml", 2023, {"table3": {"new_received": cells}, "table2": {"licensing": {"decisions": 9}}}
    )
    enforcement = sheet(SheetKind.LAW_ENFORCEMENT, "执法.csv", 事项类型=["行政许可"], 数量=[8])
    statistics = compute(Material(sheets=(enforcement,), typed=(typed,)), 2023)
    assert statistics.table3["new_received"]["total"] == 4
    assert statistics.table3["carried_in"]["total"] is None
    assert statistics.table2["licensing"]["decisions"] == 8
    assert ["9件" in problem.problem and "8件" in problem.problem for problem in statistics.problems] == [True]


def test_last_year_is_compared_and_what_does_not_hold_is_a_violation():
    typed = [
        TypedFigures("本年.yaml", 2023, {"table3": {"carried_in": {"total": 3}, "new_received": {"total": 10}}}),
        TypedFigures("上年.yaml", 2022, {"table3": {"carried_out": {"total": 2}, "new_received": {"total": 8}}}),
    ]
    statistics = compute(Material(typed=tuple(typed)), 2023)
    assert statistics.previous == typed[1]
    assert statistics.figures.value("compare.table3.new_received.total.percent") == Decimal("25.0")
    assert "X-CARRY" in {violation.identity for violation in statistics.violations}


def test_a_stock_that_does_not_follow_from_last_year_s_is_a_violation():
    cells = {"issued": 3, "repealed": 1, "in_force": 13}
    typed = [
        TypedFigures("本年.yaml", 2023, {"table2": {"normative_docs": cells}}),
        TypedFigures("上年.yaml", 2022, {"table2": {"normative_docs": {"in_force": 12}}}),
    ]
    statistics = compute(Material(typed=tuple(typed)), 2023)
    assert [(each.identity, each.expected, each.actual) for each in statistics.violations] == [("X-INFORCE", 14, 13)]


def test_a_sheet_nobody_recognised_is_unused_with_its_rows_named():
    unknown = sheet(SheetKind.UNKNOWN, "杂表.xlsx", 甲=[None] * 3)
    statistics = compute(Material(sheets=(unknown,)), 2023)
    assert [(place.file, reason) for place, reason in statistics.unused] == [("杂表.xlsx", "未识别的表格，3行均未使用")]


def test_what_an_applicant_wrote_is_in_no_figure_problem_or_reason():
    statistics = compute(Material(sheets=(ledger(收到日期=["2022-01-05", "2024-02-01"]),)), 2023)
    assert PRIVATE not in json.dumps(summary(statistics), ensure_ascii=False)
    assert PRIVATE not in str(statistics)


def test_fees_told_differently_by_two_ledgers_are_asked_about():
    fees = sheet(SheetKind.FEES, "收费.csv", 收费类别=["信息处理费"], 金额=[200], 单位=["元"], 缴费日期=["2023-03-01"])
    requests = ledger(收费金额=[None, 100])
    statistics = compute(Material(sheets=(fees, requests)), 2023)
    assert statistics.figures.value("fees.ipf_yuan") == 200
    assert any("200元" in problem.problem and "100元" in problem.problem for problem in statistics.problems)


def test_without_a_fee_ledger_the_processing_fee_is_what_the_request_ledger_noted():
    statistics = compute(Material(sheets=(ledger(收费金额=[None, 100]),)), 2023)
    assert statistics.figures.value("fees.ipf_yuan") == 100
    assert [rows.file for rows in explain(statistics.figures, "fees.ipf_yuan")] == ["台账.csv"]


def test_a_processing_fee_beside_an_empty_cell_of_table_2_is_asked_about():
    columns = {"收费类别": ["信息处理费", "行政事业性收费"], "金额": [200, 0], "单位": ["元"] * 2}
    fees = sheet(SheetKind.FEES, "收费.csv", 缴费日期=["2023-03-01"] * 2, **columns)
    statistics = compute(Material(sheets=(fees,)), 2023)
    assert ["表二" in problem.problem for problem in statistics.problems] == [True]


def test_a_calendar_that_does_not_reach_is_told_once():
    dates = {"成文日期": ["2028-03-01"] * 2, "发布日期": ["2028-03-05", "2028-03-06"]}
    export = sheet(SheetKind.WEB_EXPORT, "导出.csv", 标题=["甲", "乙"], 栏目=["工作进展"] * 2, **dates)
    statistics = compute(Material(sheets=(export,)), 2028)
    assert statistics.figures.value("publication.total") == 2
    assert "publication.late" not in statistics.figures
    assert ["2028年" in problem.problem for problem in statistics.problems] == [True]


def test_the_figures_are_the_same_from_large_files_read_by_columns(tmp_path, monkeypatch):
    from assistant.ingest import columnar, read_files

    ledger = ["申请编号,收到日期,申请人,申请人类型,组织类型,申请方式,申请内容,答复日期,办理结果,延期"]
    export = ["标题,栏目,发布日期,渠道,索引号,成文日期"]
    for n in range(400):
        outcome = ("予以公开", "信息不存在", "部分公开", "")[n % 4]
        answered = f"2023-{n % 9 + 3}-1" if outcome else ""
        ledger.append(
            f"2023-{n % 390},2023-{n % 9 + 1}-9,测试,自然人,,网络,第{n}号事项,{answered},{outcome},{'是' * (n % 7 == 0)}"
        )
        channel = ("网站", "微信")[n % 2]
        export.append(
            f"第{n % 300}条图解,{('政策解读', '通知')[n % 3 > 0]},202{n % 5}-1-{n % 28 + 1},{channel},A{n % 350},2023-1-1"
        )
    for name, lines in (("台账.csv", ledger), ("导出.csv", export), ("另一个.csv", export[:200])):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    careful = compute(read_files(sorted(tmp_path.iterdir())), 2023)
    monkeypatch.setattr(columnar, "LARGE", 0)
    fast = compute(read_files(sorted(tmp_path.iterdir())), 2023)
    assert {**fast.figures} == {**careful.figures}
    assert fast.problems == careful.problems
    assert fast.unused == careful.unused
    assert fast.ledger == careful.ledger
    assert fast.figures["publication.total"].value
