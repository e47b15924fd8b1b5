from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.similar import likeness, near_duplicates, same_wording, shingles

TEXTS = st.lists(st.text(alphabet="发布信息培训公开条次0123", max_size=12), max_size=8)


def test_the_same_words_with_other_numbers_are_one_text():
    assert likeness(shingles("全年发布信息412条"), shingles("全年发布信息9条")) == 1.0


def test_a_repeat_points_to_the_text_it_repeats():
    texts = ["全年发布信息412条", "未收到申请，也无结转", "全年发布信息86条"]
    assert near_duplicates(texts) == {2: 0}
    assert same_wording(texts) == [[0, 2], [1]]


@given(TEXTS)
def test_both_ways_to_collapse_keep_the_same_texts(texts):
    kept = [index for index in range(len(texts)) if index not in near_duplicates(texts)]
    assert kept == [group[0] for group in same_wording(texts)]
    assert sorted(index for group in same_wording(texts) for index in group) == list(range(len(texts)))


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_between_nothing_and_all(one, other):
    alike = likeness(shingles(one), shingles(other))
    assert 0 <= alike <= 1
    assert alike == likeness(shingles(other), shingles(one))
    assert likeness(shingles(one), shingles(one)) == 1
