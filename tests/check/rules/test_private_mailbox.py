"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import private_mailbox


@pytest.mark.parametrize("text", private_mailbox.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(private_mailbox.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", private_mailbox.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(private_mailbox.RULE, text)
