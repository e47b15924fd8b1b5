from assistant.statistics.figure import Figures
from assistant.statistics.ledger import count_ledger


def new(result):
    return Figures(result.figures).value("table3.new_received.total")


def test_the_same_number_twice_counts_once_and_both_rows_are_shown(ledgers):
    rows = [ledgers.row(number="2023-001"), ledgers.row(number="2023-002"), ledgers.row(number="2023-001")]
    result = count_ledger([ledgers.sheet(rows)], 2023)
    assert (result.complete, new(result)) == (True, 2)
    (problem,) = result.problems
    assert problem.place.row == 2
    assert "与第4行相同，按一件统计" in problem.problem
    assert [place.row for place, _ in result.unused] == [4]


def test_of_rows_with_one_number_the_one_that_tells_more_counts(ledgers):
    november = ledgers.sheet([ledgers.row(number="2023-001", answered=None, outcome=None), ledgers.row()], name="11月")
    december = ledgers.sheet([ledgers.row(number="2023-001", outcome="不存在")], name="12月")
    result = count_ledger([november, december], 2023)
    assert result.complete
    assert Figures(result.figures).value("table3.unable_not_held.total") == 1
    assert Figures(result.figures).value("table3.carried_out.total") == 0
    assert "工作表“11月”第2行" in result.problems[0].problem


def test_one_number_for_requests_that_differ_stops_table_3(ledgers):
    rows = [ledgers.row(number="2023-001"), ledgers.row(number="2023-001", received="2023-03-02", outcome="不存在")]
    result = count_ledger([ledgers.sheet(rows)], 2023)
    assert not result.complete
    (stop,) = result.stops
    assert stop.place.row == 2
    assert "第3行相同，但收到日期、办理结果不一致" in stop.problem


def test_running_numbers_of_monthly_sheets_are_no_doubles(ledgers):
    sheets = [ledgers.sheet([ledgers.row(number=n) for n in (1, 2, 3)], name=f"{month}月") for month in (1, 2)]
    result = count_ledger(sheets, 2023)
    assert (new(result), result.problems) == (6, ())


def test_a_column_of_running_numbers_says_nothing_even_within_a_sheet(ledgers):
    sheet = ledgers.sheet([ledgers.row(number=1), ledgers.row(number=1)], headers={"申请编号": "序号"})
    assert new(count_ledger([sheet], 2023)) == 2


def test_a_small_number_twice_within_a_sheet_is_a_double(ledgers):
    sheet = ledgers.sheet([ledgers.row(number="7"), ledgers.row(number="7")], headers={"申请编号": "登记号"})
    assert new(count_ledger([sheet], 2023)) == 1


def test_the_same_content_on_the_same_day_is_shown_and_counted(ledgers):
    rows = [
        ledgers.row(number="2023-001", content="某路改造的批复"),
        ledgers.row(number="2023-002", content="某路改造的批复"),
        ledgers.row(number="2023-003", content="某路改造的批复", received="2023-03-02"),
        ledgers.row(number="2023-004", content="某路改造的批复", kind="法人", subtype="商业企业"),
    ]
    result = count_ledger([ledgers.sheet(rows)], 2023)
    assert new(result) == 4
    (problem,) = result.problems
    assert (problem.place.row, problem.place.column) == (2, "申请内容")
    assert "与第3行相同" in problem.problem
    assert "批复" not in problem.problem


def test_rows_of_another_year_are_no_doubles_of_this_years(ledgers):
    rows = [ledgers.row(number="A-1"), ledgers.row(number="A-1", received="2022-03-01", answered="2022-03-09")]
    assert count_ledger([ledgers.sheet(rows)], 2023).problems == ()


def test_empty_numbers_and_contents_are_no_doubles(ledgers):
    rows = [ledgers.row(number=None, content=None), ledgers.row(number=None, content=None), ledgers.row(number="A-1")]
    assert new(count_ledger([ledgers.sheet(rows)], 2023)) == 3


def test_very_many_doubles_are_listed_up_to_a_point_and_then_counted(ledgers):
    rows = [ledgers.row(number=f"2023-{n:05}") for n in range(80)] * 2
    result = count_ledger([ledgers.sheet(rows)], 2023)
    assert new(result) == 80
    assert len(result.problems) == 51
    assert "另有30组" in result.problems[-1].problem
