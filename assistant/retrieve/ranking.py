"""How likely a passage fits a question: a logistic model over the places it has in three rankings (models/ranking)."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from assistant.items import find_facts
from assistant.retrieve.passage import Hit, Passage
from assistant.retrieve.wording import mask
from assistant.settings import resource

DEPTH = 50
"""Passages each ranking contributes."""
_SMOOTH = 10
"""The constant of reciprocal rank fusion (Cormack et al. 2009)."""
_ANY_YEAR = 2000
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_UNIT = re.compile(r"\d[\d.,]*[万亿余多]*(?P<unit>[\u4e00-\u9fff%])")


class Rankings(msgspec.Struct, frozen=True):
    """What three searches found for one question; `vectors` is empty where there is no encoder."""

    words: Sequence[Hit]
    characters: Sequence[Hit]
    vectors: Sequence[Hit] = ()

    def passages(self) -> list[Passage]:
        """Return every passage found, each once."""
        return list({hit.passage.id: hit.passage for hit in (*self.vectors, *self.characters, *self.words)}.values())


class Features(msgspec.Struct, frozen=True):
    """What is known of a passage for a question; all between 0 and 1, but `behind`, which is 0 or less."""

    cosine: float
    behind: float
    """Its cosine less the best."""
    by_vector: float
    """What its place in the ranking is worth: 1 for the first, less and less behind it, 0 where it was not found."""
    by_characters: float
    by_words: float
    characters: float
    """Its score as a share of the best."""
    words: float
    held: float
    """The share of the question's pairs of characters that it holds."""
    units: float
    """The share of the question's units that it counts something in."""


class Weights(msgspec.Struct, frozen=True):
    """What a passage's features are worth."""

    bias: float
    features: Mapping[str, float]

    def fit(self, features: Features) -> float:
        """Return how likely the passage fits, 0 to 1."""
        sum_ = self.bias + sum(weight * getattr(features, name) for name, weight in self.features.items())
        return 1 / (1 + math.exp(-sum_))


@cache
def load_weights(vectors: bool) -> Weights:
    """Return the weights that ship (models/train_ranking.py), those with or those without vectors."""
    models = json.loads(resource("models", "ranking", "weights.json").read_text(encoding="utf-8"))
    return msgspec.convert(models["with_vectors" if vectors else "without_vectors"], Weights)


def features_of(rankings: Rankings, question: str) -> list[tuple[Passage, Features]]:
    """Return every passage found with its features."""
    cosine, by_vector = _column(rankings.vectors)
    characters, by_characters = _column(rankings.characters)
    words, by_words = _column(rankings.words)
    lowest, highest = (rankings.vectors[-1].score, rankings.vectors[0].score) if rankings.vectors else (0.0, 0.0)
    top_characters = rankings.characters[0].score if rankings.characters else 1.0
    top_words = rankings.words[0].score if rankings.words else 1.0
    pairs = pairs_of(mask(question))
    units = frozenset(fact.unit[-1:] for fact in find_facts(question, _ANY_YEAR).quantities if fact.unit)

    def features(passage: Passage) -> Features:
        near = cosine.get(passage.id, lowest)
        return Features(
            cosine=near,
            behind=near - highest,
            by_vector=by_vector.get(passage.id, 0.0),
            by_characters=by_characters.get(passage.id, 0.0),
            by_words=by_words.get(passage.id, 0.0),
            characters=characters.get(passage.id, 0.0) / top_characters,
            words=words.get(passage.id, 0.0) / top_words,
            held=_share(pairs, _held(passage)),
            units=_share(units, _units(passage.text)),
        )

    return [(passage, features(passage)) for passage in rankings.passages()]


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese characters of a text."""
    return frozenset(run[start : start + 2] for run in _CHINESE.findall(text) for start in range(len(run) - 1))


def merged(lists: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Return the hits of several searches of one store in the order of their scores."""
    return sorted((hit for hits in lists for hit in hits), key=lambda hit: (-hit.score, hit.passage.id))


def _column(hits: Sequence[Hit]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the score of each passage found, and what its place is worth."""
    places = {hit.passage.id: (_SMOOTH + 1) / (_SMOOTH + place) for place, hit in enumerate(hits, 1)}
    return {hit.passage.id: hit.score for hit in hits}, places


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=65536)
def _held(passage: Passage) -> frozenset[str]:
    return pairs_of(mask(passage.text, passage.agency))


@lru_cache(maxsize=65536)
def _units(text: str) -> frozenset[str]:
    return frozenset(match["unit"] for match in _UNIT.finditer(text))
