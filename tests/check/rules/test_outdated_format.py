"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import outdated_format


@pytest.mark.parametrize("text", outdated_format.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(outdated_format.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", outdated_format.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(outdated_format.RULE, text)


def test_the_same_words_were_right_before_2021(run):
    assert not run(outdated_format.RULE, *outdated_format.RULE.flags, year=2018)
