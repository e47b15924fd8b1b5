from decimal import Decimal

import pytest

from assistant.statistics.figure import Figures
from assistant.statistics.ledger import count_ledger


@pytest.fixture
def figures(ledgers):
    def of(*rows, **options):
        return Figures(count_ledger([ledgers.sheet([ledgers.row(**row) for row in rows], **options)], 2023).figures)

    return of


def test_new_requests_are_counted_by_the_way_they_came_and_add_up(figures):
    found = figures(
        {"channel": "网上申请"},
        {"channel": "EMS"},
        {"channel": "现场提交"},
        {"channel": "门户网站依申请公开系统"},
        {"channel": "飞鸽传书"},
        {"channel": None},
        {"channel": "信函", "received": "2022-12-30"},
    )
    ways = {figure.key.rpartition(".")[2]: figure.value for figure in found.below("requests.by_channel")}
    assert ways == {"当面": 1, "信函": 1, "网络": 2, "电子邮件": 0, "传真": 0, "其他": 1, "未填写": 1}
    assert sum(ways.values()) == found.value("table3.new_received.total")
    assert found["requests.by_channel.网络"].rows[0].numbers == (2, 5)


def test_an_unknown_way_is_shown_with_its_word(ledgers):
    result = count_ledger([ledgers.sheet([ledgers.row(channel="飞鸽传书"), ledgers.row(channel="网络")])], 2023)
    (problem,) = result.problems
    assert result.complete
    assert "“飞鸽传书”" in problem.problem
    assert (problem.place.row, problem.place.column) == (2, "申请方式")


def test_marked_requests_are_counted_with_their_rows(figures):
    found = figures(
        {"extended": "是", "third": "否", "review": "维持"},
        {"extended": "未延期", "third": "15", "suit": "无"},
        {"extended": None, "notice": "2023-03-03", "corrected": "2023-03-05"},
    )
    values = {
        key: found.value(f"requests.{key}") for key in ("extended", "third_party", "corrected", "reviewed", "sued")
    }
    assert values == {"extended": 1, "third_party": 1, "corrected": 1, "reviewed": 1, "sued": 0}
    assert found["requests.corrected"].rows[0].numbers == (4,)


def test_what_no_column_tells_is_missing_not_zero(figures):
    found = figures({})
    for key in ("extended", "third_party", "corrected", "reviewed", "sued", "fee", "by_channel.网络"):
        assert f"requests.{key}" not in found


@pytest.mark.parametrize(
    ("answers", "rate", "median"),
    [
        (["2023-03-02"], Decimal("100.0"), 1),
        (["2023-03-02", "2023-03-03"], Decimal("100.0"), Decimal("1.5")),
        (["2023-03-02", "2023-03-06", "2023-05-30"], Decimal("66.7"), 3),
    ],
)
def test_the_share_in_time_and_the_median_of_working_days(figures, answers, rate, median):
    found = figures(*({"answered": answer} for answer in answers))
    assert found.value("requests.on_time_rate") == rate
    assert found.value("requests.median_days") == median
    assert found["requests.on_time_rate"].unit == "%"
    assert found["requests.median_days"].unit == "个工作日"


def test_without_a_finished_request_there_is_no_rate(figures):
    found = figures({"answered": None, "outcome": None})
    assert found.value("requests.late") == 0
    assert "requests.on_time_rate" not in found
    assert found.value("requests.overdue") == 1


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        ([100, 0.1, None], Decimal("100.1")),
        (["1,200元", "免收", "人民币10元"], 1210),
        ([0, 0, 0], 0),
    ],
)
def test_fees_are_added_up_in_yuan(figures, cells, total):
    found = figures(*({"fee": cell} for cell in cells))
    assert found.value("requests.fee") == total
    assert found["requests.fee"].unit == "元"


@pytest.mark.parametrize(
    ("cell", "header"), [("0.01万元", "收费金额"), ("若干", "收费金额"), (-5, "收费金额"), (1, "收费（万元）")]
)
def test_a_fee_that_cannot_be_read_is_asked_about_and_never_guessed(ledgers, cell, header):
    sheet = ledgers.sheet([ledgers.row(fee=cell)], headers={"收费金额": header})
    result = count_ledger([sheet], 2023)
    assert "requests.fee" not in Figures(result.figures)
    assert [(each.place.row, each.place.column) for each in result.problems] == [(2, header)]
