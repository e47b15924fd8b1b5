from datetime import date

import pytest

from assistant.statistics.clock import Clock, Delay, Steps
from assistant.statistics.workdays import load_workdays


def day(text):
    return date.fromisoformat(text).toordinal() if text else 0


def timing(
    received,
    answered=None,
    *,
    result="granted",
    year=2023,
    notice=None,
    corrected=None,
    extension=0,
    opinion=0,
    told=None,
):
    steps = Steps(day(received), day(answered), result, day(notice), day(corrected), extension, opinion, day(told))
    return Clock(load_workdays(), year, 5).time(steps)


@pytest.mark.parametrize(
    ("received", "answered", "days", "late"),
    [
        ("2023-01-04", "2023-02-06", 20, False),  # the Spring Festival lies between
        ("2023-01-04", "2023-02-07", 21, True),
        ("2023-03-01", "2023-03-01", 0, False),
    ],
)
def test_twenty_working_days_from_the_day_after_receipt(received, answered, days, late):
    found = timing(received, answered)
    assert (found.days, found.late) == (days, late)


def test_an_extension_and_an_opinion_put_the_last_day_off():
    assert timing("2023-03-01", "2023-04-26").late
    assert not timing("2023-03-01", "2023-04-26", extension=20).late
    assert not timing("2023-03-01", "2023-05-19", extension=20, opinion=15).late


def test_a_correction_starts_the_clock_anew():
    found = timing("2023-03-01", "2023-04-12", notice="2023-03-03", corrected="2023-03-20")
    assert (found.late, found.days) == (False, 16)
    assert timing("2023-03-01", "2023-04-12").late


def test_a_notice_to_correct_after_seven_working_days_is_late():
    found = timing("2023-03-01", "2023-04-12", notice="2023-03-13", corrected="2023-03-20")
    assert found.delays == ((Delay.NOTICE_LATE, day("2023-03-10"), 1),)


def test_an_extension_told_after_the_last_day_is_late():
    found = timing("2023-03-01", "2023-04-12", extension=20, told="2023-03-31")
    assert found.delays == ((Delay.EXTENSION_LATE, day("2023-03-29"), 2),)


def test_an_open_request_past_its_day_is_overdue_on_the_last_day_of_the_year():
    found = timing("2023-11-01", result="carried_out")
    assert found.late
    assert found.delays == ((Delay.OVERDUE, day("2023-11-29"), 22),)


def test_an_open_request_due_in_the_first_days_of_the_new_year_is_soon_late():
    found = timing("2023-12-06", result="carried_out")
    assert found.delays == ((Delay.SOON, day("2024-01-04"), 3),)
    assert timing("2023-12-28", result="carried_out").delays == ()


def test_an_open_request_waiting_for_its_correction_is_not_overdue():
    assert timing("2023-03-01", result="carried_out", notice="2023-03-03").late is False


def test_a_request_ended_for_want_of_correction_is_in_time():
    assert timing("2023-03-01", "2023-06-30", result="other_no_correction", notice="2023-03-03").late is False


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({"received": ""}, "没有收到日期"),
        ({"answered": ""}, "没有答复日期"),
        ({"notice": "2023-03-03"}, "没有补正收到日期"),
        ({"notice": "2023-02-03"}, "先后不对"),
        ({"notice": "2023-03-05", "corrected": "2023-03-04"}, "先后不对"),
        ({"corrected": "2023-05-01"}, "先后不对"),
        ({"extension": -1}, "看不懂"),
        ({"received": "2003-03-01"}, "没有2003年"),
    ],
)
def test_what_cannot_be_told_says_why_and_is_not_called_in_time(steps, said):
    found = timing(**{"received": "2023-03-01", "answered": "2023-03-20"} | steps)
    assert found.late is None
    assert said in found.problem


def test_a_missing_next_year_leaves_an_open_request_open_and_says_so():
    found = timing("2026-12-25", result="carried_out", year=2026)
    assert found.late is False
    assert "没有2027年" in found.problem


def test_a_reply_within_the_year_is_in_time_though_its_last_day_lies_in_an_unknown_year():
    assert timing("2026-12-20", "2026-12-28", year=2026).late is False
