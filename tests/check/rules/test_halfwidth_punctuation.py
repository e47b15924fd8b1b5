"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import halfwidth_punctuation
from assistant.report import Document, Line


@pytest.mark.parametrize("text", halfwidth_punctuation.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(halfwidth_punctuation.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", halfwidth_punctuation.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(halfwidth_punctuation.RULE, text)


def test_a_flattened_text_says_nothing_about_its_writer(run):
    assert not run(halfwidth_punctuation.RULE, "公开信息,受理申请,组织培训,开展检查,更新目录." * 6)


def test_the_marks_are_counted_and_those_in_titles_left_out(run):
    (found,) = run(halfwidth_punctuation.RULE, "印发《办法,细则》,组织培训(2次)。")
    assert "3处" in found.message


@given(st.text("公开申请，。、；：（）《》“”0123456789 ", max_size=60))
def test_full_width_text_never_fires(text):
    assert not list(halfwidth_punctuation.find(Evidence(Document("甲局", 2025, "", (Line(1, text),)))))
