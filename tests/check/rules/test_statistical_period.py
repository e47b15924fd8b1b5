"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import statistical_period


@pytest.mark.parametrize("text", statistical_period.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(statistical_period.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", statistical_period.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(statistical_period.RULE, text)
