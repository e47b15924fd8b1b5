import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.cut import cut
from assistant.settings import resource


def lines():
    return resource("corpus", "lexicons", "domain.txt").read_text(encoding="utf-8").splitlines()


def test_the_dictionary_is_as_jieba_and_lance_read_it():
    assert all(re.fullmatch(r"\S+ [1-9]\d* [a-z]+", line) for line in lines())


def test_the_dictionary_holds_at_least_four_hundred_terms_each_once():
    words = [line.split()[0] for line in lines()]
    assert len(words) == len(set(words)) >= 400


def test_terms_of_the_domain_stay_whole():
    assert {"依申请公开", "补正告知书", "三公经费"} <= set(cut("依申请公开的补正告知书和三公经费"))


def test_another_jieba_is_left_alone():
    import jieba

    cut("依申请公开")
    assert not jieba.dt.initialized or "补正告知书" not in jieba.dt.FREQ


@given(st.text(max_size=200))
def test_the_words_joined_are_the_text(text):
    assert "".join(cut(text)) == text
