"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import padded_date
from assistant.report import Document, Line


@pytest.mark.parametrize("text", padded_date.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(padded_date.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", padded_date.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(padded_date.RULE, text)


@given(month=st.integers(1, 12), day=st.integers(1, 31))
def test_a_date_fires_only_with_its_padding_and_is_told_without_it(month, day):
    def found(text):
        return list(padded_date.find(Evidence(Document("甲局", 2025, "", (Line(1, text),)))))

    assert not found(f"2025年{month}月{day}日")
    padded = f"2025年{month:02}月{day:02}日"
    if padded != f"2025年{month}月{day}日":
        assert found(padded)[0].expected == f"2025年{month}月{day}日"
