"""Vectors kept in the user's data folder, found and added by the other machines."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import ray

from assistant.encoder import Vector, open_encoder
from assistant.retrieve.vectors import kept_vectors


class Keeper:
    """The vectors of a model on the machine that has them; an actor."""

    def __init__(self, home: Path, model: str) -> None:
        self._open = ExitStack()
        self._kept = self._open.enter_context(kept_vectors(home, model))

    def find(self, keys: list[bytes]) -> dict[bytes, bytes]:
        """Return those of some hashes of wordings that are there."""
        return self._kept.find(keys)

    def keep(self, rows: list[tuple[bytes, bytes]]) -> None:
        """Keep some more."""
        self._kept.keep(rows)


class Asking:
    """The same, from another machine."""

    def __init__(self, keeper: Any) -> None:  # noqa: ANN401
        self._keeper = keeper

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return those of some hashes of wordings that are there."""
        found: dict[bytes, bytes] = ray.get(self._keeper.find.remote(list(keys)))
        return found

    def keep(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep some more; it is on the disk when this returns."""
        ray.get(self._keeper.keep.remote(list(rows)))


class Later:
    """An encoder that is loaded when there is something to encode."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def passages(self, texts: Iterator[str], /) -> Iterator[Vector]:
        """Yield a vector per text, in order."""
        return open_encoder(self._folder).passages(texts)
