"""How a table is indexed by its size: small ones are searched exactly, large ones by parts and without the commonest terms.

The figures were chosen with benchmarks/scale.py; docs/scale.md shows them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

LARGE = 20_000
"""Rows from which searching everything takes longer than 10 ms."""
PROBES = 24
"""Parts of a large table that a vector is sought in."""
_PART = 8192
"""Rows for each part; LanceDB takes as many by itself."""
REFINE = 3
"""Candidates for each wanted row that are compared by their full vectors."""
OUTGROWN = 4
"""A table that has grown this many times since its parts were drawn is parted anew."""
_FEW, _SHARE = 500, 100
"""New rows that wait for more before the indexes take them in: this many, or one of so many."""
SAMPLE = 4000
"""Rows from which the commonest terms are told."""
_NGRAM = (1, 2)
"""Characters and pairs of characters: for short informal Chinese they find more than words do."""
_BITMAPS, _TREES = ("section", "source"), ("year", "id")
"""Columns that filters ask for: of few values, and of many."""
_COMMON_CHARACTERS, _COMMON_WORDS = 0.05, 0.1
"""Terms in more than this share of a large table tell hardly anything, and reading who holds them takes longest."""


class TextIndex(msgspec.Struct, frozen=True):
    """A full-text index of a column: how text is cut, and the terms that are left out."""

    column: str
    tokenizer: str
    stop: tuple[str, ...]
    ngram: tuple[int, int] | None = None
    """The shortest and the longest run of characters, where the tokenizer cuts by them."""


class Plan(msgspec.Struct, frozen=True):
    """The indexes of a table."""

    texts: tuple[TextIndex, ...]
    bitmaps: tuple[str, ...] = ()
    trees: tuple[str, ...] = ()
    parts: int = 0
    """Parts that the vectors are sorted into; with 0 a search compares all of them."""


def planned(sample: Sequence[str], rows: int, vectors: bool) -> Plan:
    """Return the indexes of a table of `rows` rows; `sample` is masked text from it, used where it is large."""
    large = rows >= LARGE
    words, grams = (_common_words(sample), _common_grams(sample)) if large else ([], [])
    texts = (
        TextIndex("words", "jieba/default", (" ", *words)),
        TextIndex("characters", "ngram", (" ", *grams), _NGRAM),
    )
    if not large:
        return Plan(texts)
    return Plan(texts, _BITMAPS, _TREES, max(1, rows // _PART) if vectors else 0)


def index_table(table: Any, plan: Plan) -> None:  # noqa: ANN401
    """Build every index of a LanceDB table."""
    from lancedb.index import Bitmap, BTree, IvfSq

    for text in plan.texts:
        table.create_index(text.column, config=_full_text(text))
    for name in plan.bitmaps:
        table.create_index(name, config=Bitmap())
    for name in plan.trees:
        table.create_index(name, config=BTree())
    if plan.parts:
        table.create_index("vector", config=IvfSq(distance_type="cosine"))


def outgrown(rows: int, parted: int) -> bool:
    """Tell whether a table of so many rows, parted when it had `parted`, needs other indexes."""
    return rows >= LARGE and (parted < LARGE or rows >= OUTGROWN * parted)


def waiting(rows: int) -> int:
    """Return how many new rows of a table need no index yet: searches read them one by one, which is soon done."""
    return max(_FEW, rows // _SHARE)


def _common_grams(sample: Sequence[str]) -> list[str]:
    smallest, largest = _NGRAM
    terms = (
        {text[start : start + size] for size in range(smallest, largest + 1) for start in range(len(text) - size + 1)}
        for text in sample
    )
    return _above(terms, _COMMON_CHARACTERS * len(sample))


def _common_words(sample: Sequence[str]) -> list[str]:
    import jieba

    jieba.setLogLevel(60)
    return _above((set(jieba.cut(text)) for text in sample), _COMMON_WORDS * len(sample))


def _above(terms: Iterable[set[str]], least: float) -> list[str]:
    counts = Counter(term for some in terms for term in some)
    return sorted(term for term, count in counts.items() if count > least and term.strip())


def _full_text(text: TextIndex) -> Any:  # noqa: ANN401
    """Return LanceDB's settings of a full-text index that takes Chinese as it is."""
    import lancedb.index

    settings: Any = lancedb.index.FTS
    sizes = {"ngram_min_length": text.ngram[0], "ngram_max_length": text.ngram[1]} if text.ngram else {}
    return settings(
        base_tokenizer=text.tokenizer,
        stem=False,
        remove_stop_words=True,
        custom_stop_words=list(text.stop),
        ascii_folding=False,
        **sizes,
    )
