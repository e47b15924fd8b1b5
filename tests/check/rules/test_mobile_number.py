"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import mobile_number
from assistant.report import Document, Line


@pytest.mark.parametrize("text", mobile_number.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(mobile_number.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", mobile_number.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(mobile_number.RULE, text)


def test_in_the_opening_it_is_asked_and_never_repeated(run):
    (found,) = run(mobile_number.RULE, "联系电话：13800001234。", section=0)
    assert found.severity == "warning"
    assert "00001234" not in repr(found)
    assert found.quote == "联系电话："


@pytest.mark.parametrize("number", ["0531-51707059", "400-800-1234", "12345", "2025-13800000000", "138****0000"])
def test_office_telephones_are_allowed(run, number):
    assert not run(mobile_number.RULE, f"电话：{number}。")


@given(st.integers(3, 9), st.integers(0, 10**8 - 1), st.sampled_from(["", " ", "-"]))
def test_every_mobile_number_is_found_whatever_parts_it(second, rest, gap):
    tail = f"{rest:08}"
    text = f"请拨打1{second}8{gap}{tail[:4]}{gap}{tail[4:]}。"
    assert len(list(mobile_number.find(Evidence(Document("甲局", 2025, "", (Line(1, text),)))))) == 1
