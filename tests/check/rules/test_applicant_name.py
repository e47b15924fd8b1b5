"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import applicant_name


@pytest.mark.parametrize("text", applicant_name.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(applicant_name.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", applicant_name.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(applicant_name.RULE, text)


@pytest.mark.parametrize(
    "text",
    [
        "申请人高度认可答复。",
        "申请人就征地批文提出申请。",
        "申请人向本机关提出。",
        "申请人周期性提交申请。",
        "原告何时提出未记载。",
        "申请人李某提出申请。",
        "局长王建国主持会议。",
        "申请人江苏某公司提出申请。",
        "申请人严重不满，提出投诉。",
        "申请人钱款未缴，",
        "申请人温暖",
    ],
)
def test_words_after_applicant_are_no_names(run, text):
    assert not run(applicant_name.RULE, text)


def test_the_name_is_not_repeated(run):
    (found,) = run(applicant_name.RULE, "申请人张晓明提出公开征地批文。")
    assert "晓明" not in repr(found)
    assert found.quote == "申请人"
