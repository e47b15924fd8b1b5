"""A row taken for its group."""

import pytest

from assistant.check import Severity
from assistant.check.rules import part_of_group_as_group, text_table_mismatch

RULE = part_of_group_as_group.RULE


@pytest.mark.parametrize(
    ("sentence", "expected", "actual", "row"),
    [
        ("政府信息公开申请无法提供12件。", 14, 12, "本机关不掌握"),
        ("政府信息公开申请中，不予公开的2件。", 6, 2, "不予公开"),
    ],
)
def test_a_group_that_equals_one_of_its_rows_is_said_to_be_taken_from_it(run, sentence, expected, actual, row):
    (finding,) = run(RULE, sentence)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.ERROR, expected, actual)
    assert row in finding.message
    assert f"＝{expected}" in finding.suggestion
    assert run(text_table_mismatch.RULE, sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "政府信息公开申请无法提供14件，其中本机关不掌握12件。",
        "政府信息公开申请无法提供15件。",
        "政府信息公开申请本机关不掌握12件。",
    ],
)
def test_a_row_named_as_such_and_other_numbers_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []
