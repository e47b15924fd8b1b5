"""From labelled notes to calibrated weights, so that held-out writers are read once, at the very end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from assistant.classify.calibrate import choose_threshold, fit_temperature
from assistant.classify.cues import Cues
from assistant.classify.decide import Decisions, decide
from assistant.classify.fit import Recipe, fit
from assistant.classify.measure import Measured, measure
from assistant.classify.notes import Note
from assistant.classify.weights import Pair, Weights

if TYPE_CHECKING:
    from assistant.classify.vectors import Numbers

HELD_OUT = ("w03", "w06", "w10", "w16")
"""Writers whose notes choose nothing: a sub-district, a county and a city bureau, a county office of a national one."""

AUTHORS = {f"w{number:02}": "abcde"[(number - 1) // 4] for number in range(1, 19)}
"""Who wrote as which writer: five authors, the first four as four writers each. A writer not listed stands alone."""

WANTED = 0.95
"""Share of notes above the review threshold that should have both labels right."""

_CHARACTERS = {"1": 1.0, "2": 1.0, "3": 0.4}
RECIPES = (
    Recipe("characters", _CHARACTERS),
    Recipe("characters and jieba words", _CHARACTERS | {"w": 0.7}),
    Recipe("characters and cues", _CHARACTERS | {"c": 0.35}),
    Recipe("characters, jieba words and cues, C 0.5", _CHARACTERS | {"w": 0.7, "c": 0.35}, 0.5),
    Recipe("characters, jieba words and cues", _CHARACTERS | {"w": 0.7, "c": 0.35}),
    Recipe("characters, jieba words and cues, C 2", _CHARACTERS | {"w": 0.7, "c": 0.35}, 2.0),
)
"""What was tried; the training writers alone decide which is taken."""

Say = Callable[[str], None]


class Tried(msgspec.Struct, frozen=True):
    """A recipe and what it reached, every writer labelled by a model that never read them."""

    recipe: str
    category_macro_f1: float
    section_macro_f1: float
    both_accuracy: float


class Scored(msgspec.Struct, frozen=True):
    """Notes with the scores of models that never read their writers."""

    notes: tuple[Note, ...]
    pairs: tuple[Pair, ...]
    scores: "Numbers"


def by_writer(note: Note) -> str:
    """Return whose hand a note is in."""
    return note.writer


def by_author(note: Note) -> str:
    """Return the author behind the hand."""
    return AUTHORS.get(note.writer, note.writer)


def out_of_fold(notes: Sequence[Note], recipe: Recipe, cues: Cues, side: Callable[[Note], str] = by_writer) -> Scored:
    """Score the notes of every writer (or of what else `side` tells apart) by a model of all the others."""
    import numpy as np

    pairs = tuple(sorted({note.pair for note in notes}))
    ordered, scores = [], []
    for held in sorted({side(note) for note in notes}):
        model = fit([note for note in notes if side(note) != held], recipe, cues)
        left = [note for note in notes if side(note) == held]
        found = np.full((len(left), len(pairs)), -1e3)
        found[:, [pairs.index(pair) for pair in model.pairs]] = score(model, left)
        ordered += left
        scores.append(found)
    return Scored(tuple(ordered), pairs, np.vstack(scores))


def score(weights: Weights, notes: Sequence[Note]) -> "Numbers":
    """Return a row of scores per note."""
    columns = [weights.vocabulary.columns(weights.features.of(note.text)[0]) for note in notes]
    return weights.scores(weights.vocabulary.vectors(columns))


def calibrated(weights: Weights, unseen: Scored, wanted: float = WANTED) -> tuple[Weights, Decisions]:
    """Return weights with the temperature and threshold that suit unseen writers, and the decisions on those."""
    import numpy as np

    gold = np.array([unseen.pairs.index(note.pair) for note in unseen.notes])
    temperature = fit_temperature(unseen.scores, gold)
    made = decide(unseen.pairs, unseen.scores, temperature)
    threshold = choose_threshold(made.confidence, made.chosen == gold, wanted)
    return replace(weights, temperature=temperature, threshold=threshold), made


def try_out(notes: Sequence[Note], recipe: Recipe, cues: Cues, side: Callable[[Note], str] = by_writer) -> Tried:
    """Return what a recipe reaches when every side in turn is labelled by a model of the others."""
    unseen = out_of_fold(notes, recipe, cues, side)
    found = measure(unseen.notes, unseen.pairs, decide(unseen.pairs, unseen.scores, 1.0), 1.0)
    return Tried(recipe.name, found.category.macro_f1, found.section.macro_f1, found.both_accuracy)


def choose(notes: Sequence[Note], recipes: Sequence[Recipe], cues: Cues, say: Say) -> tuple[Recipe, tuple[Tried, ...]]:
    """Return the recipe with the best mean macro-F1 of both labels across writers, and what each reached."""
    tried = []
    for recipe in recipes:
        tried.append(try_out(notes, recipe, cues))
        say(f"{recipe.name}: category {tried[-1].category_macro_f1} section {tried[-1].section_macro_f1}")
    best = max(range(len(recipes)), key=lambda at: tried[at].category_macro_f1 + tried[at].section_macro_f1)
    return recipes[best], tuple(tried)


def check_held_out(
    notes: Sequence[Note], held_out: Sequence[str], recipe: Recipe, cues: Cues, temperature: float, threshold: float
) -> Measured:
    """Fit on all other writers and measure on the held-out ones, with the calibration given."""
    model = fit([note for note in notes if note.writer not in held_out], recipe, cues)
    unseen = [note for note in notes if note.writer in held_out]
    return measure(unseen, model.pairs, decide(model.pairs, score(model, unseen), temperature), threshold)
