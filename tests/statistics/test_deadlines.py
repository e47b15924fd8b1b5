import random
from datetime import date

import pytest

from assistant.statistics.deadlines import Delay, due_date
from assistant.statistics.figure import Figures
from assistant.statistics.ledger import count_ledger
from assistant.statistics.workdays import load_workdays


@pytest.mark.parametrize(
    ("received", "granted", "due"),
    [
        (date(2023, 1, 4), {}, date(2023, 2, 6)),
        (date(2023, 9, 28), {}, date(2023, 11, 1)),
        (date(2023, 3, 1), {"extension": 20}, date(2023, 4, 26)),
        (date(2023, 3, 1), {"opinion": 15}, date(2023, 4, 20)),
        (date(2023, 3, 1), {"corrected": date(2023, 3, 20)}, date(2023, 4, 18)),
        (date(2023, 7, 1), {}, date(2023, 7, 28)),
    ],
)
def test_the_last_day_for_a_reply(received, granted, due):
    assert due_date(received, load_workdays(), **granted) == due


def result(ledgers, *rows):
    return count_ledger([ledgers.sheet([ledgers.row(**row) for row in rows])], 2023)


def test_late_and_soon_late_requests_are_listed_by_their_row_alone(ledgers):
    found = result(
        ledgers,
        {},
        {"answered": "2023-04-12", "content": "甲方的身份证号码"},
        {"received": "2023-12-06", "answered": None, "outcome": None},
        {"received": "2023-11-01", "answered": None, "outcome": None},
    ).deadlines
    assert [(each.place.row, each.delay) for each in found] == [
        (3, Delay.LATE),
        (4, Delay.SOON),
        (5, Delay.OVERDUE),
    ]
    assert (found[0].due, found[0].answered, found[0].days) == (date(2023, 3, 29), date(2023, 4, 12), 9)
    assert "身份证" not in repr(found)


def test_the_same_days_give_the_same_verdict_by_subtraction_and_one_by_one(ledgers, chance):
    maker = chance(random.Random(11))
    rows = [maker.written(maker.request()) for _ in range(400)]
    apart = [row | {"corrected": row["received"]} for row in rows]
    plain, single = (count_ledger([ledgers.sheet(each)], 2023) for each in (rows, apart))
    assert plain.deadlines == single.deadlines
    keys = ("requests.late", "requests.on_time_rate", "requests.median_days", "requests.overdue")
    assert [Figures(plain.figures)[key] for key in keys] == [Figures(single.figures)[key] for key in keys]
    assert Figures(plain.figures).value("requests.late") > 0


def test_a_due_date_of_the_ledger_that_the_rules_do_not_give_is_shown(ledgers):
    found = result(ledgers, {"stated": "2023-03-29"}, {"stated": "2023-03-22"})
    assert [(each.place.row, each.place.column) for each in found.problems] == [(3, "答复期限")]
    assert found.complete


def test_a_deadline_that_cannot_be_told_is_asked_about_and_leaves_the_rate_out(ledgers):
    found = result(ledgers, {"notice": "2023-03-03"}, {"extended": "再说"}, {})
    assert found.complete
    assert [each.place.row for each in found.problems] == [2, 3]
    assert "requests.on_time_rate" not in Figures(found.figures)


def test_days_granted_in_the_ledger_count(ledgers):
    late = {"answered": "2023-04-06"}
    for granted in (
        {"extended": "是"},
        {"extended": "2023-03-20"},
        {"extended": 10},
        {"third": "是"},
        {"third": "15个工作日"},
    ):
        assert result(ledgers, late | granted).deadlines == ()
    assert [each.delay for each in result(ledgers, late | {"extended": "否"}).deadlines] == [Delay.LATE]
