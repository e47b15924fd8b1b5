"""（六）3.其他 without a word."""

import pytest

from assistant.check.rules import other_disposal_unexplained

RULE = other_disposal_unexplained.RULE


@pytest.mark.parametrize("sentence", ["2025年度未收取信息处理费。", "无其他需要报告的事项。"])
def test_the_kind_is_asked_for(run, sentence):
    (finding,) = run(RULE, sentence, section=6)
    assert (finding.actual, finding.section) == (1, 6)


@pytest.mark.parametrize(
    "sentence",
    [
        "表三中1件其他处理是申请内容不属于政府信息。",
        "1件申请由申请人主动撤回。",
        "1件合并办理。",
        "表三“其他”1件为咨询事项。",
    ],
)
def test_an_explanation_is_enough(run, sentence):
    assert run(RULE, sentence, section=6) == []


@pytest.mark.parametrize("value", [0, None])
def test_none_or_unknown_needs_no_explanation(run, value):
    assert run(RULE, "无。", section=6, changed={"table3.other_other.total": value}) == []
