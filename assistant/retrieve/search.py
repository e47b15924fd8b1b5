"""Questions become passages: rankings fused, repeats collapsed, each passage offered with this year's facts."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.encoder import Encoder, SentenceEncoder
from assistant.items import Facts
from assistant.retrieve.adapt import adapt
from assistant.retrieve.index import open_index
from assistant.retrieve.library import STARTER_SOURCE, corpus_files
from assistant.retrieve.names import place_names
from assistant.retrieve.passage import Passage, Suggestion
from assistant.retrieve.similar import distinct
from assistant.retrieve.store import Store, Wanted
from assistant.retrieve.wording import expand, mask

_DEPTH = 50
"""Passages each ranking contributes."""
_SMOOTH = 10
"""The constant of reciprocal rank fusion (Cormack et al. 2009); chosen on half of tests/retrieve/questions.jsonl."""
_WORDS, _CHARACTERS, _VECTORS = 1.0, 2.0, 2.0
"""Weights of the rankings: for short informal questions characters find more than words."""
_SHARE = 0.3
"""Part of a score that says how much of the question the passage holds, so that a poor first is seen to be poor."""
_STARTER = 0.85
"""What a passage of the starter corpus is worth beside one of the office's own reports that fits as well."""
_LETTERS = re.compile(r"[\u4e00-\u9fff]+")

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
    ) -> Found:
        """Return the passages that fit a question, best first, with scores from 0 to 1.

        Most of a score is the passage's place in the fused rankings (BM25 by words, by characters, and vectors), the
        rest the share of the question's pairs of characters that it holds; passages of the starter corpus count a
        little less than the office's own. `years` is from-to, both included.
        """
        wanted = Wanted(section or None, agency or None, years)
        asked = f"{mask(question)} {expand(question)}".strip()
        rankings = [
            (_WORDS, self._store.by_words(asked, wanted, _DEPTH)),
            (_CHARACTERS, self._store.by_characters(asked, wanted, _DEPTH)),
        ]
        if self._encoder is not None:
            vector = self._encoder.questions([mask(question)])[0]
            rankings.append((_VECTORS, self._store.by_vector(vector, wanted, _DEPTH)))
        ranked = _scored(rankings, _pairs(asked))
        kept = distinct([passage.text for passage, _ in ranked[: 4 * k]])
        return [ranked[index] for index in kept[:k]]

    def suggest(
        self,
        question: str,
        facts: Facts,
        case_words: Iterable[str] = (),
        k: int = 5,
        section: str | None = None,
        year: int | None = None,
    ) -> list[Suggestion]:
        """Return the passages that fit a question with its facts in the place of theirs.

        `case_words` are names of the case that may stand in the result, its agency among them; `year` is the report's.
        """
        words = tuple(case_words)
        return [
            adapt(passage, question, facts, words, year, self._places, score)
            for passage, score in self.search(question, k, section)
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


def open_retriever(corpus_dir: Path, home: Path, encoder: Path | None = None) -> Retriever:
    """Open the starter corpus together with the user's own, building their index in the user's data folder if need be.

    Raises:
        MissingResource: `encoder` is no folder with a sentence-transformers model.
        UnreadableFile: the user's corpus was damaged.

    """
    model = SentenceEncoder(encoder) if encoder else None
    store = open_index(corpus_files(corpus_dir), str(corpus_dir.resolve()), home, model, str(encoder or ""))
    return Retriever(store, model)


def _scored(rankings: Sequence[tuple[float, list[Passage]]], asked: frozenset[str]) -> Found:
    """Fuse rankings by reciprocal rank and weigh them with how much of the question a passage holds."""
    fused: dict[str, float] = {}
    passages: dict[str, Passage] = {}
    best = sum(weight / (_SMOOTH + 1) for weight, _ in rankings)
    for weight, ranking in rankings:
        for rank, passage in enumerate(ranking, 1):
            passages[passage.id] = passage
            fused[passage.id] = fused.get(passage.id, 0.0) + weight / (_SMOOTH + rank) / best
    scored = [(passage, _score(fused[name], asked, passage)) for name, passage in passages.items()]
    return sorted(scored, key=lambda pair: (-pair[1], -(pair[0].year or 0), pair[0].id))


def _score(fused: float, asked: frozenset[str], passage: Passage) -> float:
    score = (1 - _SHARE) * fused + _SHARE * _covered(asked, passage)
    return _STARTER * score if passage.source == STARTER_SOURCE else score


def _covered(asked: frozenset[str], passage: Passage) -> float:
    return len(asked & _held(passage)) / len(asked) if asked else 0.0


@lru_cache(maxsize=16384)
def _held(passage: Passage) -> frozenset[str]:
    return _pairs(mask(passage.text, passage.agency))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(run[start : start + 2] for run in _LETTERS.findall(text) for start in range(len(run) - 1))
