import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report.published.characters import is_flattened, mend, restore, tighten


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("⼈⺠政府⻔户⽹站", "人民政府门户网站"),
        ("⻓江⻛险⻘年⻰头⻋辆⻚码", "长江风险青年龙头车辆页码"),
        ("２０２３年第３期", "2023年第3期"),
        ("１２．５％", "12．5%"),
        ("公\u200b开\ufeff信\u00ad息", "公开信息"),
        ("ﬁle", "file"),
    ],
)
def test_characters_that_look_right_become_the_right_ones(damaged, meant):
    assert mend(damaged) == meant


@pytest.mark.parametrize("kept", ["，。；：（）“”《》〔〕", "①②③㎡", "……——", "㈠㈡", "Ⅰ类", "〇"])
def test_marks_that_mean_something_are_left_alone(kept):
    assert mend(kept) == kept


@given(st.text())
def test_mending_twice_changes_nothing_more(text):
    assert mend(mend(text)) == mend(text)


@pytest.mark.parametrize(
    ("flat", "full"),
    [
        ("发布信息302条,其中,政策解读22条", "发布信息302条，其中，政策解读22条"),
        ("邮编:250000,电话:0531-1234567", "邮编：250000，电话：0531-1234567"),
        ("(试行)的通知(2023-2025年)", "（试行）的通知（2023-2025年）"),
        ('健全"三审三校"机制', "健全“三审三校”机制"),
        ("(国办函[2020] 109号)", "（国办函〔2020〕109号）"),
        ("收费1,234元,时间09:30", "收费1,234元，时间09:30"),
        ("见https://a.example.cn/b?c=1", "见https://a.example.cn/b?c=1"),
        ("A (B) C, D", "A (B) C, D"),
    ],
)
def test_flattened_punctuation_gets_its_width_back(flat, full):
    assert restore(flat) == full


@given(st.text(alphabet='政府信息公开2023,:;()"[]号 AB'))
def test_restoring_width_loses_no_character_but_marks_and_spaces(text):
    def bare(words):
        return [letter for letter in words if letter.isalnum()]

    assert bare(restore(text)) == bare(text)


def test_one_half_width_comma_does_not_make_a_file_flattened():
    assert not is_flattened(["全年发布信息12条，其中,解读3条。", "组织培训2次，参训40人次；考核1次。"] * 3)
    assert is_flattened(["全年发布信息12条,其中:解读3条;通知9条", "组织培训(线上)2次,参训40人次"] * 3)


@pytest.mark.parametrize(
    ("spaced", "tight"),
    [
        ("2023 年 1 月", "2023年1月"),
        ("公 开，信 息", "公开，信息"),
        ("使用 OA 系统", "使用 OA 系统"),
        ("达到 98% 以上", "达到98%以上"),
    ],
)
def test_layout_spaces_beside_chinese_go_and_those_between_words_stay(spaced, tight):
    assert tighten(spaced) == tight
