import pytest

from assistant.classify.fit import SEED, fit
from assistant.classify.train import score


def test_fitting_twice_gives_the_same_digits(notes, recipe, cues):
    import numpy as np

    one, other = fit(notes, recipe, cues), fit(notes, recipe, cues)
    assert one.vocabulary.names == other.vocabulary.names
    np.testing.assert_array_equal(one.coefficients, other.coefficients)


def test_the_order_of_pairs_is_that_of_their_names(notes, weights):
    assert list(weights.pairs) == sorted({note.pair for note in notes})


def test_scores_are_those_of_three_machines_of_scikit_learn(notes, recipe, cues):
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    weights = fit(notes, recipe, cues)
    columns = [weights.vocabulary.columns(weights.features.of(note.text)[0]) for note in notes]
    vectors = weights.vocabulary.vectors(columns)
    table = csr_matrix(
        (vectors.values, (vectors.rows, vectors.columns)), shape=(len(notes), len(weights.vocabulary.names))
    )

    def told(labels):
        machine = LinearSVC(C=recipe.strength, random_state=SEED, max_iter=5000).fit(table, labels)
        return dict(zip(machine.classes_, machine.decision_function(table).T, strict=True))

    own = told(["/".join(note.pair) for note in notes])
    category, section = told([note.category for note in notes]), told([note.pair[1] for note in notes])
    theirs = np.array([2 * own["/".join(pair)] + category[pair[0]] + section[pair[1]] for pair in weights.pairs]).T
    theirs -= theirs.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(score(weights, notes), theirs, atol=1e-5)


def test_what_a_feature_says_is_relative_to_the_average_pair(weights):
    import numpy as np

    assert np.abs(weights.coefficients.mean(axis=1)).max() < 1e-6
    assert weights.intercept.mean() == pytest.approx(0, abs=1e-6)
