from hypothesis import given
from hypothesis import strategies as st

from assistant.compare.alike import ALIKE, group_alike
from assistant.retrieve.similar import likeness, shingles

LONG = "建立信息公开审查机制明确由起草科室提出公开属性办公室复核分管领导审定后发布"
TEXTS = st.lists(st.text(alphabet="甲乙丙丁戊己庚辛", min_size=1, max_size=12), max_size=20)


@given(TEXTS)
def test_every_text_is_in_the_group_of_one_that_is_like_it(texts):
    for text, leader in zip(texts, group_alike(texts), strict=True):
        assert text == texts[leader] or likeness(shingles(text), shingles(texts[leader])) >= ALIKE


@given(TEXTS)
def test_equal_texts_are_always_together(texts):
    groups = group_alike(texts + texts)
    assert groups[: len(texts)] == groups[len(texts) :]


def test_a_sentence_with_two_words_changed_is_the_same_and_another_is_not():
    changed = LONG.replace("起草科室", "承办科室")
    other = "组织全体工作人员参加政务公开业务培训并邀请专家讲解依申请公开典型案例"
    assert group_alike([LONG, other, changed]) == [0, 1, 0]


def test_most_pairs_above_the_bound_are_found():
    base = [chr(0x4E00 + at) for at in range(60)]
    texts = ["".join(base)]
    for at in range(200):  # one character changed costs three of 58 pieces: likeness about 0.9
        changed = [*base]
        changed[at % 60] = chr(0x6000 + at)
        texts.append("".join(changed))
    assert sum(group == 0 for group in group_alike(texts)) >= 199
