"""The classifier: texts in, labels out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.classify.decide import Decisions, judge, shown
from assistant.classify.grams import Counted, read
from assistant.classify.label import Label
from assistant.classify.meaning import encode
from assistant.classify.weights import UNRELATED, Pair, Reading, Weights
from assistant.classify.why import running, why
from assistant.classify.words import Finder
from assistant.errors import MissingResource
from assistant.settings import resource
from assistant.taxonomy import NO_CATEGORY, Part

if TYPE_CHECKING:
    from assistant.classify.grams import Numbers, Places
    from assistant.encoder import Encoder

_TOGETHER = 512
"""Notes weighed in one go; more gain no speed and cost memory."""

BLANK = Label(NO_CATEGORY, 0.0, Part.OTHER.value, 0.0, needs_review=True, why=(), reportable=False)
"""What is said of a note that is not in Chinese."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FOREIGN = re.compile(r"[a-z\u3040-\u30ff]+")

OpenEncoder = Callable[[], "Encoder | None"]
"""Opens the encoder that the vectors of a model came from, or says that there is none; called when first needed."""


class Classifier:
    """Labels notes with what training learned.

    A note of which the quick reading is sure is not read twice; the others are read with sentence vectors too, if
    there is an encoder.
    """

    def __init__(self, weights: Weights, open_encoder: OpenEncoder = lambda: None) -> None:
        self.weights = weights
        self._open_encoder = open_encoder
        self._opened = False
        self._encoder: Encoder | None = None
        self._finder = Finder(weights.words)
        self._average = {id(each): each.coefficients.mean(axis=1) for each in self._readings()}

    def label(self, texts: Sequence[str], explained: bool = True) -> list[Label]:
        """Return a label per text, in order; a text that is not in Chinese is 无, to be reviewed.

        Labels that are not `explained` have no `why`, which takes half the time.
        """
        starts = range(0, len(texts), _TOGETHER)
        return [label for start in starts for label in self._label(texts[start : start + _TOGETHER], explained)]

    def _readings(self) -> list[Reading]:
        return [each for each in (self.weights.quick, self.weights.full) if each is not None]

    def _label(self, texts: Sequence[str], explained: bool) -> list[Label]:
        weights = self.weights
        notes = [read(text) for text in texts]
        counted = weights.vocabulary.count(notes)
        scores = weights.quick.scores(counted)
        if weights.full is None:
            made = judge(weights.pairs, scores, weights.quick.bounds)
        else:
            ask = self._ask(texts, notes)
            made = judge(weights.pairs, scores, weights.quick.bounds, ask, weights.full.bounds)
        chosen = (weights.pairs[index] for index in made.chosen.tolist())
        sure = zip(chosen, made.category.tolist(), made.section.tolist(), made.review.tolist(), strict=True)
        words: Iterable[tuple[str, ...]] = repeat(())
        if explained:
            words = self._explained(texts, notes, counted, made)
        return [
            self._labelled(*each, says) if _says_something(note) else BLANK
            for note, each, says in zip(notes, sure, words, strict=False)
        ]

    def _explained(
        self, texts: Sequence[str], notes: Sequence[str], counted: Counted, made: Decisions
    ) -> Iterator[tuple[str, ...]]:
        told = running(counted, self._shares(counted, made), notes)
        return (why(text, note, says, self._finder) for text, note, says in zip(texts, notes, told, strict=True))

    def _ask(self, texts: Sequence[str], notes: Sequence[str]) -> "Callable[[Places], Numbers] | None":
        """Return what reads the notes at some places with their vectors; nothing where no vectors can be had."""
        weights = self.weights
        if not self._opened:
            self._opened, self._encoder = True, self._open_encoder()
        encoder, full, meanings = self._encoder, weights.full, weights.meanings
        if encoder is None or full is None or meanings is None:
            return None

        def ask(places: "Places") -> "Numbers":
            near = meanings.near(encode(encoder, [texts[at] for at in places], meanings.middle))
            return full.scores(weights.vocabulary.count([notes[at] for at in places]), near)

        return ask

    def _shares(self, counted: Counted, made: Decisions) -> "Numbers":
        """Return what each run of each note says for the pair chosen, beyond what it says for the average pair."""
        import numpy as np

        chosen, quick = made.chosen[counted.rows], made.quick[counted.rows]
        told = np.zeros(len(counted.rows))
        for reading, own in zip(self._readings(), (quick, ~quick), strict=False):
            columns = counted.columns[own]
            told[own] = reading.coefficients[columns, chosen[own]] - self._average[id(reading)][columns]
        times = np.bincount(counted.entry, minlength=len(told))
        return np.asarray((told * counted.values / np.maximum(times, 1))[counted.entry])

    def _labelled(self, pair: Pair, category: float, section: float, review: bool, words: tuple[str, ...]) -> Label:
        reportable = pair[1] != UNRELATED
        return Label(
            pair[0],
            round(category, 4),
            shown(pair[1]),
            round(section, 4),
            needs_review=review or not reportable,
            why=words,
            reportable=reportable,
        )


def _says_something(note: str) -> bool:
    """Tell whether a masked note has Chinese characters, and more of them than words in other letters."""
    return len(_CHINESE.findall(note)) > len(_FOREIGN.findall(note))


def encoder_of(weights: Weights, folder: Path | None = None) -> OpenEncoder:
    """Return what opens the encoder in a folder (by default the one that ships), if the vectors of a model are its own."""

    def open_it() -> "Encoder | None":
        from assistant.encoder import open_encoder

        try:
            encoder = open_encoder(folder or resource("models", "encoder"))
        except MissingResource:
            return None
        return encoder if weights.meanings is not None and encoder.name == weights.meanings.encoder else None

    return open_it
