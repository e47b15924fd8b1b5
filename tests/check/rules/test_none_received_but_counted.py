"""未收到 while the table counts some."""

import pytest

from assistant.check import Severity
from assistant.check.rules import none_received_but_counted

RULE = none_received_but_counted.RULE


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("2025年未收到政府信息公开申请。", [51]),
        ("全年未发生因政府信息公开申请行政复议、提起行政诉讼的情况。", [4, 1]),
        ("政府信息公开申请无结转下年度办理的情况。", [4]),
        ("没有因政府信息公开被提起行政诉讼。", [1]),
        ("政府信息公开申请没有上年结转。", [2]),
        ("全年未收到商业企业提出的政府信息公开申请。", [6]),
        ("本年度未制发行政规范性文件。", [3]),
        ("我局无政府信息公开行政复议案件。", [4]),
    ],
)
def test_none_is_refused_where_the_table_counts_some(run, sentence, counted):
    findings = run(RULE, sentence)
    assert [each.actual for each in findings] == counted
    assert all(each.severity == Severity.ERROR and each.quote in sentence for each in findings)


@pytest.mark.parametrize(
    "sentence",
    [
        "未发生因政府信息公开败诉的案件。",
        "2024年，未收到政府信息公开申请。",
        "未收到对政府信息公开申请办理的投诉举报。",
        "全年未发生政府信息公开申请逾期答复。",
        "未收到科研机构提出的政府信息公开申请。",
        "未制定规章。",
        "政府信息公开申请无正当理由大量反复的，不予处理。",
        "未收取信息处理费。",
        "没有通过传真收到的政府信息公开申请。",
        "未收到涉及征地的政府信息公开申请。",
    ],
)
def test_other_things_that_did_not_happen_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []


def test_cases_of_another_kind_are_a_question(run):
    assert {each.severity for each in run(RULE, "全年未发生行政诉讼案件。")} == {Severity.WARNING}
