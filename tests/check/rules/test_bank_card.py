"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.reading.private import is_luhn
from assistant.check.rules import bank_card


@pytest.mark.parametrize("text", bank_card.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(bank_card.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", bank_card.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(bank_card.RULE, text)


def test_a_public_account_is_asked(run):
    (found,) = run(bank_card.RULE, "缴费至财政专户，账号4111111111111111。")
    assert found.severity == "warning"


@given(st.integers(0, 10**11 - 1))
def test_one_digit_changed_is_never_right(number):
    body = f"4111{number:011}"
    assert sum(is_luhn(body + str(last)) for last in range(10)) == 1
