import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.words import STOP, Finder, learn_words


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("请专家解读后挂网", ["专家解读", "挂网"]),
        ("专家来了", ["专家"]),
        ("专家解", ["专家"]),
        ("没有一个", []),
        ("", []),
        ("专", []),
    ],
)
def test_the_longest_known_word_is_found_first(note, found):
    assert [word.text for word in Finder(["专家", "专家解读", "挂网"]).find(note)] == found


@given(st.text(alphabet="专家解读挂网图pdf0D", max_size=30))
def test_words_stand_where_they_say_and_do_not_overlap(note):
    last = 0
    for word in Finder(["专家", "专家解读", "解读", "挂网", "pdf", "图解读"]).find(note):
        assert note[word.start : word.end] == word.text
        assert word.start >= last
        last = word.end


def test_stop_words_single_characters_and_rare_words_are_no_evidence():
    cut = [["我们", "挂", "图解", "0", "专家"], ["我们", "挂", "图解", "一件"]]
    assert learn_words(cut) == ("图解",)
    assert "我们" in STOP
