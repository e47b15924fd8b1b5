"""Vectors of passages: shipped for the starter corpus, kept from earlier, or encoded now; each passage only once."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from assistant.encoder import Encoder, Vector
from assistant.errors import MissingResource
from assistant.retrieve.passage import Passage
from assistant.retrieve.wording import mask
from assistant.settings import resource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Half = NDArray[np.float16]

SHIPPED = ("models", "encoder", "starter.npz")
"""Where models/embed_starter.py writes the vectors of the starter corpus: `name` of the model, `ids`, `rows`."""
_TOGETHER = 512
"""Passages encoded before what was made is kept; a build that is cut off starts again there."""
_KEPT = 2
"""Models whose vectors stay in the user's data folder."""


class Encoding(Protocol):
    """What makes vectors of passages."""

    def passages(self, texts: Iterator[str], /) -> Iterator[Vector]:
        """Yield a vector per text, in order."""


class Kept(Protocol):
    """Vectors that were made before, under the hashes of their wordings: their numbers as halves."""

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return those of some keys that are there."""

    def keep(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep some more."""


class KeptHere:
    """Vectors in a database of the user's data folder."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE IF NOT EXISTS vectors (wording BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return those of some keys that are there."""
        found: dict[bytes, bytes] = {}
        for key in keys:
            if row := self._database.execute("SELECT vector FROM vectors WHERE wording = ?", (key,)).fetchone():
                found[key] = row[0]
        return found

    def keep(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep some more."""
        self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        self._database.commit()


def passage_vectors(passages: Iterable[Passage], encoder: Encoder, model: str, home: Path) -> Iterator[Vector]:
    """Yield a vector per passage, in order; `model` names the encoder whose vectors they are.

    New ones are encoded some hundred at a time and kept in `home` under a hash of their wording.
    """
    with kept_vectors(home, model) as kept:
        yield from vectors_of(passages, encoder, model, kept)


def vectors_of(passages: Iterable[Passage], encoder: Encoding, model: str, kept: Kept) -> Iterator[Vector]:
    """Yield a vector per passage, in order, from those that shipped or were kept; new ones are encoded, and kept."""
    shipped, passages = shipped_vectors(model), iter(passages)
    while batch := list(islice(passages, _TOGETHER)):
        yield from _batch(batch, encoder, shipped, kept)


def lacking_vectors(passages: Iterable[Passage], model: str, home: Path) -> Iterator[tuple[bytes, str]]:
    """Yield what has no vector yet: the wording to be encoded and the hash under which `keep_vectors` takes it."""
    shipped = shipped_vectors(model)
    with kept_vectors(home, model) as kept:
        for passage in passages:
            text = mask(passage.text, passage.agency)
            if passage.id not in shipped and not kept.find([key := _hash(text)]):
                yield key, text


def keep_vectors(rows: Iterable[tuple[bytes, bytes]], model: str, home: Path) -> None:
    """Keep vectors that were made elsewhere: hashes of wordings, and their numbers as halves."""
    with kept_vectors(home, model) as kept:
        kept.keep(rows)


def half_bytes(row: Vector) -> bytes:
    """Return the numbers of a vector as they are kept."""
    import numpy as np

    return np.asarray(row, dtype=np.float16).tobytes()


@contextmanager
def kept_vectors(home: Path, model: str) -> Iterator[KeptHere]:
    """Yield the vectors of a model that are kept in the user's data folder."""
    folder = home / "vectors"
    folder.mkdir(parents=True, exist_ok=True)
    _prune(folder, target := folder / f"{model}.db")
    with closing(sqlite3.connect(target, timeout=60)) as kept:
        yield KeptHere(kept)


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def shipped_vectors(model: str) -> dict[str, "Half"]:
    """Return the vectors of the starter corpus by passage id; none where they are those of another model."""
    import numpy as np

    try:
        path = resource(*SHIPPED)
    except MissingResource:
        return {}
    with np.load(path) as content:
        if str(content["name"]) != model:
            return {}
        return dict(zip(content["ids"].tolist(), content["rows"], strict=True))


def _batch(batch: Sequence[Passage], encoder: Encoding, shipped: dict[str, "Half"], kept: Kept) -> Iterator[Vector]:
    import numpy as np

    texts = [mask(passage.text, passage.agency) for passage in batch]
    keys = [_hash(text) for text in texts]
    found = kept.find(keys)
    new = {
        key: text
        for passage, key, text in zip(batch, keys, texts, strict=True)
        if passage.id not in shipped and key not in found
    }
    if new:
        rows = map(half_bytes, encoder.passages(iter(new.values())))
        found |= (made := dict(zip(new, rows, strict=True)))
        kept.keep(made.items())
    for passage, key in zip(batch, keys, strict=True):
        half = shipped[passage.id] if passage.id in shipped else np.frombuffer(found[key], dtype=np.float16)
        yield cast("Vector", half.astype(np.float32))


def _prune(folder: Path, newest: Path) -> None:
    """Remove the vectors of all models but the last few."""
    others = sorted((each for each in folder.glob("*.db") if each != newest), key=lambda each: -each.stat().st_mtime)
    for each in others[_KEPT - 1 :]:
        each.unlink(missing_ok=True)
