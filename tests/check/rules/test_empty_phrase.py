"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import empty_phrase


@pytest.mark.parametrize("text", empty_phrase.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(empty_phrase.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", empty_phrase.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(empty_phrase.RULE, text)


def test_many_set_phrases_are_counted_per_thousand_characters(run):
    text = "不断提高公开质量，全面提升水平，有效促进落实，高度重视培训，切实加强领导，取得明显成效。"
    (found,) = run(empty_phrase.RULE, text)
    assert found.actual > found.expected


def test_a_few_in_a_long_text_are_no_finding(run):
    assert not run(empty_phrase.RULE, "高度重视。" + "3月公开目录12项，6月更新指南1次。" * 80)
