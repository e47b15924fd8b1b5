"""Numbers of headings and lists."""

import pytest

from assistant.check.rules import numbering_gap
from assistant.report import Line

RULE = numbering_gap.RULE


def heads(*texts, section=1):
    return tuple(Line(section, text, heading=True, level=2, place="标题") for text in texts)


@pytest.mark.parametrize("text", RULE.flags)
def test_the_rules_examples_fire(run, text):
    assert run(RULE, text)


@pytest.mark.parametrize("text", RULE.passes)
def test_the_rules_counterexamples_do_not_fire(run, text):
    assert not run(RULE, text)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("（一）主动公开", "（三）监督保障"), "缺“（二）”"),
        (("（一）主动公开", "（二）依申请公开", "（二）监督保障"), "“（二）”重复"),
        (("（一）主动公开", "2.依申请公开", "（二）监督保障"), "序号从“2.”开始"),
        (("（十）监督保障", "（十二）其他"), "缺“（十一）”"),
    ],
)
def test_a_number_left_out_or_repeated_is_named(run, texts, words):
    assert any(words in each.message for each in run(RULE, lines=heads(*texts)))


@pytest.mark.parametrize(
    "texts",
    [
        ("（一）主动公开", "1.发布", "2.解读", "（二）依申请公开", "1.收件", "2.办理"),
        ("（一）主动公开", "（二）依申请公开", "（一）存在问题", "（二）改进措施"),
        ("1.发布", "（1）网站", "（2）公众号", "2.解读"),
    ],
)
def test_levels_and_new_lists_begin_again(run, texts):
    assert not run(RULE, lines=heads(*texts))
