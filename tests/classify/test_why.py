import pytest

from assistant.classify.why import why
from assistant.classify.words import Finder

FINDER = Finder(["培训", "政策", "解读", "专家", "挂网", "图解", "pdf", "甲甲", "乙乙", "丙丙", "丁丁"])


def says(note, *told):
    """Running sums for a note of which only whole words of two characters say something."""
    sums = [[0.0] * (len(note) + 1) for _ in range(3)]
    for word, weight in told:
        at = note.index(word)
        for place in range(at + 1, len(note) + 1):
            sums[1][place] += weight
    return sums


@pytest.mark.parametrize(
    ("text", "note", "told", "expected"),
    [
        ("培训讲政策解读", "培训讲政策解读", [("培训", 2.0), ("解读", 1.0)], ("培训", "解读")),
        ("专家解读挂网", "专家解读挂网", [("专家", 1.0), ("解读", 2.0)], ("专家解读",)),
        ("挂网PDF文件", "挂网pdf文件", [("pd", 1.0)], ("PDF",)),
        ("ＰＤＦ挂网", "pdf挂网", [("pd", 1.0)], ("ＰＤＦ",)),
        ("挂网22份", "挂网0份", [("0份", 5.0)], ()),
        ("图解挂网", "图解挂网", [("图解", -1.0)], ()),
        ("图解挂网", "图解挂网", [("图解", 1.0), ("挂网", 0.1)], ("图解",)),
        ("解挂网", "解挂网", [("解挂", 3.0)], ()),
    ],
)
def test_the_weightiest_words_are_given_as_written(text, note, told, expected):
    assert why(text, note, says(note, *told), FINDER) == expected


def test_there_are_at_most_three_and_the_weightiest_comes_first():
    note = "甲甲，乙乙，丙丙，丁丁"
    told = says(note, ("甲甲", 1.0), ("乙乙", 4.0), ("丙丙", 3.0), ("丁丁", 2.0))
    assert why(note, note, told, FINDER) == ("乙乙", "丙丙", "丁丁")
