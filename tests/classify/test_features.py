from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.features import BLOCKS, Features


def test_every_feature_names_its_block():
    names, words = Features({"图解": ("解读形式",)}).of("8.21挂网图解2份")
    assert {name[0] for name in names} <= set(BLOCKS)
    assert {"1图", "2图解", "3图解0", "w图解", "c解读形式", "cdate", "2^D"} <= set(names)
    assert "".join(words) == "D挂网图解0份"


def test_only_the_blocks_asked_for_are_counted():
    names, _ = Features({"图解": ("解读形式",)}, ["2"]).of("图解2份")
    assert names == ["2^图", "2图解", "2解0", "20份", "2份$"]


@given(st.text(max_size=60))
def test_taking_a_note_apart_twice_gives_the_same(text):
    assert Features({}).of(text) == Features({}).of(text)


def test_a_pasted_file_is_read_at_its_beginning_only():
    long = "依申请公开办理情况，" * 1000
    assert Features({}).of(long) == Features({}).of(long[:2000])
