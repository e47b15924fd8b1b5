"""Learning to label from labelled notes. There is one solution and no chance: the same notes give the same weights."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from assistant.classify.cut import cut
from assistant.classify.grams import Counted, Vocabulary, learn_vocabulary, read
from assistant.classify.meaning import Meanings, centred, kept_exactly, learn_middle
from assistant.classify.notes import Note
from assistant.classify.weights import Pair, Reading, Weights
from assistant.classify.words import learn_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from assistant.classify.grams import Numbers

FEWEST = {3: 2}
"""Notes a run of three must occur in; rarer ones only remember their writer."""


class Recipe(msgspec.Struct, frozen=True):
    """How a model is made: how much each part counts, and how far weights may grow."""

    name: str
    scales: dict[int, float]
    near: float = 3.0
    """How much nearness of meaning counts beside the runs of characters."""
    width: float = 1.5
    """How fast nearness falls with the squared distance of two vectors."""
    ridge: float = 0.3
    """What is added to the diagonal: larger trusts the single note less."""


RECIPE = Recipe("runs of one to three characters; nearness of sentence vectors", {1: 0.7, 2: 1.0, 3: 0.63})


class Lessons(msgspec.Struct, frozen=True):
    """What is learned from: texts, what should be said of each, and how much each counts."""

    texts: tuple[str, ...]
    pairs: tuple[Pair, ...]
    wanted: "Numbers"
    """A row per text, a column per pair; see `wanted_of`."""
    trust: "Numbers | None" = None
    """How much each text counts; None is one each."""
    meanings: Meanings | None = None
    """The texts' sentence vectors, row by row."""


def lessons_of(notes: Sequence[Note], meanings: Meanings | None = None) -> Lessons:
    """Return labelled notes as lessons."""
    pairs = tuple(sorted({note.pair for note in notes}))
    wanted = wanted_of(pairs, shares_of(notes, pairs))
    return Lessons(tuple(note.text for note in notes), pairs, wanted, None, meanings)


def meanings_of(encoder: str, vectors: "Numbers | None", recipe: "Recipe | None" = None) -> Meanings | None:
    """Return sentence vectors, as an encoder gives them, as what a model learns from; nothing of nothing."""
    if vectors is None:
        return None
    middle = learn_middle(vectors)
    return Meanings(encoder, middle, kept_exactly(centred(vectors, middle)), (recipe or RECIPE).width)


def shares_of(notes: Sequence[Note], pairs: Sequence[Pair]) -> "Numbers":
    """Return a row per note that is one at its pair."""
    import numpy as np

    place = {pair: at for at, pair in enumerate(pairs)}
    return np.asarray(np.eye(len(pairs))[[place[note.pair] for note in notes]])


def wanted_of(pairs: Sequence[Pair], shares: "Numbers") -> "Numbers":
    """Return what a model should say: for a pair twice whether it is right, plus its category and its section.

    Right is 1 and wrong -1, so the best score is 4. A pair with the right category is less wrong than one without.
    """
    import numpy as np

    category = np.array([[one[0] == other[0] for one in pairs] for other in pairs], dtype=np.float64)
    section = np.array([[one[1] == other[1] for one in pairs] for other in pairs], dtype=np.float64)
    return np.asarray(2 * (2 * shares - 1) + (2 * shares @ category - 1) + (2 * shares @ section - 1))


def fit(
    lessons: Lessons,
    recipe: Recipe = RECIPE,
    vocabulary: Vocabulary | None = None,
    words: tuple[str, ...] | None = None,
) -> Weights:
    """Return uncalibrated weights: kernel ridge regression (scikit-learn) on what should be said.

    The kernel is the product of two notes' runs plus, in the full reading, `near` times their nearness, plus one.
    Vocabulary and evidence words are learned from the texts where they are not given.
    """
    notes = [read(text) for text in lessons.texts]
    vocabulary = vocabulary or learn_vocabulary(notes, recipe.scales, FEWEST)
    table = table_of(vocabulary.count(notes), vocabulary)
    kernel = product(table, table) + 1.0
    words = learn_words(map(cut, notes)) if words is None else words
    weights = Weights(lessons.pairs, vocabulary, words, _reading(table, _solve(kernel, lessons, recipe)))
    meanings = lessons.meanings
    if meanings is None:
        return weights
    dual = _solve(kernel + recipe.near * meanings.near(meanings.rows), lessons, recipe)
    likeness = kept_exactly(recipe.near * dual)
    return replace(weights, full=replace(_reading(table, dual), likeness=likeness), meanings=meanings)


def table_of(counted: Counted, vocabulary: Vocabulary) -> "csr_matrix":
    """Return counted notes as a sparse table."""
    from scipy.sparse import csr_matrix

    shape = (counted.size, len(vocabulary.keys))
    return csr_matrix((counted.values, (counted.rows, counted.columns)), shape=shape)


def product(left: "csr_matrix", right: "csr_matrix") -> "Numbers":
    """Return the inner products of two tables' rows."""
    import numpy as np

    return np.asarray((left @ right.T).toarray())


def _solve(kernel: "Numbers", lessons: Lessons, recipe: Recipe) -> "Numbers":
    from sklearn.kernel_ridge import KernelRidge

    machine = KernelRidge(alpha=recipe.ridge, kernel="precomputed")
    dual: Numbers = machine.fit(kernel, lessons.wanted, sample_weight=lessons.trust).dual_coef_
    return dual


def _reading(table: "csr_matrix", dual: "Numbers") -> Reading:
    import numpy as np

    coefficients = np.asarray(table.T @ dual)
    return Reading(kept_exactly(coefficients), dual.sum(axis=0))
