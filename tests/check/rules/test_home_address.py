"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import home_address


@pytest.mark.parametrize("text", home_address.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(home_address.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", home_address.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(home_address.RULE, text)


def test_the_opening_tells_the_offices_address(run):
    assert not run(home_address.RULE, "地址：幸福路3号楼2单元501室。", section=0)


def test_the_address_is_not_repeated(run):
    (found,) = run(home_address.RULE, "申请人家庭住址为幸福路18号。")
    assert "幸福路" not in repr(found)
