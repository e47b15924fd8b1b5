from datetime import date

import pytest

from assistant.compare.body import Dated, Kind, Lateness
from assistant.compare.dates import PAGE, SIGNED
from assistant.compare.terms import due_of, kind_of, lateness_of


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("云川市水务局", Kind.DEPARTMENT),
        ("云川市人民政府", Kind.GOVERNMENT),
        ("淮安市洪泽区人民政府", Kind.GOVERNMENT),
        ("云川市人民政府办公室", Kind.DEPARTMENT),
        ("青石镇人民政府", Kind.TOWNSHIP),
        ("云川市东门街道办事处", Kind.TOWNSHIP),
        ("云川经济开发区管理委员会", Kind.DEPARTMENT),
        ("", Kind.DEPARTMENT),
    ],
)
def test_the_kind_of_a_body_is_told_by_its_name(agency, kind):
    assert kind_of(agency) is kind


def test_the_law_gives_departments_january_and_governments_march_and_townships_nothing():
    assert due_of(Kind.DEPARTMENT, 2024) == date(2025, 1, 31)
    assert due_of(Kind.GOVERNMENT, 2024) == date(2025, 3, 31)
    assert due_of(Kind.TOWNSHIP, 2024) is None


def test_an_office_may_set_an_earlier_day_for_all_but_governments():
    assert due_of(Kind.DEPARTMENT, 2024, (1, 26)) == due_of(Kind.TOWNSHIP, 2024, (1, 26)) == date(2025, 1, 26)
    assert due_of(Kind.GOVERNMENT, 2024, (1, 26)) == date(2025, 3, 31)


DUE = date(2025, 1, 31)


@pytest.mark.parametrize(
    ("dated", "due", "draft", "lateness"),
    [
        (Dated(date(2025, 1, 31), PAGE), DUE, False, Lateness.IN_TIME),
        (Dated(date(2025, 2, 1), PAGE), DUE, False, Lateness.LATE),
        (Dated(date(2025, 1, 20), SIGNED), DUE, False, Lateness.SIGNED_IN_TIME),
        (Dated(date(2025, 2, 20), SIGNED), DUE, False, Lateness.LATE),
        (None, DUE, False, Lateness.UNKNOWN),
        (Dated(date(2025, 2, 1), PAGE), None, False, Lateness.NO_TERM),
        (None, DUE, True, Lateness.DRAFT),
    ],
)
def test_lateness_says_no_more_than_the_date_shows(dated, due, draft, lateness):
    assert lateness_of(dated, due, 2024, draft) is lateness
