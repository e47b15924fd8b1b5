"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import repeated_word
from assistant.report import Document, Line


@pytest.mark.parametrize("text", repeated_word.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(repeated_word.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", repeated_word.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(repeated_word.RULE, text)


@given(word=st.sampled_from(["进行", "开展", "邀请", "公众", "目录"]), blank=st.sampled_from(["", " "]))
def test_a_doubled_word_is_found_across_a_blank_and_quoted_as_printed(word, blank):
    text = f"对栏目{word}{blank}{word}了调整。"
    (found,) = repeated_word.find(Evidence(Document("甲局", 2025, "", (Line(1, text),))))
    assert found.quote == f"{word}{blank}{word}"
    assert found.expected == word


@pytest.mark.parametrize(
    "text",
    [
        "召开政务公开工作工作组会议。",
        "组织培训培训班讲师。",
        "某某某某单位。",
        "逐条逐条核对。",
        "办好“进行进行”活动。",
        "目的的",
        "了了解解",
    ],
)
def test_words_that_may_stand_twice_are_no_error(run, text):
    assert not [each for each in run(repeated_word.RULE, text) if each.severity == "error"]
