"""Notes as sentence vectors: how near a note is to every note the model learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.classify.masked import masked

if TYPE_CHECKING:
    from assistant.classify.grams import Numbers
    from assistant.encoder import Encoder


@dataclass(frozen=True)
class Meanings:
    """Sentence vectors of the notes a model learned from: rows of length one about their common middle."""

    encoder: str
    """Name of the encoder they come from; vectors of another one cannot be compared with them."""
    middle: "Numbers"
    rows: "Numbers"
    width: float

    def near(self, rows: "Numbers") -> "Numbers":
        """Return exp(-width · squared distance) of vectors about the same middle (rows) to every learned one."""
        return nearness(rows, self.rows, self.width)


def learn_middle(vectors: "Numbers") -> "Numbers":
    """Return the middle of vectors. Sentence vectors of one encoder share a direction that tells nothing."""
    import numpy as np

    return np.asarray(vectors.mean(axis=0))


def kept_exactly(rows: "Numbers") -> "Numbers":
    """Return rows as they are after lying on disk in 16 bits."""
    import numpy as np

    return np.asarray(rows.astype(np.float16).astype(np.float32))


def centred(vectors: "Numbers", middle: "Numbers") -> "Numbers":
    """Return vectors less the middle, made length one."""
    import numpy as np

    moved = np.asarray(vectors, dtype=np.float32) - np.asarray(middle, dtype=np.float32)
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9))


def nearness(vectors: "Numbers", others: "Numbers", width: float) -> "Numbers":
    """Return exp(-width · |v - o|²) for vectors of length one.

    >>> import numpy as np
    >>> nearness(np.eye(2), np.eye(2), 1.0).round(3).tolist()
    [[1.0, 0.135], [0.135, 1.0]]
    """
    import numpy as np

    return np.asarray(np.exp(-2 * width * (1 - vectors @ others.T)))


def encode(encoder: "Encoder", texts: Sequence[str], middle: "Numbers") -> "Numbers":
    """Return the vectors of notes about a middle, numbers and dates hidden as everywhere in this room."""
    return centred(encoder.questions([masked(text) for text in texts]), middle)
