"""Ledgers as offices keep them: what stops table 3, what is only shown, and that nothing personal is passed on."""

import msgspec
import pytest

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.figure import Figures
from assistant.statistics.ledger import LedgerResult, count_ledger
from assistant.statistics.lexicon import write_choice


def count(ledgers, *rows, **options):
    return count_ledger([ledgers.sheet([ledgers.row(**row) for row in rows], **options)], 2023)


def test_a_valid_ledger_yields_every_cell_and_no_problem(ledgers):
    result = count(ledgers, {}, {"outcome": "不存在"})
    assert result.complete
    assert len([figure for figure in result.figures if figure.key.startswith("table3.")]) == 175
    assert (result.problems, result.stops, result.unused, result.unknown) == ((), (), (), ())
    assert [rows.numbers for rows in result.used] == [(2, 3)]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"outcome": "已转阅"}, "办理结果", "办理结果“已转阅”：不认识的办理结果"),
        ({"outcome": "不予公开"}, "办理结果", "只写了大类"),
        ({"outcome": "不存在、重复申请"}, "办理结果", "一格中有两种办理结果"),
        ({"outcome": None}, "办理结果", "有答复日期，没有办理结果"),
        ({"answered": None}, "答复日期", "有办理结果，没有答复日期"),
        ({"answered": "2023-02-01"}, "答复日期", "答复日期早于收到日期"),
        ({"received": None}, "收到日期", "没有收到日期"),
        ({"received": "春天"}, "收到日期", "收到日期看不懂"),
        ({"kind": "法人"}, "申请人类型", "没有写明组织类型"),
        ({"kind": "个体工商户"}, "申请人类型", "须由本单位确定"),
        ({"kind": None}, "申请人类型", "没有填写申请人类型"),
    ],
)
def test_a_request_that_fits_nowhere_stops_table_3_with_its_place_and_what_to_do(ledgers, row, column, said):
    result = count(ledgers, {}, row, name="2023年")
    assert not result.complete
    assert not [figure for figure in result.figures if figure.key.startswith("table3.")]
    (stop,) = result.stops
    assert (stop.place.file, stop.place.sheet, stop.place.row, stop.place.column) == ("台账.csv", "2023年", 3, column)
    assert said in stop.problem
    assert stop.hint
    assert stop in result.problems


def test_the_rest_of_the_figures_stands_where_only_the_outcome_is_unknown(ledgers):
    found = Figures(count(ledgers, {"channel": "网络"}, {"channel": "信函", "outcome": "已转阅"}).figures)
    assert found.value("requests.by_channel.信函") == 1
    assert found.value("requests.on_time_rate") == 100


def test_without_knowing_the_year_of_a_request_no_figure_stands(ledgers):
    assert count(ledgers, {"channel": "网络"}, {"received": None, "channel": "网络"}).figures == ()


def test_an_unknown_outcome_offers_the_nearest_rows_in_the_forms_words(ledgers):
    result = count(ledgers, {"outcome": "信息没有存在过"})
    assert "“（四）无法提供 1.本机关不掌握相关政府信息”" in result.stops[0].hint
    (word,) = result.unknown
    assert (word.section, word.word, word.count) == ("outcomes", "信息没有存在过", 1)
    assert word.suggestions[0][0] == "unable_not_held"


def test_an_unknown_word_in_many_rows_is_one_problem_that_lists_them(ledgers):
    result = count(ledgers, *[{"outcome": "已转阅"}] * 40)
    (stop,) = result.stops
    assert stop.place.row == 2
    assert "共40行：第2-41行" in stop.problem
    assert result.unknown[0].count == 40


def test_one_unknown_word_in_several_sheets_is_counted_together(ledgers):
    sheets = [ledgers.sheet([ledgers.row(outcome="已转阅")], name=name) for name in ("1月", "2月")]
    result = count_ledger(sheets, 2023)
    assert len(result.stops) == 2
    assert [(word.word, word.count) for word in result.unknown] == [("已转阅", 2)]


def test_an_offices_choices_settle_what_stopped_the_table(ledgers, tmp_path):
    path = tmp_path / "outcomes.yaml"
    write_choice(path, "outcomes", "已转阅", "other_other")
    write_choice(path, "applicants", "个体工商户", "enterprise")
    sheet = ledgers.sheet([ledgers.row(outcome="已转阅", kind="个体工商户")])
    assert not count_ledger([sheet], 2023).complete
    result = count_ledger([sheet], 2023, outcomes=path)
    assert Figures(result.figures).value("table3.other_other.enterprise") == 1


def test_an_unknown_word_of_another_years_request_stops_nothing(ledgers):
    result = count(
        ledgers, {}, {"received": "2022-01-04", "answered": "2022-01-20", "outcome": "已转阅", "kind": "法人"}
    )
    assert result.complete
    assert [(place.row, reason) for place, reason in result.unused] == [(3, "报告年度开始前已经办结，不计入本年度")]


def test_a_customary_outcome_counts_and_is_shown(ledgers):
    result = count(ledgers, {"outcome": "申请人撤回"})
    assert Figures(result.figures).value("table3.other_other.total") == 1
    assert "（六）其他处理 3.其他" in result.problems[0].problem


def test_days_of_submission_stand_in_where_no_day_of_receipt_is_given(ledgers):
    sheet = ledgers.sheet([ledgers.row(submitted="2023-03-01", received=None)])
    result = count_ledger([sheet], 2023)
    assert result.complete
    (problem,) = result.problems
    assert (problem.place.column, problem.place.row) == ("提交日期", None)
    assert "以提交日期代替" in problem.problem


def test_one_missing_day_of_receipt_is_not_replaced_by_the_day_of_submission(ledgers):
    result = count(ledgers, {}, {"submitted": "2023-03-01", "received": None})
    assert [stop.place.row for stop in result.stops] == [3]


def test_a_receipt_years_ago_is_carried_in_and_shown(ledgers):
    result = count(ledgers, {"received": "2013-03-01"})
    assert Figures(result.figures).value("table3.carried_in.total") == 1
    assert any("早一年以上" in problem.problem for problem in result.problems)


def test_without_a_ledger_nothing_is_counted_and_nothing_stands_against_it(ledgers):
    assert count_ledger([], 2023) == LedgerResult()
    other = Sheet("收费.csv", None, SheetKind.FEES, {"金额": [1]}, [2])
    assert count_ledger([other], 2023) == LedgerResult()


def test_a_ledger_by_months_is_one_ledger(ledgers):
    sheets = [
        ledgers.sheet([ledgers.row(received=f"2023-{month:02}-01", answered=f"2023-{month:02}-02")])
        for month in range(1, 13)
    ]
    assert Figures(count_ledger(sheets, 2023).figures).value("table3.new_received.total") == 12


PLANTED = ("13800138000", "110101199003071234", "zhangsan@example.com", "测试甲")


def test_what_a_cell_says_about_a_person_is_in_no_message(ledgers):
    rows = [
        {"kind": "法人（测试甲）"},
        {"outcome": "已转阅 13800138000 110101199003071234 zhangsan@example.com"},
        {"content": "测试甲 13800138000", "number": "A-1"},
        {"content": "测试甲 13800138000", "number": "A-2"},
        {"number": "110101199003071234"},
        {"number": "110101199003071234", "outcome": "不存在"},
        {"received": "测试甲"},
        {"fee": "测试甲"},
    ]
    text = msgspec.json.encode(count(ledgers, *rows)).decode()
    assert not [each for each in PLANTED if each in text]
