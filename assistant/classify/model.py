"""The classifier: texts in, labels out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.classify.decide import decide, shown
from assistant.classify.label import Label
from assistant.classify.masked import DATE, NUMBER
from assistant.classify.weights import UNRELATED, Pair, Weights, load
from assistant.classify.why import why
from assistant.settings import resource
from assistant.taxonomy import NO_CATEGORY, Part

if TYPE_CHECKING:
    from assistant.classify.vectors import Places, Vectors

_TOGETHER = 256
"""Notes weighed in one go; more gain no speed and cost memory."""

BLANK = Label(NO_CATEGORY, 0.0, Part.OTHER.value, 0.0, needs_review=True, why=(), reportable=False)
"""What is said of a note without a single letter."""


class Classifier:
    """Labels notes with what training learned."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def label(self, texts: Sequence[str]) -> list[Label]:
        """Return a label per text, in order; a text without letters is 无, to be reviewed."""
        starts = range(0, len(texts), _TOGETHER)
        return [label for start in starts for label in self._label(texts[start : start + _TOGETHER])]

    def _label(self, texts: Sequence[str]) -> list[Label]:
        weights = self.weights
        taken_apart = [weights.features.of(text) for text in texts]
        vectors = weights.vocabulary.vectors([weights.vocabulary.columns(names) for names, _ in taken_apart])
        made = decide(weights.pairs, weights.scores(vectors), weights.temperature)
        chosen = (weights.pairs[index] for index in made.chosen.tolist())
        sure = zip(chosen, made.category.tolist(), made.section.tolist(), strict=True)
        told = self._told(vectors, made.chosen)
        return [
            self._labelled(*each, why(text, words, said, weights.features.cues)) if _says_something(words) else BLANK
            for text, (_, words), each, said in zip(texts, taken_apart, sure, told, strict=True)
        ]

    def _told(self, vectors: "Vectors", chosen: "Places") -> Iterator[dict[str, float]]:
        """Yield what each feature of each note says for the pair chosen, per occurrence."""
        weights = self.weights.coefficients[vectors.columns, chosen[vectors.rows]]
        shares = (vectors.values * weights / vectors.occurrences).tolist()
        names = [self.weights.vocabulary.names[column] for column in vectors.columns.tolist()]
        bounds = vectors.rows.searchsorted(range(vectors.size + 1)).tolist()
        for start, end in pairwise(bounds):
            yield dict(zip(names[start:end], shares[start:end], strict=True))

    def _labelled(self, pair: Pair, category: float, section: float, words: tuple[str, ...]) -> Label:
        reportable = pair[1] != UNRELATED
        return Label(
            pair[0],
            round(category, 4),
            shown(pair[1]),
            round(section, 4),
            needs_review=not reportable or min(category, section) < self.weights.threshold,
            why=words,
            reportable=reportable,
        )


def _says_something(words: Sequence[str]) -> bool:
    return any(word not in (DATE, NUMBER) and not word.isnumeric() and word.isalnum() for word in words)


def load_classifier(folder: Path | None = None) -> Classifier:
    """Return the classifier of a folder, by default the one that ships (models/labels).

    Raises:
        MissingResource: the folder or a file of it is missing or damaged.

    """
    return Classifier(load(folder or resource("models", "labels")))
