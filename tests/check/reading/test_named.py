"""Numbers that later words call by name."""

import pytest

from assistant.check.reading.named import find_named, find_named_sums, name_numbers

LIST = "制作解读174篇，其中文字解读71篇、图解62篇、视频解读29篇、专家访谈12篇。"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("图解", [62]),
        ("文字解读与图解两类合计", [71, 62]),
        ("专家访谈", [12]),
        ("海报", []),
        ("图解与海报", []),
        ("非图解", []),
    ],
)
def test_words_name_the_parts_of_a_list_before_them(words, values):
    known = name_numbers(LIST, 0, len(LIST))
    assert [each.mention.number for each in find_named(words, known)] == values


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (LIST + "文字解读与图解两类加起来133篇。", []),
        (LIST + "文字解读与图解两类加起来134篇。", [134]),
        (LIST + "文字解读与海报合计99篇。", []),
    ],
)
def test_the_sum_of_named_parts_is_added_up(text, wrong):
    assert [each.total.number for each in find_named_sums(text)] == wrong
