"""Unpaid fees without a notice."""

import pytest

from assistant.check.rules import unpaid_without_notice

RULE = unpaid_without_notice.RULE
CHANGED = {"table3.other_no_payment.total": 2}


def test_the_notice_is_asked_for(run):
    (finding,) = run(RULE, "2025年度未收取信息处理费。", section=6, changed=CHANGED)
    assert finding.actual == 2


@pytest.mark.parametrize("sentence", ["发出收费通知2件，申请人逾期未缴纳。", "经通知仍不缴纳费用的2件不再处理。"])
def test_a_notice_in_the_text_is_enough(run, sentence):
    assert run(RULE, sentence, section=6, changed=CHANGED) == []


def test_no_such_request_needs_no_notice(run):
    assert run(RULE, "无。", section=6) == []
