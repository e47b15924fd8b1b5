"""均维持 while cases are corrected or pending."""

import pytest

from assistant.check.rules import all_upheld_but_pending

RULE = all_upheld_but_pending.RULE


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("因政府信息公开被申请行政复议4件，均获维持。", 2),
        ("政府信息公开行政复议案件已审结的全部维持。", 1),
        ("政府信息公开行政复议、行政诉讼结果均为维持。", 2),
        ("政府信息公开行政复议维持率100%。", 2),
    ],
)
def test_all_upheld_is_refused_while_others_are_counted(run, sentence, rest):
    (finding,) = run(RULE, sentence)
    assert (finding.expected, finding.actual) == (0, rest)
    assert finding.quote in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "政府信息公开行政诉讼案件1件，法院均维持。",
        "政府信息公开行政复议结果均未维持。",
        "网站秩序均得到维持。",
        "审理行政复议备案案件134件，均维持。",
    ],
)
def test_groups_that_are_all_upheld_and_other_cases_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []
