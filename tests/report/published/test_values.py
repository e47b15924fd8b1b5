import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report.published.values import Kind, looks_like_zero, read_value, split_digits


@pytest.mark.parametrize(
    ("raw", "value", "kind"),
    [
        ("0", 0, Kind.NUMBER),
        ("１２", 12, Kind.NUMBER),
        ("1,234", 1234, Kind.NUMBER),
        ("1，234件", 1234, Kind.NUMBER),
        ("7730.28万元", 7730.28, Kind.NUMBER),
        ("-3", -3, Kind.NUMBER),
        ("2.5", 2.5, Kind.NUMBER),
        ("", None, Kind.BLANK),
        ("　", None, Kind.BLANK),
        ("/", None, Kind.STROKE),
        ("——", None, Kind.STROKE),
        ("无", None, Kind.STROKE),
        ("400元", None, Kind.UNREADABLE),
        ("3 5", None, Kind.UNREADABLE),
        ("约3", None, Kind.UNREADABLE),
        ("三", None, Kind.UNREADABLE),
        ("1,23", None, Kind.UNREADABLE),
        ("110101199003071234", None, Kind.UNREADABLE),
    ],
)
def test_a_cell_says_a_number_nothing_a_stroke_or_something_else(raw, value, kind):
    reading = read_value(raw)
    assert (reading.value, reading.kind) == (value, kind)


@given(st.integers(-999_999, 999_999))
def test_every_number_is_read_as_itself(number):
    assert read_value(str(number)).value == number
    assert read_value(f"{number:,}").value == number


@pytest.mark.parametrize(
    ("digits", "count", "ways"), [("000", 3, 1), ("0514", 3, 2), ("12", 3, 0), ("0000007", 7, 1), ("00", 1, 0)]
)
def test_glued_digits_have_as_many_readings_as_there_are(digits, count, ways):
    assert len(split_digits(digits, count)) == ways


@given(st.lists(st.integers(0, 999), min_size=1, max_size=5))
def test_the_numbers_that_were_glued_are_among_the_readings(numbers):
    assert tuple(numbers) in split_digits("".join(map(str, numbers)), len(numbers))


def test_only_what_looks_like_a_zero_passes_for_one():
    assert all(map(looks_like_zero, "OoＯ〇○"))
    assert not any(map(looks_like_zero, ["1", "8", "OO", "l", ""]))
