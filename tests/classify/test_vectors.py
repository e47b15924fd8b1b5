import pytest

from assistant.classify.vectors import learn_vocabulary

TEXTS = [["1图", "1解", "1图", "2图解"], ["1解", "2解读"], ["1图", "2图解", "2图解"], []]


@pytest.fixture
def vocabulary():
    return learn_vocabulary(TEXTS, {"1": 1.0, "2": 0.5}, {})


def dense(vectors, width):
    import numpy as np

    table = np.zeros((vectors.size, width))
    table[vectors.rows, vectors.columns] = vectors.values
    return table


def test_values_are_those_of_scikit_learn_block_by_block(vocabulary):
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    ours = dense(vocabulary.vectors([vocabulary.columns(text) for text in TEXTS]), len(vocabulary.names))
    for block, scale in (("1", 1.0), ("2", 0.5)):
        theirs = TfidfVectorizer(
            analyzer=lambda names, block=block: [n for n in names if n[0] == block], sublinear_tf=True
        )
        expected = theirs.fit_transform(TEXTS).toarray() * scale
        own = [column for column, name in enumerate(vocabulary.names) if name[0] == block]
        assert [vocabulary.names[column] for column in own] == list(theirs.get_feature_names_out())
        np.testing.assert_allclose(ours[:, own], expected, atol=1e-12)


def test_rare_features_of_a_block_are_left_out():
    assert learn_vocabulary(TEXTS, {"1": 1.0, "2": 1.0}, {"2": 2}).names == ("1图", "1解", "2图解")


def test_unknown_features_have_no_column(vocabulary):
    assert vocabulary.columns(["1天", "1图"]) == [vocabulary.names.index("1图")]


def test_no_notes_make_no_rows(vocabulary):
    assert vocabulary.vectors([]).size == 0
    assert vocabulary.vectors([[], []]).size == 2
