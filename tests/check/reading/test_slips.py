"""Slips of people who copy numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.reading.slips import is_slip


@pytest.mark.parametrize(
    ("told", "meant"), [(36, 35), (45, 35), (612480, 162480), (9820, 98206), (98206, 9820), (84, 48), (0, 1)]
)
def test_a_number_copied_wrongly_is_a_slip(told, meant):
    assert is_slip(told, meant)


@pytest.mark.parametrize(("told", "meant"), [(36, 36), (48, 90), (9, 109), (1, 3), (2.5, 4.7), (2.55, 2.56), (-1, 0)])
def test_any_other_number_is_none(told, meant):
    assert not is_slip(told, meant)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_slip_reads_the_same_both_ways(one, other):
    assert is_slip(one, other) == is_slip(other, one)


@given(st.integers(100, 10**7), st.integers(0, 6))
def test_a_lost_digit_is_always_a_slip(number, at):
    digits = str(number)
    short = digits[: at % len(digits)] + digits[at % len(digits) + 1 :]
    assert int(short) == number or not short or short.startswith("0") or is_slip(int(short), number)
