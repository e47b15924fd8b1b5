"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.reading.private import is_id_number
from assistant.check.rules import id_number


@pytest.mark.parametrize("text", id_number.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(id_number.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", id_number.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(id_number.RULE, text)


def test_the_number_itself_stands_in_no_field(run):
    (found,) = run(id_number.RULE, "证件号码：11010519491231002X已登记。")
    assert found.severity == "error"
    assert "19491231" not in repr(found)


def test_a_wrong_check_digit_is_only_asked(run):
    (found,) = run(id_number.RULE, "身份证号为110105194912310021。")
    assert found.severity == "warning"


@given(st.integers(10**16, 10**17 - 1))
def test_exactly_one_check_character_is_right(number):
    assert sum(is_id_number(f"{number}{last}") for last in "0123456789X") == 1
