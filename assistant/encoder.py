"""Sentences become vectors: with the encoder that ships, or with any sentence-transformers model in a folder."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import MissingResource
from assistant.settings import resource

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    """A row of length one per text."""

_BATCH = 32
_WINDOW = 16
"""Batches of passages read at once."""
_DIMENSIONS = 384
_LONGEST = 256
"""Pieces of a text that are read, about 350 characters; the rest of a paragraph seldom changes its subject."""
_GRAPH = "onnx/model_qint8.onnx"
_PROMPTS = {"query": "query: ", "document": "passage: "}

Vector = Sequence[float]


class Encoder(Protocol):
    """Turns questions and passages into vectors of one space, of length one."""

    name: str
    """Tells models apart: vectors of two names cannot be compared."""

    def questions(self, texts: Sequence[str]) -> "Matrix":
        """Return a row per question."""

    def passages(self, texts: Iterator[str]) -> Iterator[Vector]:
        """Yield a vector per passage."""


class ShippedEncoder:
    """The model of models/encoder: 8-bit ONNX, no torch."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model; `threads` is how many texts it reads at once, 0 as many as there are cores.

        Raises:
            MissingResource: there is no such model in the folder, or it is damaged.

        """
        graph = folder / _GRAPH
        if not graph.exists():
            raise MissingResource(f"{folder} 里没有随程序发布的句向量模型", "请重新安装 nianbao")
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 4
        try:
            self._session: Any = onnxruntime.InferenceSession(str(graph), options, ["CPUExecutionProvider"])
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # both libraries raise bare exceptions for damaged files
            raise MissingResource(f"句向量模型 {folder} 已损坏", "请重新安装 nianbao") from error
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
        self._workers = threads or os.cpu_count() or 1
        self.name = fingerprint(folder)

    def questions(self, texts: Sequence[str]) -> "Matrix":
        """Return a row per question."""
        return self._rows(texts, _PROMPTS["query"])

    def passages(self, texts: Iterator[str]) -> Iterator[Vector]:
        """Yield a vector per passage, some hundred at a time."""
        while window := list(islice(texts, _BATCH * _WINDOW)):
            yield from self._rows(window, _PROMPTS["document"])

    def _rows(self, texts: Sequence[str], prompt: str) -> "Matrix":
        """Encode every text by itself: 8-bit numbers are scaled by what is read at once, so neighbours would change it."""
        import numpy as np

        if len(texts) < 2:
            rows = [self._run(prompt + text) for text in texts]
        else:
            with ThreadPoolExecutor(self._workers) as workers:
                rows = list(workers.map(self._run, [prompt + text for text in texts]))
        return np.vstack(rows) if rows else np.zeros((0, _DIMENSIONS), dtype=np.float32)

    def _run(self, text: str) -> "Matrix":
        import numpy as np

        encoded = self._tokenizer.encode(text)
        pieces = np.array([encoded.ids], dtype=np.int64)
        shown = np.array([encoded.attention_mask], dtype=np.int64)
        vectors: Matrix = self._session.run(None, {"input_ids": pieces, "attention_mask": shown})[0]
        return vectors


class SentenceEncoder:
    """A sentence-transformers model; its own prompts for queries and documents are used where it has them."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder, without network.

        Raises:
            MissingResource: there is no model in the folder.

        """
        if not (folder / "modules.json").exists():
            raise MissingResource(
                f"{folder} 里没有句向量模型", "请检查设置中的 encoder，或去掉这一项，改用随程序发布的模型"
            )
        from sentence_transformers import SentenceTransformer

        self._model: Any = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self.name = fingerprint(folder)

    def questions(self, texts: Sequence[str]) -> "Matrix":
        """Return a row per question."""
        rows: Matrix = self._model.encode_query(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return rows

    def passages(self, texts: Iterator[str]) -> Iterator[Vector]:
        """Yield a vector per passage, a batch at a time."""
        while batch := list(islice(texts, _BATCH)):
            yield from self._model.encode_document(batch, normalize_embeddings=True, show_progress_bar=False)


def open_encoder(folder: Path | None = None) -> Encoder:
    """Open the encoder of a folder, or the one that ships; each is loaded once a process.

    Raises:
        MissingResource: there is none.

    """
    return _open(folder or resource("models", "encoder"))


@cache
def _open(folder: Path) -> Encoder:
    return ShippedEncoder(folder) if (folder / _GRAPH).exists() else SentenceEncoder(folder)


def fingerprint(folder: Path) -> str:
    """Return a name for the files of a model: their sizes and the first and last parts of what they hold.

    What is only written about the model (card.json) or made with it (starter.npz) does not count.
    """
    digest = hashlib.blake2b(digest_size=8)
    parts = (path for path in folder.rglob("*") if path.suffix in {".onnx", ".safetensors", ".json", ".bin"})
    for path in sorted(path for path in parts if path.name != "card.json"):
        with path.open("rb") as content:
            size = path.stat().st_size
            digest.update(f"{path.relative_to(folder).as_posix()} {size}".encode())
            digest.update(content.read(1 << 16))
            content.seek(max(0, size - (1 << 16)))
            digest.update(content.read())
    return digest.hexdigest()
