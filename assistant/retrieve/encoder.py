"""Sentences become vectors, with any sentence-transformers model in a folder; loaded only where one is configured."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from assistant.errors import MissingResource
from assistant.retrieve.store import Vector

_BATCH = 64


class Encoder(Protocol):
    """Turns questions and passages into vectors of one space, of length one."""

    def questions(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector per question."""

    def passages(self, texts: Iterator[str]) -> Iterator[Vector]:
        """Yield a vector per passage."""


class SentenceEncoder:
    """A sentence-transformers model; its own prompts for queries and documents are used where it has them."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder, without network.

        Raises:
            MissingResource: there is no model in the folder.

        """
        if not (folder / "modules.json").exists():
            raise MissingResource(f"{folder} 里没有句向量模型", "请检查设置中的 encoder，或去掉这一项，只按文字检索")
        from sentence_transformers import SentenceTransformer

        self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def questions(self, texts: Sequence[str]) -> list[Vector]:
        """Return a vector per question."""
        return list(self._model.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False))

    def passages(self, texts: Iterator[str]) -> Iterator[Vector]:
        """Yield a vector per passage, a batch at a time."""
        while batch := list(islice(texts, _BATCH)):
            yield from self._model.encode_document(batch, normalize_embeddings=True, show_progress_bar=False)
