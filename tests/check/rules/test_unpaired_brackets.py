"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import unpaired_brackets
from assistant.report import Document, Line

PAIRS = ["（）", "《》", "“”", "〔〕", "【】"]


@pytest.mark.parametrize("text", unpaired_brackets.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(unpaired_brackets.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", unpaired_brackets.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(unpaired_brackets.RULE, text)


@given(
    st.recursive(
        st.text("公开申请。", max_size=4),
        lambda inner: st.tuples(st.sampled_from(PAIRS), inner, inner).map(
            lambda each: each[0][0] + each[1] + each[0][1] + each[2]
        ),
        max_leaves=12,
    )
)
def test_nested_pairs_never_fire_and_a_lost_closing_mark_always_does(text):
    def found(words):
        return list(unpaired_brackets.find(Evidence(Document("甲局", 2025, "", (Line(1, words),)))))

    assert not found(text)
    assert found(text + "《公开")


def test_a_pair_over_two_paragraphs_is_let_be(run):
    assert not run(unpaired_brackets.RULE, "他说：“工作要做细。", "也要做实。”")
    assert len(run(unpaired_brackets.RULE, "他说：“工作要做细。", "也要做实。")) == 1
