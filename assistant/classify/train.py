"""From labelled notes to calibrated weights, so that held-out writers are read once, at the very end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from assistant.classify.calibrate import choose_threshold, fit_temperature
from assistant.classify.decide import Decisions, decide, judge
from assistant.classify.fit import FEWEST, RECIPE, Lessons, Recipe, product, table_of
from assistant.classify.grams import learn_vocabulary, read
from assistant.classify.notes import Note
from assistant.classify.weights import UNRELATED, Bounds, Pair, Weights

if TYPE_CHECKING:
    from assistant.classify.grams import Numbers, Places

HELD_OUT = ("w03", "w06", "w10", "w16", "w33", "w36")
"""Writers whose notes choose nothing: a sub-district, a county and two city bureaus, a zone, a provincial bureau."""

UNREAD = ("w65", "w66", "w67", "w68")
"""Writers that the encoder was not fine-tuned on either, though their notes are learned from: they alone can tell how
far scores with sentence vectors may be believed. Keep them out when the encoder is trained again."""

AUTHORS = (
    {f"w{number:02}": "abcde"[(number - 1) // 4] for number in range(1, 19)}
    | {f"w{number:02}": "f" for number in range(27, 31)}
    | {f"w{number:02}": "g" for number in range(31, 37)}
    | {f"w{number:02}": "h" for number in range(65, 69)}
)
"""Who wrote as which writer: up to six writers each. A writer not listed stands alone."""

WANTED = 0.95
"""Share of notes above the review bound that should have both labels right."""
SURE = 0.995
"""Share of notes the quick reading answers alone that should have both labels right."""
STRANGE = 0.005
"""Share of reportable notes that may be taken for strange. Of training notes under that bound a quarter was right."""
LEAN = 0.4
"""Added to the score of the unrelated pair (the best score is 4): it finds more of them and costs no accuracy.

Both were chosen on training writers, leaving out authors.
"""


class Scored(msgspec.Struct, frozen=True):
    """Notes with the scores of models that never read their side."""

    notes: tuple[Note, ...]
    pairs: tuple[Pair, ...]
    quick: "Numbers"
    full: "Numbers | None" = None

    @property
    def gold(self) -> "Places":
        """The index of each note's own pair."""
        import numpy as np

        return np.array([self.pairs.index(note.pair) for note in self.notes])

    def part(self, kept: "Sequence[int] | Places") -> "Scored":
        """Return the notes at some places with their scores."""
        full = None if self.full is None else self.full[kept]
        return Scored(tuple(self.notes[at] for at in kept), self.pairs, self.quick[kept], full)


def by_writer(note: Note) -> str:
    """Return whose hand a note is in."""
    return note.writer


def by_author(note: Note) -> str:
    """Return the author behind the hand."""
    return AUTHORS.get(note.writer, note.writer)


def out_of_fold(
    notes: Sequence[Note], lessons: Lessons, recipe: Recipe = RECIPE, side: Callable[[Note], str] = by_writer
) -> Scored:
    """Score the notes of every writer (or of what else `side` tells apart) as a model of all the others would.

    Exact and without fitting again: with G the inverse of kernel and ridge, the scores of a side b that was left out
    are y_b - G_bb⁻¹ (G y)_b. Only how rare a run is was counted over all notes.
    Source: Rifkin and Lippert 2007, Notes on Regularized Least Squares, for one note; the same algebra for several.
    """
    import numpy as np

    texts = [read(text) for text in lessons.texts]
    vocabulary = learn_vocabulary(texts, recipe.scales, FEWEST)
    table = table_of(vocabulary.count(texts), vocabulary)
    kernel = product(table, table) + 1.0
    sides = np.array([side(note) for note in notes])
    quick = _left_out(kernel, lessons.wanted, sides, recipe.ridge)
    full = None
    if (meanings := lessons.meanings) is not None:
        full = _left_out(kernel + recipe.near * meanings.near(meanings.rows), lessons.wanted, sides, recipe.ridge)
    return Scored(tuple(notes), lessons.pairs, quick, full)


def _left_out(kernel: "Numbers", wanted: "Numbers", sides: "Places", ridge: float) -> "Numbers":
    import numpy as np

    inverse = np.linalg.inv(kernel + ridge * np.eye(len(kernel)))
    told = inverse @ wanted
    scores = np.zeros_like(wanted)
    for one in sorted(set(sides.tolist())):
        own = np.flatnonzero(sides == one)
        scores[own] = wanted[own] - np.linalg.solve(inverse[np.ix_(own, own)], told[own])
    return scores


def score(weights: Weights, notes: Sequence[Note], rows: "Numbers | None" = None) -> Scored:
    """Return notes with the scores of a model that was fitted without them; `rows` as in the model's meanings."""
    counted = weights.vocabulary.count([read(note.text) for note in notes])
    full = None
    if weights.full is not None and weights.meanings is not None and rows is not None:
        full = weights.full.scores(counted, weights.meanings.near(rows))
    return Scored(tuple(notes), weights.pairs, weights.quick.scores(counted), full)


def bounds_of(scored: Scored, scores: "Numbers", wanted: float = WANTED, sure: float = SURE) -> Bounds:
    """Return the temperature and the bounds that suit scores of notes that were left out."""
    import numpy as np

    gold = scored.gold
    reportable = np.array([note.pair[1] != UNRELATED for note in scored.notes])
    bounds = Bounds(fit_temperature(scores, gold), unrelated=LEAN)
    made = decide(scored.pairs, scores, bounds)
    right = made.chosen == gold
    return Bounds(
        bounds.temperature,
        choose_threshold(made.confidence, right, wanted),
        choose_threshold(made.confidence, right, sure),
        round(float(np.quantile(scores.max(axis=1)[reportable], STRANGE)), 6),
        LEAN,
    )


def bounded(weights: Weights, quick: Bounds, full: Bounds | None = None) -> Weights:
    """Return weights with bounds."""
    second = None if weights.full is None else replace(weights.full, bounds=full or Bounds())
    return replace(weights, quick=replace(weights.quick, bounds=quick), full=second)


def judged(scored: Scored, quick: Bounds, full: Bounds | None = None) -> Decisions:
    """Return what is decided on notes that were left out; without `full` by the quick reading alone."""
    scores = scored.full
    if full is None or scores is None:
        return judge(scored.pairs, scored.quick, quick)
    return judge(scored.pairs, scored.quick, quick, lambda places: scores[places], full)
