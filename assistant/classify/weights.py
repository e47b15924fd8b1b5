"""What training learned, and how it lies on disk: arrays (weights.npz) and words (labels.json), never a pickle."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import msgspec

from assistant.classify.features import BLOCKS, Features
from assistant.classify.vectors import Vectors, Vocabulary
from assistant.errors import MissingResource

if TYPE_CHECKING:
    from assistant.classify.vectors import Numbers

UNRELATED = "无关"
"""The inner section of a note that has nothing to do with what a report tells."""

Pair = tuple[str, str]
"""A category and a section that occur together."""


class _Words(msgspec.Struct, frozen=True):
    """The part of the weights that is not numbers; labels.json."""

    pairs: tuple[Pair, ...]
    names: tuple[str, ...]
    scales: dict[str, float]
    cues: dict[str, tuple[str, ...]]
    temperature: float
    threshold: float


@dataclass(frozen=True)
class Weights:
    """A linear model over pairs of labels: a column of weights per pair, calibrated.

    `coefficients[f, p]` is what feature f says for pair p beyond what it says for the average pair.
    """

    pairs: tuple[Pair, ...]
    features: Features
    vocabulary: Vocabulary
    coefficients: "Numbers"
    intercept: "Numbers"
    temperature: float = 1.0
    threshold: float = 1.0

    def scores(self, vectors: Vectors) -> "Numbers":
        """Return a row of scores per note, one per pair."""
        import numpy as np

        scores = np.tile(self.intercept, (vectors.size, 1))
        if len(vectors.rows):
            starts = np.flatnonzero(np.diff(vectors.rows, prepend=-1))
            told = vectors.values[:, None] * self.coefficients[vectors.columns]
            scores[vectors.rows[starts]] += np.add.reduceat(told, starts)
        return scores


def save(weights: Weights, folder: Path) -> None:
    """Write weights into a folder; the same weights give the same bytes."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        folder / "weights.npz",
        coefficients=weights.coefficients.astype(np.float32),
        intercept=weights.intercept,
        idf=weights.vocabulary.idf,
    )
    words = _Words(
        weights.pairs,
        weights.vocabulary.names,
        weights.vocabulary.scales,
        {cue: tuple(groups) for cue, groups in weights.features.cues.items()},
        weights.temperature,
        weights.threshold,
    )
    (folder / "labels.json").write_bytes(msgspec.json.encode(words) + b"\n")


def load(folder: Path) -> Weights:
    """Read weights from a folder.

    Raises:
        MissingResource: a file is missing or is not what `save` wrote.

    """
    import numpy as np

    try:
        words = msgspec.json.decode((folder / "labels.json").read_bytes(), type=_Words)
        with np.load(BytesIO((folder / "weights.npz").read_bytes()), allow_pickle=False) as arrays:
            coefficients = arrays["coefficients"].astype(np.float64)
            intercept, idf = arrays["intercept"], arrays["idf"]
        if coefficients.shape != (len(words.names), len(words.pairs)):
            raise ValueError("labels.json and weights.npz do not belong together")
    except (OSError, KeyError, ValueError, BadZipFile, msgspec.DecodeError) as error:
        raise MissingResource(
            f"归类模型 {folder} 缺失或损坏", "请重新安装 nianbao，或在源码目录运行 make models 重新训练"
        ) from error
    blocks = [block for block in BLOCKS if words.scales.get(block)]
    vocabulary = Vocabulary(words.names, idf, words.scales)
    return Weights(
        words.pairs,
        Features(words.cues, blocks),
        vocabulary,
        coefficients,
        intercept,
        words.temperature,
        words.threshold,
    )
