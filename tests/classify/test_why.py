import pytest

from assistant.classify.why import why


def told(*words):
    return {"w" + word: weight for word, weight in words}


@pytest.mark.parametrize(
    ("text", "words", "said", "expected"),
    [
        ("培训讲政策解读", ["培训", "讲", "政策", "解读"], told(("培训", 2.0), ("解读", 1.0)), ("培训", "解读")),
        ("专家解读挂网", ["专家", "解读", "挂网"], told(("专家", 1.0), ("解读", 2.0)), ("专家解读",)),
        ("挂网PDF文件", ["挂网", "pdf", "文件"], told(("pdf", 1.0)), ("PDF",)),
        ("ＰＤＦ挂网", ["pdf", "挂网"], told(("pdf", 1.0)), ("ＰＤＦ",)),
        ("挂网22份", ["挂网", "0", "份"], {"w0": 5.0, "1份": 3.0}, ()),
        ("图解挂网", ["图解", "挂网"], told(("图解", -1.0)), ()),
        ("图解挂网", ["图解", "挂网"], {"1图": 1.0, "2图解": 1.0}, ("图解",)),
    ],
)
def test_the_weightiest_words_are_given_as_written(text, words, said, expected):
    assert why(text, words, said, {}) == expected


def test_a_cue_speaks_for_its_word():
    assert why("漫画挂网", ["漫画", "挂网"], {"c解读形式": 1.0}, {"漫画": ("解读形式",)}) == ("漫画",)


def test_there_are_at_most_three_and_the_weightiest_comes_first():
    words = ["甲甲", "，", "乙乙", "，", "丙丙", "，", "丁丁"]
    said = told(("甲甲", 1.0), ("乙乙", 4.0), ("丙丙", 3.0), ("丁丁", 2.0))
    assert why("".join(words), words, said, {}) == ("乙乙", "丙丙", "丁丁")
