"""The 自然人 column taken for the total."""

import pytest

from assistant.check import Severity
from assistant.check.rules import applicant_column_as_total, text_table_mismatch

RULE = applicant_column_as_total.RULE


@pytest.mark.parametrize(
    ("sentence", "expected", "actual"),
    [
        ("全年新收政府信息公开申请41件。", 51, 41),
        ("全年办结政府信息公开申请41件。", 49, 41),
        ("政府信息公开申请予以公开15件。", 19, 15),
        ("收到政府信息公开申请四十一件。", 51, 41),
    ],
)
def test_a_total_that_equals_the_column_is_said_to_be_taken_from_it(run, sentence, expected, actual):
    (finding,) = run(RULE, sentence)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.ERROR, expected, actual)
    assert "“自然人”列" in finding.message
    assert run(text_table_mismatch.RULE, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "全年新收自然人政府信息公开申请41件。",
        "新收政府信息公开申请51件，其中自然人41件。",
        "新收政府信息公开申请77件。",
    ],
)
def test_a_column_named_as_such_and_other_numbers_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []
