from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import to_date

DAY = date(2025, 3, 4)


@pytest.mark.parametrize(
    "cell",
    [
        DAY, datetime(2025, 3, 4, 10, 32), "2025-03-04", "2025-3-4", "2025/3/4", "2025.3.4", "2025．3．4",
        "２０２５.３.４", "20250304",
        20250304, 20250304.0, "2025年3月4日", "2025 年 3 月 4 日", "2025年3月4号", "2025-03-04 10:32",
        "2025-03-04T10:32:05", "2025/3/4 9:05",
        "2025年3月4日 10时", "20250304 10:32", "2025-03-04（星期二）", "2025.3.4 周二 10:00",
        45720, 45720.43, "45720", " 2025-03-04 ",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell):
    assert to_date(cell) == DAY


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "无", "25.3.4", "3月4日", "2025-03", "2025年3月", "2025-13-04", "2025-02-30", "2025.3-4",
        "2025.3.4-2025.3.6",
        "99999", 12, 0,
        -45720, "20251301", "2025-03-04（延期至2025-03-20）", "二〇二五年三月四日", float("nan"), float("inf"), True,
    ],
)  # fmt: skip
def test_what_is_no_certain_day_is_none(cell):
    assert to_date(cell) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.booleans())
def test_a_serial_number_is_the_day_of_its_calendar(day, date1904):
    epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    assert to_date((day - epoch).days, date1904) == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_writing_a_day_and_reading_it_changes_nothing(moment):
    for pattern in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d %H:%M", "%Y%m%d", "%Y年%m月%d日"):
        assert to_date(moment.strftime(pattern)) == moment.date()


def test_the_two_calendars_lie_four_years_and_a_day_apart():
    assert to_date(44000, date1904=True) - to_date(44000) == timedelta(days=1462)
