"""What training learned, and how it lies on disk: arrays (weights.npz) and words (labels.json), never a pickle."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import msgspec

from assistant.classify.grams import Counted, Vocabulary
from assistant.classify.meaning import Meanings
from assistant.errors import MissingResource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.classify.grams import Numbers

UNRELATED = "无关"
"""The inner section of a note that has nothing to do with what a report tells."""

Pair = tuple[str, str]
"""A category and a section that occur together."""

WEIGHTS, LABELS = "weights.npz", "labels.json"


class Bounds(msgspec.Struct, frozen=True):
    """How scores become confidence, and from where on they are believed."""

    temperature: float = 1.0
    review: float = 1.0
    """Confidence below which a person should look."""
    sure: float = 2.0
    """Confidence from which on no other reading is asked; over 1 means never."""
    strange: float = -1e9
    """Best score below which a note is like nothing that was learned."""
    unrelated: float = 0.0
    """Added to the score of the unrelated pair: in doubt a note is taken for unrelated, since a person then looks."""


@dataclass(frozen=True)
class Reading:
    """One way to read a note: a column of weights per pair, by its runs of characters and, if given, its meaning.

    `coefficients[f, p]` is what run f says for pair p; `likeness[n, p]` what nearness to the learned note n says.
    """

    coefficients: "Numbers"
    intercept: "Numbers"
    bounds: Bounds = field(default_factory=Bounds)
    likeness: "Numbers | None" = None

    def scores(self, counted: Counted, near: "Numbers | None" = None) -> "Numbers":
        """Return a row of scores per note, one per pair; `near` is the notes' nearness to the learned ones."""
        import numpy as np

        scores = np.tile(self.intercept, (counted.size, 1))
        if len(counted.rows):
            starts = np.flatnonzero(np.diff(counted.rows, prepend=-1))
            told = counted.values[:, None] * self.coefficients[counted.columns]
            scores[counted.rows[starts]] += np.add.reduceat(told, starts)
        if self.likeness is not None and near is not None:
            scores += near @ self.likeness
        return scores


class Words(msgspec.Struct, frozen=True):
    """The part of the weights that is not numbers; labels.json."""

    pairs: tuple[Pair, ...]
    scales: dict[int, float]
    words: tuple[str, ...]
    """Words a clerk reads as evidence."""
    quick: Bounds
    full: Bounds
    encoder: str = ""
    width: float = 1.0


@dataclass(frozen=True)
class Weights:
    """A quick reading by characters alone and, if it was learned, a full one with sentence vectors."""

    pairs: tuple[Pair, ...]
    vocabulary: Vocabulary
    words: tuple[str, ...]
    quick: Reading
    full: Reading | None = None
    meanings: Meanings | None = None


def save(weights: Weights, folder: Path) -> None:
    """Write weights into a folder; the same weights give the same bytes."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    quick, full, meanings = weights.quick, weights.full, weights.meanings
    arrays = {
        "keys": weights.vocabulary.keys,
        "idf": weights.vocabulary.idf.astype(np.float32),
        "quick": quick.coefficients.astype(np.float16),
        "quick_intercept": quick.intercept,
    }
    if full is not None and full.likeness is not None and meanings is not None:
        arrays |= {
            "full": full.coefficients.astype(np.float16),
            "full_intercept": full.intercept,
            "likeness": full.likeness.astype(np.float16),
            "middle": meanings.middle,
            "meanings": meanings.rows.astype(np.float16),
        }
    np.savez_compressed(folder / WEIGHTS, **arrays)  # type: ignore[arg-type]  # numpy takes any name
    words = Words(
        weights.pairs,
        weights.vocabulary.scales,
        weights.words,
        quick.bounds,
        full.bounds if full else Bounds(),
        meanings.encoder if meanings else "",
        meanings.width if meanings else 1.0,
    )
    (folder / LABELS).write_bytes(msgspec.json.encode(words) + b"\n")


def load(folder: Path) -> Weights:
    """Read weights from a folder.

    Raises:
        MissingResource: a file is missing or is not what `save` wrote.

    """
    import numpy as np

    try:
        words = msgspec.json.decode((folder / LABELS).read_bytes(), type=Words)
        with np.load(BytesIO((folder / WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
            return _put_together(words, {name: arrays[name] for name in arrays.files})
    except (OSError, KeyError, ValueError, BadZipFile, msgspec.DecodeError) as error:
        raise MissingResource(
            f"归类模型 {folder} 缺失或损坏", "请重新安装 nianbao，或在源码目录运行 make models 重新训练"
        ) from error


def _put_together(words: Words, arrays: "Mapping[str, Numbers]") -> Weights:
    import numpy as np

    if arrays["quick"].shape != (len(arrays["keys"]), len(words.pairs)):
        raise ValueError("labels.json and weights.npz do not belong together")
    vocabulary = Vocabulary(arrays["keys"].astype(np.int64), arrays["idf"].astype(np.float64), words.scales)
    quick = Reading(arrays["quick"].astype(np.float32), arrays["quick_intercept"], words.quick)
    if not words.encoder:
        return Weights(words.pairs, vocabulary, words.words, quick)
    likeness = arrays["likeness"].astype(np.float32)
    full = Reading(arrays["full"].astype(np.float32), arrays["full_intercept"], words.full, likeness)
    meanings = Meanings(words.encoder, arrays["middle"], arrays["meanings"].astype(np.float32), words.width)
    return Weights(words.pairs, vocabulary, words.words, quick, full, meanings)
