import pytest

from assistant.classify.fit import fit, lessons_of, product, shares_of, table_of, wanted_of
from assistant.classify.grams import read
from assistant.classify.train import score


def test_fitting_twice_gives_the_same_digits(lessons, recipe):
    import numpy as np

    one, other = fit(lessons, recipe), fit(lessons, recipe)
    assert one.words == other.words
    np.testing.assert_array_equal(one.vocabulary.keys, other.vocabulary.keys)
    np.testing.assert_array_equal(one.quick.coefficients, other.quick.coefficients)
    np.testing.assert_array_equal(one.full.likeness, other.full.likeness)


def test_the_order_of_pairs_is_that_of_their_names(notes, weights):
    assert list(weights.pairs) == sorted({note.pair for note in notes})


def test_what_is_wanted_is_four_for_the_right_pair_and_most_wrong_where_nothing_fits():
    pairs = (("政策解读", "主动公开"), ("公示公告", "主动公开"), ("无", "平台建设"))
    import numpy as np

    assert wanted_of(pairs, np.eye(3))[0].tolist() == [4.0, -2.0, -4.0]
    assert wanted_of(pairs, np.array([[0.5, 0.5, 0.0]]))[0].tolist() == [1.0, 1.0, -4.0]


def test_scores_are_those_of_kernel_ridge_regression(notes, lessons, recipe):
    import numpy as np
    from sklearn.kernel_ridge import KernelRidge

    weights = fit(lessons, recipe)
    texts = [read(note.text) for note in notes]
    table = table_of(weights.vocabulary.count(texts), weights.vocabulary)
    kernel = product(table, table) + 1
    near = lessons.meanings.near(lessons.meanings.rows)
    wanted = wanted_of(weights.pairs, shares_of(notes, weights.pairs))
    quick = KernelRidge(alpha=recipe.ridge, kernel="precomputed").fit(kernel, wanted).predict(kernel)
    both = kernel + recipe.near * near
    full = KernelRidge(alpha=recipe.ridge, kernel="precomputed").fit(both, wanted).predict(both)
    found = score(weights, notes, lessons.meanings.rows)
    np.testing.assert_allclose(found.quick, quick, atol=0.02)  # weights lie in 16 bits
    np.testing.assert_allclose(found.full, full, atol=0.02)


def test_a_note_that_counts_more_is_heeded_more(notes, recipe):
    import msgspec
    import numpy as np

    plain = lessons_of(notes)
    trust = np.ones(len(notes))
    trust[0] = 20.0
    heeded = msgspec.structs.replace(plain, trust=trust)
    at = plain.pairs.index(notes[0].pair)
    before, after = (score(fit(each, recipe), notes[:1]).quick[0, at] for each in (plain, heeded))
    assert after > before
    assert after == pytest.approx(4.0, abs=0.2)


def test_without_vectors_there_is_no_full_reading(notes, recipe):
    weights = fit(lessons_of(notes), recipe)
    assert weights.full is None and weights.meanings is None
