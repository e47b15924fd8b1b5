"""New and carried in against done and carried out, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.finding import Severity
from assistant.check.rule import Evidence
from assistant.check.rules.request_flow import RULE
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
    "text",
    [
        "收到申请57件，上年结转3件，同比增长5%。",
        "收到建议57件，上年结转3件，办结50件，结转下年度4件。",
        "本级收到申请12件，下属单位收到申请30件，上年结转2件，共办结40件，结转下年度4件。",
    ],
)
def test_what_is_not_a_whole_flow_of_requests_is_left_alone(text):
    assert found(text) == []


def test_several_offices_make_it_a_question():
    (finding,) = found("本级收到申请12件，下属单位收到申请30件，上年结转2件，共办结39件，结转下年度4件。")
    assert finding.severity is Severity.WARNING


@given(st.integers(2, 900), st.integers(2, 900), st.integers(0, 50), st.integers(1, 90))
def test_a_flow_that_comes_out_passes_and_one_that_does_not_is_told(new, old, out, off):
    done = max(new + old - out, 0)
    out = new + old - done
    assert found(f"新收政府信息公开申请{new}件，上年结转{old}件，办结{done}件，结转下年度{out}件。") == []
    wrong = out + off
    findings = found(f"新收政府信息公开申请{new}件，上年结转{old}件，办结{done}件，结转下年度{wrong}件。")
    assert [(each.expected, each.actual) for each in findings] == [(new + old, done + wrong)]
