"""Percentages against the counts beside them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.check.finding import Severity
from assistant.check.rule import Evidence
from assistant.check.rules.percentage import RULE
from assistant.report import Document, Line


def found(text):
    return list(RULE.find(Evidence(Document("青屏县教育局", 2023, "年度报告", (Line(1, text, place="第1段"),)))))


@pytest.mark.parametrize("text", RULE.flags)
def test_it_flags_its_own_bad_examples(text):
    findings = found(text)
    assert findings
    assert all(finding.quote in text and finding.suggestion for finding in findings)


@pytest.mark.parametrize("text", RULE.passes)
def test_it_passes_its_own_good_examples(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        ("35件申请涉及征地,占 805 件的 4.34%。", 4.35, 4.34),
        ("共受理75件，其中公开41件，占比54.5%。", 54.7, 54.5),
        ("受理申请75件。其中予以公开41件，占55.7%。", 54.7, 55.7),
        ("共有议题126个，公开114个，公开率92.5%。", 90.5, 92.5),
        ("发现问题96个，已整改91个，整改率98.4%。", 94.8, 98.4),
        ("发出问卷500份，收回480份，回收率98%。", 96, 98),
        ("自然人提出70件、法人提出10件，分别占80件申请的88.5%、12.5%。", 87.5, 88.5),
    ],
)
def test_the_right_percentage_is_calculated(text, expected, actual):
    (finding,) = found(text)
    assert (finding.expected, finding.actual) == (expected, actual)


@pytest.mark.parametrize(
    "text",
    [
        "受理60件，办结58件，按时办结率100%。",
        "发布300条，占全市发布量的2.1%。",
        "投诉12件，同比下降25%，群众满意率98%。",
        "解读20条，占比逐年提高，较上年提高5%。",
        "办结率、满意率均为100%。",
        "科技支出占3.2%，培训2次。",
    ],
)
def test_a_percentage_of_something_else_is_left_alone(text):
    assert found(text) == []


def test_truncation_is_named_as_such():
    (finding,) = found("法人提交申请35件，占805件的4.34%。")
    assert finding.severity is Severity.ERROR
    assert "不能截尾" in finding.suggestion


def test_a_rate_that_carried_over_requests_may_explain_is_asked_about():
    (finding,) = found("收到申请8件，办结7件，结转1件，办结率100%。")
    assert finding.severity is Severity.WARNING


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_rounded_share_passes_and_one_more_in_the_last_place_does_not(part, rest, places):
    whole = part + rest
    step = Decimal(1).scaleb(-places)
    right = (Decimal(part) * 100 / whole).quantize(step, ROUND_HALF_UP)
    assert found(f"法人提交{part}件，占{whole}件的{right}%。") == []
    wrong = right + 2 * step
    assume(wrong <= 100)
    (finding,) = found(f"法人提交{part}件，占{whole}件的{wrong}%。")
    assert finding.expected == float(right)
