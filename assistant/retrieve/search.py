"""Questions become passages: rankings weighed together, repeats collapsed, each passage offered with this year's facts."""

import math
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import msgspec

from assistant.encoder import Encoder, open_encoder
from assistant.errors import MissingResource
from assistant.items import Facts
from assistant.retrieve.adapt import adapt
from assistant.retrieve.index import open_index
from assistant.retrieve.library import corpus_files
from assistant.retrieve.names import agencies_of_level, place_names
from assistant.retrieve.passage import STARTER_SOURCE, Hit, Passage, Suggestion
from assistant.retrieve.ranking import DEPTH, Rankings, features_of, load_weights, merged
from assistant.retrieve.similar import same_wording
from assistant.retrieve.store import Store, Wanted
from assistant.retrieve.wording import expand, mask
from assistant.settings import resource

_MOST = 4.0
"""The most it adds to the log-odds of a passage that it is of the office's own reports; see models/train_ranking.py."""

_AT_ONCE = 3
"""Searches that run beside the reading of the question by the encoder."""

Found = list[tuple[Passage, float]]


class Retriever:
    """Searches one store."""

    def __init__(self, store: Store, encoder: Encoder | None = None) -> None:
        """Search `store`; its passages must have the vectors of `encoder` where one is given."""
        self._store = store
        self._encoder = encoder

    def search(
        self,
        question: str,
        k: int = 5,
        section: str | None = None,
        agency: str | None = None,
        years: tuple[int, int] | None = None,
        level: str | None = None,
    ) -> Found:
        """Return the passages that fit a question, best first, each with how likely it fits, 0 to 1.

        Rankings by BM25 over words, by BM25 over characters and by vectors are weighed together. Passages of the
        office's own reports come before those of the starter corpus, unless these fit far better; the more of its own
        an office has, the surer. Of passages that say the same one is shown: the office's own, then the newest.
        `agency` is a word in the agency's name, `years` is from-to, both included, `level` one of 省市县乡.
        """
        agencies = agencies_of_level(self._store.agencies(), level) if level else None
        ranked = self.weigh(question, Wanted(section or None, agency or None, years, agencies))
        shown = [(_shown(alike), score) for alike, score in _collapsed(ranked[: 4 * k])]
        return shown[:k]

    def weigh(self, question: str, wanted: Wanted) -> Found:
        """Return every passage that any ranking found, the likeliest first, repeats included."""
        found = features_of(self.rankings(question, wanted), question)
        weights = load_weights(self._encoder is not None)
        scored = [(passage, _with_own(weights.fit(features), passage, self._own)) for passage, features in found]
        return sorted(scored, key=lambda pair: (-pair[1], -(pair[0].year or 0), pair[0].id))

    def rankings(self, question: str, wanted: Wanted) -> Rankings:
        """Return what each search finds; the office's own passages are sought apart, so that none is crowded out."""
        asked = f"{mask(question)} {expand(question)}".strip()
        pools = [wanted]
        if self._own and wanted.starter is None:
            pools = [msgspec.structs.replace(wanted, starter=starter) for starter in (False, True)]
        store = self._store
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            words = [workers.submit(store.by_words, asked, pool, DEPTH) for pool in pools]
            characters = [workers.submit(store.by_characters, asked, pool, DEPTH) for pool in pools]
            vectors: list[Hit] = []
            if self._encoder is not None:
                vector = self._encoder.questions([mask(question)])[0]
                vectors = merged([store.by_vector(vector, pool, DEPTH) for pool in pools])
            return Rankings(_found(words), _found(characters), vectors)

    def suggest(
        self,
        question: str,
        facts: Facts,
        case_words: Iterable[str] = (),
        k: int = 5,
        section: str | None = None,
        year: int | None = None,
        agency: str | None = None,
        years: tuple[int, int] | None = None,
        level: str | None = None,
    ) -> list[Suggestion]:
        """Return the passages that fit a question with its facts in the place of theirs.

        `case_words` are names of the case that may stand in the result, its agency among them; `year` is the report's;
        the other filters are those of `search`.
        """
        words = tuple(case_words)
        return [
            adapt(passage, question, facts, words, year, self._places, score, _with_own(score, passage, -self._own))
            for passage, score in self.search(question, k, section, agency, years, level)
        ]

    def suggest_all(
        self,
        questions: Iterable[tuple[str, Facts]],
        case_words: Collection[str] = (),
        k: int = 5,
        section: str | None = None,
        year: int | None = None,
    ) -> list[list[Suggestion]]:
        """Return suggestions for many questions, in their order."""
        return [self.suggest(question, facts, case_words, k, section, year) for question, facts in questions]

    @cached_property
    def _places(self) -> frozenset[str]:
        return place_names(self._store.agencies())

    @cached_property
    def _own(self) -> float:
        """Return what a passage of the office's own is worth in log-odds; 0 where no starter corpus is beside them."""
        if not self._store.count(Wanted(starter=True)):
            return 0.0
        return min(_MOST, math.log1p(self._store.count(Wanted(starter=False))))


def _found(searches: Sequence[Future[list[Hit]]]) -> list[Hit]:
    return merged([search.result() for search in searches])


def open_retriever(
    corpus_dir: Path, home: Path, encoder: Path | None = None, vectors: bool = True, base: str | None = None
) -> Retriever:
    """Open the starter corpus together with the user's own, building their index in the user's data folder if need be.

    `encoder` is a folder with a sentence-transformers model, by default the one that ships; without `vectors` words
    alone decide. `base` is a folder or URI where the index lies instead.

    Raises:
        AssistantError: `base` cannot be reached.
        MissingResource: `encoder` is no folder with a sentence-transformers model, or a model is damaged.
        UnreadableFile: the user's corpus was damaged.

    """
    model = _encoder(encoder) if vectors else None
    name = model.name if model else ""
    store = open_index(corpus_files(corpus_dir), str(corpus_dir.resolve()), home, model, name, base=base)
    return Retriever(store, model)


def _encoder(folder: Path | None) -> Encoder | None:
    """Return the encoder of a folder, or the one that ships; a copy of the program without models searches by words."""
    try:
        return open_encoder(folder)
    except MissingResource:
        if folder is None and not _has_models():
            return None
        raise


def _has_models() -> bool:
    try:
        return resource("models", "encoder").exists()
    except MissingResource:
        return False


def _with_own(fit: float, passage: Passage, worth: float) -> float:
    """Return how likely a passage fits, more for the office's own by `worth` in log-odds."""
    if passage.source == STARTER_SOURCE:
        return fit
    fit = min(max(fit, 1e-9), 1 - 1e-9)
    return 1 / (1 + math.exp(-math.log(fit / (1 - fit)) - worth))


def _collapsed(ranked: Found) -> list[tuple[list[Passage], float]]:
    """Return passages that say the same together, with the score of the best of them."""
    groups = same_wording([passage.text for passage, _ in ranked])
    return [([ranked[index][0] for index in group], ranked[group[0]][1]) for group in groups]


def _shown(alike: Sequence[Passage]) -> Passage:
    """Return which of several passages that say the same is shown: the office's own, then the newest."""
    return max(alike, key=lambda passage: (passage.source != STARTER_SOURCE, passage.year or 0))
