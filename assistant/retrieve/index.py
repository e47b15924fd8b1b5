"""The index of a corpus: built once from the starter corpus and the user's own, aside, and renamed into place."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.encoder import Encoder
from assistant.retrieve.language import language_home, put_in_place
from assistant.retrieve.library import read_passages
from assistant.retrieve.store import LanceStore, Vector
from assistant.retrieve.vectors import passage_vectors

_VERSION = "1"
"""Raise it when masking, columns or tokenisers change: every index is then built anew."""
_KEPT = 3
"""Indexes of one corpus that stay: the newest, and those that another process may still be reading."""


def open_index(files: Sequence[Path], name: str, home: Path, encoder: Encoder | None, model: str) -> LanceStore:
    """Open the index of some files of passages, building it first where they or the model changed.

    `name` tells the corpora of one home apart, `model` names the encoder (empty without one).
    """
    language = language_home(home)
    key = _fingerprint(files, f"{_VERSION} {language.name} {model}")
    root = home / "index" / hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    if not (target := root / key).exists():
        vectors = passage_vectors(read_passages(files), encoder, model, home) if encoder else None
        _build(files, target, language, vectors)
        _prune(root, target)
    return LanceStore(target, language)


def _fingerprint(files: Sequence[Path], rest: str) -> str:
    digest = hashlib.blake2b(rest.encode(), digest_size=8)
    for file in files:
        with file.open("rb") as content:
            digest.update(hashlib.file_digest(content, "blake2b").digest())
    return digest.hexdigest()


def _build(files: Sequence[Path], target: Path, language: Path, vectors: Iterator[Vector] | None) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
    try:
        LanceStore(aside, language).add(read_passages(files), vectors)
        put_in_place(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _prune(root: Path, newest: Path) -> None:
    """Remove the indexes of earlier states of the corpus, all but the last few."""
    others = [folder for folder in root.iterdir() if folder != newest and not folder.name.startswith(".")]
    others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in others[_KEPT - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
