"""A store without a disk: the same answers as LanceDB's for tests and for small sets, in plain Python."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable

from assistant.retrieve.passage import Hit, Passage
from assistant.retrieve.rows import Vector
from assistant.retrieve.store import Wanted
from assistant.retrieve.wording import mask

_K1, _B = 1.2, 0.75
"""BM25's usual constants, those of Lance as well."""
_LETTERS = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


class MemoryStore:
    """Passages in a list, scored one by one. Words are pairs of characters here, since it has no dictionary."""

    def __init__(self) -> None:
        self._passages: list[Passage] = []
        self._texts: list[str] = []
        self._vectors: list[Vector] = []

    def add(self, passages: Iterable[Passage], vectors: Iterable[Vector] | None = None) -> None:
        """Add passages."""
        for passage in passages:
            self._passages.append(passage)
            self._texts.append(mask(passage.text, passage.agency))
        self._vectors += list(vectors or ())

    def by_words(self, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        """Return passages by BM25 over pairs of characters."""
        return self._by_terms(question, wanted, limit, lambda text: _grams(text, 2))

    def by_characters(self, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        """Return passages by BM25 over characters and pairs of characters."""
        return self._by_terms(question, wanted, limit, lambda text: _grams(text, 1) + _grams(text, 2))

    def by_vector(self, vector: Vector, wanted: Wanted, limit: int) -> list[Hit]:
        """Return passages by cosine."""
        if not self._vectors:
            return []
        scores = [_cosine(vector, other) for other in self._vectors]
        return self._best(scores, wanted, limit, -1.0)

    def agencies(self) -> frozenset[str]:
        """Return the names of all agencies."""
        return frozenset(passage.agency for passage in self._passages)

    def count(self, wanted: Wanted) -> int:
        """Return how many passages may be found."""
        return sum(map(wanted.admits, self._passages))

    def __len__(self) -> int:
        """Return how many passages there are."""
        return len(self._passages)

    def _by_terms(self, question: str, wanted: Wanted, limit: int, cut: Callable[[str], Counter[str]]) -> list[Hit]:
        counts = [cut(text) for text in self._texts]
        holders = Counter(term for count in counts for term in count)
        mean = sum(sum(count.values()) for count in counts) / max(1, len(counts))
        asked = cut(question)
        scores = [_bm25(asked, count, holders, len(counts), mean) for count in counts]
        return self._best(scores, wanted, limit, 0.0)

    def _best(self, scores: list[float], wanted: Wanted, limit: int, floor: float) -> list[Hit]:
        ranked = sorted(zip(scores, self._passages, strict=True), key=lambda pair: -pair[0])
        return [Hit(passage, score) for score, passage in ranked if score > floor and wanted.admits(passage)][:limit]


def _grams(text: str, size: int) -> Counter[str]:
    runs = _LETTERS.findall(text.lower())
    return Counter(run[start : start + size] for run in runs for start in range(len(run) - size + 1))


def _bm25(asked: Counter[str], count: Counter[str], holders: Counter[str], total: int, mean: float) -> float:
    """Return the BM25 score of one text (Robertson and Zaragoza 2009, with Lucene's idf)."""
    norm = _K1 * (1 - _B + _B * sum(count.values()) / mean) if mean else _K1
    score = 0.0
    for term in asked.keys() & count.keys():
        idf = math.log(1 + (total - holders[term] + 0.5) / (holders[term] + 0.5))
        score += asked[term] * idf * count[term] * (_K1 + 1) / (count[term] + norm)
    return score


def _cosine(one: Vector, other: Vector) -> float:
    lengths = math.sqrt(sum(x * x for x in one)) * math.sqrt(sum(x * x for x in other))
    return sum(x * y for x, y in zip(one, other, strict=True)) / lengths if lengths else 0.0
