"""Yuan in the text against 万元 in table 2."""

import pytest

from assistant.check.rules import fee_unit_confused

RULE = fee_unit_confused.RULE
KEY = "table2.administrative_fees.amount"


@pytest.mark.parametrize(
    ("sentence", "amount", "expected"),
    [
        ("2025年度收取信息处理费400元。", 400, 0.04),
        ("2025年度收取信息处理费400元。", 0, 0.04),
        ("收取政府信息公开信息处理费2件，金额1,200元。", 0.04, 0.12),
        ("全年行政事业性收费共计3万元。", 5, 3),
    ],
)
def test_a_fee_that_does_not_fit_is_asked_about(run, sentence, amount, expected):
    (finding,) = run(RULE, sentence, section=6, changed={KEY: amount})
    assert (finding.expected, finding.actual) == (expected, amount)
    assert finding.quote in sentence
    assert "万元" in finding.suggestion


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年度收取信息处理费400元。",
        "未收取信息处理费。",
        "信息处理费标准为每件100元。",
        "上年收取信息处理费9000元。",
        "培训经费3万元。",
    ],
)
def test_fees_that_fit_and_tariffs_are_left_alone(run, sentence):
    assert run(RULE, sentence, section=6) == []


def test_an_amount_of_billions_is_asked_about(run):
    (finding,) = run(RULE, changed={KEY: 25_000_000})
    assert finding.expected == 2500
