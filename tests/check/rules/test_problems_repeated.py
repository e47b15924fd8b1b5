"""Problems of last year."""

import pytest

from assistant.check.rules import problems_repeated

RULE = problems_repeated.RULE
LAST = "一是解读形式单一，全年解读材料以文字为主，图解和视频偏少。下一步，将建立解读材料同步报审清单。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是解读形式单一，全年解读材料以文字为主，图解和视频偏少。", 1),
        ("二是解读形式较为单一，全年解读材料以文字为主，图解、视频偏少。", 1),
        ("一是“财政信息”栏目有两项内容更新间隔超过六个月。", 0),
        ("下一步，将建立解读材料同步报审清单。", 0),
    ],
)
def test_a_problem_in_the_same_words_is_found(run, document, text, found):
    findings = run(RULE, text, section=5, previous=document(LAST, section=5, year=2024))
    assert len(findings) == found
    assert all(each.quote in text for each in findings)
