from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare.dates import META, PAGE, SIGNED, find_date

DAY = date(2025, 1, 26)


@pytest.mark.parametrize(
    ("lines", "around", "page", "source"),
    [
        ([], [], '<meta name="PubDate" content="2025-01-26 09:30"/>', META),
        ([], [], "<META content='2025-1-26' NAME='PubDate'>", META),
        ([], ["发布日期：2025-01-26"], "", PAGE),
        ([], ["索引号：1137 发布机构：某局 发布时间 : 2025年1月26日 10:00"], "", PAGE),
        ([], [], "<td>发布日期：</td><td>2025-01-26</td>", PAGE),
        (["云川市水务局", "2025年1月26日"], [], "", SIGNED),
        (["云川市水务局2025年1月26日"], [], "", SIGNED),
        (["二〇二五年一月二十六日"], [], "", SIGNED),
        ([], ["成文日期：2025-01-26"], "", SIGNED),
        ([], ["2025年1月26日"], "", SIGNED),
    ],
)
def test_a_date_is_found_where_pages_and_reports_have_it(lines, around, page, source):
    found = find_date(2024, lines, around, page)
    assert found is not None
    assert (found.date, found.source) == (DAY, source)


@pytest.mark.parametrize(
    ("year", "lines", "around"),
    [
        (None, ["2025年1月26日"], []),
        (2024, ["2024年8月21日"], ["发布日期：2024-08-21"]),
        (2024, ["2025年13月40日"], []),
        (2024, ["培训于2025年1月26日举行，参加30人。"], []),
        (2024, [], ["发布日期：2031-01-26"]),
        (2024, ["二〇二五年十三月一日"], []),
    ],
)
def test_other_dates_and_no_dates_are_not_taken_for_one(year, lines, around):
    assert find_date(year, lines, around) is None


def test_the_day_of_publishing_counts_before_the_day_of_signing():
    found = find_date(2024, ["2025年1月20日"], ["发布日期：2025-02-06"])
    assert found is not None and found.date == date(2025, 2, 6)


@given(st.text(max_size=80), st.lists(st.text(max_size=60), max_size=5))
def test_any_text_gives_a_date_of_the_years_after_or_none(page, lines):
    found = find_date(2024, lines, lines, page)
    assert found is None or 2025 <= found.date.year <= 2027
