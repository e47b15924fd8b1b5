"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import announced_parts


@pytest.mark.parametrize("text", announced_parts.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(announced_parts.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", announced_parts.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(announced_parts.RULE, text)


def test_six_announced_and_five_listed_is_an_error_with_both_numbers(run):
    (found,) = run(announced_parts.RULE, announced_parts.RULE.flags[0], section=0)
    assert (found.severity, found.expected, found.actual) == ("error", 6, 5)
    assert "政府信息公开行政复议、行政诉讼情况" in found.suggestion


def test_a_list_with_deng_may_be_shorter(run):
    text = "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题等。"
    assert not run(announced_parts.RULE, text, section=0)


def test_a_list_without_a_number_that_leaves_one_out_is_asked(run):
    text = "内容包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况。"
    (found,) = run(announced_parts.RULE, text, section=0)
    assert found.severity == "warning"
