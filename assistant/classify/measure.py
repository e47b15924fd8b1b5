"""How good labels are, in figures: what a model's card tells."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from assistant.classify.calibrate import calibration_error, coverage_curve
from assistant.classify.decide import Decisions, shown
from assistant.classify.notes import Note
from assistant.classify.weights import Pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.classify.grams import Numbers

_DIGITS = 4


class Score(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one label over `notes` notes that have it."""

    precision: float
    recall: float
    f1: float
    notes: int


class LabelSet(msgspec.Struct, frozen=True):
    """Figures of one of the two labels. All are shares from 0 to 1."""

    macro_f1: float
    accuracy: float
    calibration_error: float
    accuracy_of_surest_80: float
    per_label: dict[str, Score]


class Review(msgspec.Struct, frozen=True):
    """What needs no review: the share of notes, and how many of them have right labels."""

    coverage: float
    both_right: float
    category_right: float
    section_right: float


class Measured(msgspec.Struct, frozen=True):
    """All figures of labels on notes whose writers the model never read."""

    notes: int
    writers: tuple[str, ...]
    category: LabelSet
    section: LabelSet
    both_accuracy: float
    not_reportable: Score
    review: Review
    quick: float
    """Share of notes answered without sentence vectors."""
    quick_right: float
    """Share of those with both labels right."""
    coverage_curve: list[tuple[float, float]]
    """(share of notes, most confident first; share of them with both labels right)."""


def measure(notes: Sequence[Note], pairs: tuple[Pair, ...], made: Decisions) -> Measured:
    """Compare decisions with the notes' own labels. Sections are those a user sees, so 无关 counts as 其他事项."""
    import numpy as np

    chosen = [pairs[index] for index in made.chosen.tolist()]
    categories, sections = [pair[0] for pair in chosen], [shown(pair[1]) for pair in chosen]
    right_category = np.array([note.category == found for note, found in zip(notes, categories, strict=True)])
    right_section = np.array([note.section == found for note, found in zip(notes, sections, strict=True)])
    both = right_category & right_section
    above = ~made.review
    related = ["否" if note.reportable else "是" for note in notes], [_unrelated(pair) for pair in chosen]
    return Measured(
        len(notes),
        tuple(sorted({note.writer for note in notes})),
        _label_set([note.category for note in notes], categories, made.category, right_category),
        _label_set([note.section for note in notes], sections, made.section, right_section),
        _share(both),
        _per_label(*related)["是"],
        Review(_share(above), _share(both[above]), _share(right_category[above]), _share(right_section[above])),
        _share(made.quick),
        _share(both[made.quick]),
        [(share, round(accuracy, _DIGITS)) for share, accuracy in coverage_curve(made.confidence, both)],
    )


def _unrelated(pair: Pair) -> str:
    return "是" if shown(pair[1]) != pair[1] else "否"


def _share(true: "NDArray[np.bool_]") -> float:
    return round(float(true.mean()), _DIGITS) if len(true) else 0.0


def _rounded(figure: float) -> float:
    return round(float(figure), _DIGITS)


def _label_set(
    gold: Sequence[str], found: Sequence[str], confidence: "Numbers", right: "NDArray[np.bool_]"
) -> LabelSet:
    scores = _per_label(gold, found)
    surest = dict(coverage_curve(confidence, right))[0.8]
    return LabelSet(
        round(sum(score.f1 for score in scores.values()) / len(scores), _DIGITS),
        _share(right),
        round(calibration_error(confidence, right), _DIGITS),
        round(surest, _DIGITS),
        scores,
    )


def _per_label(gold: Sequence[str], found: Sequence[str]) -> dict[str, Score]:
    from sklearn.metrics import precision_recall_fscore_support

    names = sorted({*gold, *found})
    figures = precision_recall_fscore_support(gold, found, labels=names, zero_division=0.0)
    return {
        name: Score(_rounded(precision), _rounded(recall), _rounded(f1), int(notes))
        for name, precision, recall, f1, notes in zip(names, *figures, strict=True)
    }
