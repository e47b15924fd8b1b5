"""Files are read, and passages encoded, by a Ray cluster; the corpus is written by one machine alone."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import ray.data

from assistant.cluster.connect import connected, cores
from assistant.encoder import open_encoder
from assistant.retrieve import ImportResult, Reader, corpus_files, read_passages
from assistant.retrieve.corpus import read_parts
from assistant.retrieve.vectors import half_bytes, keep_vectors, lacking_vectors

_AT_ONCE = 100_000
"""Passages that are encoded before what was made is kept."""
_BATCH = 64
_BLOCKS = 4
"""Blocks of files for each core, so that no core waits long for the last one."""


def file_reader(address: str) -> Reader:
    """Return what reads files on the machines of the cluster at an address; they must reach them by the same paths."""

    def read(paths: Sequence[Path]) -> Iterator[Iterable[ImportResult]]:
        if paths:
            with connected(address):
                in_order()
                rows = [{"path": str(path.resolve())} for path in paths]
                blocks = min(len(rows), _BLOCKS * cores())
                for row in ray.data.from_items(rows, override_num_blocks=blocks).map(_read).iter_rows():
                    yield msgspec.json.decode(row["parts"], type=list[ImportResult])

    return read


def embed_corpus(address: str, corpus_dir: Path, home: Path, encoder: Path | None = None) -> int:
    """Encode every passage that has no vector yet on the machines of a cluster; return how many there were.

    Building the index afterwards finds the vectors in `home`.
    """
    with connected(address):
        return embed_files(corpus_files(corpus_dir), open_encoder(encoder).name, home, encoder)


def embed_files(files: Sequence[Path], model: str, home: Path, encoder: Path | None) -> int:
    """Encode the passages of some files that have no vector of `model` yet; the cluster must be connected."""
    waiting, total = lacking_vectors(read_passages(files), model, home), 0
    while some := dict(islice(waiting, _AT_ONCE)):
        rows = [{"key": key, "text": text} for key, text in some.items()]
        encoded = ray.data.from_items(rows, override_num_blocks=_BLOCKS * cores()).map_batches(
            _Encoding, fn_constructor_args=(encoder,), batch_size=_BATCH, concurrency=(1, cores()), num_cpus=1
        )
        keep_vectors(((row["key"], row["vector"]) for row in encoded.iter_rows()), model, home)
        total += len(some)
    return total


class _Encoding:
    """An encoder on some machine of the cluster, loaded once."""

    def __init__(self, folder: Path | None) -> None:
        self._encoder = open_encoder(folder)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Return the vectors of a batch."""
        rows = self._encoder.passages(iter(map(str, batch["text"])))
        return {"key": batch["key"], "vector": [half_bytes(row) for row in rows]}


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {"parts": msgspec.json.encode(list(read_parts(Path(row["path"]))))}


def in_order() -> None:
    """Let rows come back in the order in which they were given."""
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
