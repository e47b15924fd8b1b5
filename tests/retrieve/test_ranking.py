import msgspec
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.passage import Hit, Passage
from assistant.retrieve.ranking import Features, Rankings, features_of, load_weights, merged

TRAIN = Passage("train", "组织业务培训2次，参训63人次。")
GUIDE = Passage("guide", "更新政府信息公开指南。")
RANKINGS = Rankings([Hit(TRAIN, 4.0)], [Hit(TRAIN, 8.0), Hit(GUIDE, 2.0)], [Hit(GUIDE, 0.9), Hit(TRAIN, 0.7)])


def known(question="培训3次"):
    return {passage.id: features for passage, features in features_of(RANKINGS, question)}


def test_features_tell_places_and_shares():
    train, guide = known()["train"], known()["guide"]
    assert (train.by_vector < guide.by_vector == 1.0) and train.by_characters == 1.0
    assert (train.characters, guide.characters, guide.words, guide.by_words) == (1.0, 0.25, 0.0, 0.0)
    assert round(train.behind, 2) == -0.2
    assert (train.held, guide.held) == (1.0, 0.0)
    assert (train.units, guide.units) == (1.0, 0.0)


def test_a_question_that_finds_nothing_has_no_features():
    assert features_of(Rankings([], []), "培训") == []


RATIOS = st.floats(0, 1)


@given(st.builds(Features, *[RATIOS] * 9), st.sampled_from(["by_vector", "by_characters", "cosine"]), st.booleans())
def test_a_passage_that_stands_higher_never_fits_less(features, name, vectors):
    weights = load_weights(vectors)
    better = msgspec.structs.replace(features, **{name: 1.0})
    assert 0 <= weights.fit(features) <= weights.fit(better) <= 1


def test_without_vectors_no_weight_reads_them():
    assert not {"cosine", "behind", "by_vector"} & load_weights(False).features.keys()


def test_hits_of_two_searches_stand_in_the_order_of_their_scores():
    assert [hit.score for hit in merged([[Hit(TRAIN, 3.0), Hit(TRAIN, 1.0)], [Hit(GUIDE, 2.0)]])] == [3.0, 2.0, 1.0]
