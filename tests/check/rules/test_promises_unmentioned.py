"""Promises of last year."""

from assistant.check import Severity
from assistant.check.rules import promises_unmentioned

RULE = promises_unmentioned.RULE
LAST = "一是解读材料以文字为主。下一步，将在政务大厅布置自助查阅终端，方便老年人使用。"


def test_a_promise_nobody_mentions_is_told(run, document):
    previous = document(LAST, section=5, year=2024)
    (finding,) = run(RULE, "全年发布统计公报四期，召开发布会两次。", previous=previous)
    assert finding.severity == Severity.INFO
    assert "自助查阅终端" in finding.message


def test_a_promise_that_is_mentioned_is_left_alone(run, document):
    previous = document(LAST, section=5, year=2024)
    assert run(RULE, "四月在政务大厅布置自助查阅终端两台。", previous=previous) == []


def test_a_problem_is_no_promise(run, document):
    previous = document("一是解读材料以文字为主，缺少图解视频。", section=5, year=2024)
    assert run(RULE, "全年发布统计公报四期。", previous=previous) == []
