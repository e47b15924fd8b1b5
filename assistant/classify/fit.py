"""Learning to label from labelled notes. Everything is seeded: the same notes give the same weights."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from assistant.classify.cues import Cues
from assistant.classify.features import Features
from assistant.classify.notes import Note
from assistant.classify.vectors import Vocabulary, learn_vocabulary
from assistant.classify.weights import Pair, Weights

if TYPE_CHECKING:
    from assistant.classify.vectors import Numbers, Vectors

SEED = 20231231
_FEWEST = {"3": 2, "w": 2}
"""Notes a triple or a word must occur in; rarer ones only remember their writer."""


class Recipe(msgspec.Struct, frozen=True):
    """How a model is made: how much each block of features counts, and how far weights may grow."""

    name: str
    scales: dict[str, float]
    strength: float = 1.0
    """The C of the linear support vector machines: larger trusts the notes more."""


def fit(notes: Sequence[Note], recipe: Recipe, cues: Cues) -> Weights:
    """Return uncalibrated weights: for a pair, twice its own machine's weights plus its category's plus its section's.

    The three machines see different neighbours (19 pairs, 11 categories, 9 sections); their sum is linear again.
    """
    features = Features(cues, [block for block, scale in recipe.scales.items() if scale])
    taken_apart = [features.of(note.text)[0] for note in notes]
    vocabulary = learn_vocabulary(taken_apart, recipe.scales, _FEWEST)
    vectors = vocabulary.vectors([vocabulary.columns(names) for names in taken_apart])
    pairs = tuple(sorted({note.pair for note in notes}))
    own = _machine(vectors, [f"{category}/{section}" for category, section in (note.pair for note in notes)], recipe)
    category = _machine(vectors, [note.category for note in notes], recipe)
    section = _machine(vectors, [note.pair[1] for note in notes], recipe)
    stacked = [_sum_of(pair, own, category, section) for pair in pairs]
    return _centred(pairs, stacked, features, vocabulary)


def _machine(vectors: "Vectors", labels: Sequence[str], recipe: Recipe) -> dict[str, "Numbers"]:
    """Train a linear support vector machine per label against the rest; return weights with the intercept last."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.svm import LinearSVC

    shape = (vectors.size, int(vectors.columns.max()) + 1)
    table = csr_matrix((vectors.values, (vectors.rows, vectors.columns)), shape=shape)
    machine = LinearSVC(C=recipe.strength, random_state=SEED, max_iter=5_000).fit(table, list(labels))
    both = np.hstack([machine.coef_, machine.intercept_[:, None]])
    if len(machine.classes_) == 2:
        both = np.vstack([-both, both])
    return dict(zip(map(str, machine.classes_), both, strict=True))


def _sum_of(
    pair: Pair, own: Mapping[str, "Numbers"], category: Mapping[str, "Numbers"], section: Mapping[str, "Numbers"]
) -> "Numbers":
    return 2 * own["/".join(pair)] + category[pair[0]] + section[pair[1]]


def _centred(
    pairs: tuple[Pair, ...], stacked: Sequence["Numbers"], features: Features, vocabulary: Vocabulary
) -> Weights:
    """Return weights less their mean over pairs: no decision changes, and what is left says for whom it speaks."""
    import numpy as np

    table = np.array(stacked).T
    table = (table - table.mean(axis=1, keepdims=True)).astype(np.float32).astype(np.float64)
    return Weights(pairs, features, vocabulary, table[:-1], table[-1])
