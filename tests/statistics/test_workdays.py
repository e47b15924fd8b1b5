from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadSettings
from assistant.statistics.workdays import MissingYear, Workdays, load_workdays

DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 1, 28), True),  # Saturday worked after the Spring Festival
        (date(2023, 1, 27), False),
        (date(2023, 10, 7), True),
        (date(2023, 10, 6), False),
        (date(2024, 2, 9), True),  # New Year's Eve was no holiday in 2024
        (date(2024, 2, 12), False),
        (date(2023, 7, 1), False),
        (date(2023, 7, 3), True),
    ],
)
def test_holidays_and_worked_weekends_are_the_state_councils(day, works):
    assert Workdays().is_workday(day) is works


@given(start=DAYS, count=st.integers(1, 60))
def test_counting_forward_and_counting_between_agree(start, count):
    calendar = load_workdays()
    due = calendar.after(start.toordinal(), count)
    assert calendar.between(start.toordinal(), due) == count
    assert calendar.is_workday(date.fromordinal(due))


@given(start=DAYS, days=st.integers(0, 150))
def test_between_counts_day_by_day(start, days):
    calendar = load_workdays()
    end = start + timedelta(days)
    slow = sum(calendar.is_workday(start + timedelta(n)) for n in range(1, days + 1))
    assert calendar.between(start.toordinal(), end.toordinal()) == slow


def test_a_year_the_package_lacks_is_named_with_what_to_do():
    with pytest.raises(MissingYear, match="没有2027年的节假日安排") as raised:
        Workdays().after(date(2026, 12, 21).toordinal(), 20)
    assert "工作日文件" in raised.value.hint


def test_an_offices_file_supplies_a_year(tmp_path):
    path = tmp_path / "workdays.yaml"
    path.write_text(
        "2027:\n  holidays: [2027-01-01, 2027-02-05..2027-02-11]\n  workdays: [2027-02-20]\n", encoding="utf-8"
    )
    calendar = load_workdays(path)
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 2, 20))
    assert calendar.after(date(2026, 12, 31).toordinal(), 1) == date(2027, 1, 4).toordinal()
    assert calendar.is_workday(date(2023, 1, 28))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 2027-01-01\n", "写法不对"),
        ("2027: [2027-01-01]\n", "“2027”的写法不对"),
        ("明年:\n  holidays: []\n", "“明年”的写法不对"),
        ("2027:\n  放假: []\n", "“2027”的写法不对"),
        ("2027:\n  holidays: [元旦]\n", "“元旦”不是日期"),
        ("2027:\n  holidays: [2026-01-01]\n", "不在2027年内"),
        ("2027:\n  holidays: [2027-01-03..2027-01-01]\n", "不在2027年内"),
        ("2027: {\n", "读不出来"),
    ],
)
def test_a_file_that_does_not_say_what_it_must_is_refused(tmp_path, text, said):
    path = tmp_path / "workdays.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=said):
        load_workdays(path)
