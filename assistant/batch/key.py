"""What a draft depends on, as a short key: its inputs, the settings, the models, the templates, the program itself."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from assistant import __version__
from assistant.errors import MissingResource
from assistant.settings import Settings, resource

_WHOLE = 64 << 20
"""Bytes up to which a file is read whole; of a larger one its size, its time and both ends count."""
_END = 1 << 20
_SHIPPED = (("models", "labels"), ("models", "ranking"), ("models", "encoder"), ("templates",), ("corpus", "passages"))
_ELSEWHERE = {"web", "cli", "batch", "cluster", "_shipped", "__pycache__"}
"""Parts of the program that change no draft."""


def program_key(settings: Settings) -> str:
    """Return a fingerprint of all that a draft depends on besides the case: settings, models, templates, version, code.

    Of a setting that names a file or a folder, what lies there counts, not where it is.
    """
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    for name in sorted({field.name for field in fields(Settings)} - {"home"}):
        value = getattr(settings, name)
        digest.update(f"\0{name}={'' if isinstance(value, Path) else repr(value)}".encode())
        if isinstance(value, Path):
            _add(digest, value)
    for place in _program(settings):
        _add(digest, place)
    return digest.hexdigest()


def case_key(folder: Path, base: str) -> str:
    """Return the key of a case: `base`, its name, and the names and contents of all files below its folder.

    Raises:
        OSError: the folder or a file in it cannot be read, or vanished meanwhile.

    """
    digest = hashlib.blake2b(_bytes(f"{base} {folder.name}"), digest_size=16)
    for path in _walk(folder):
        content = file_hash(path) if path.is_file() else ""
        digest.update(_bytes(f"\0{path.relative_to(folder).as_posix()}\0{content}"))
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """Return the hash of what a file holds."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, _blake).hexdigest()


def bytes_hash(content: bytes) -> str:
    """Return the hash of bytes, the same as that of a file that holds them."""
    return _blake(content).hexdigest()


def _blake(content: bytes = b"") -> "hashlib.blake2b":
    return hashlib.blake2b(content, digest_size=16)


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _program(settings: Settings) -> Iterator[Path]:
    for parts in _SHIPPED:
        try:
            yield resource(*parts)
        except MissingResource:
            continue
    yield settings.home / "models"
    package = Path(__file__).resolve().parents[1]
    yield from (path for path in sorted(package.iterdir()) if path.name not in _ELSEWHERE)


def _add(digest: "hashlib.blake2b", place: Path) -> None:
    """Add the names and contents of a file or of all files below a folder; a place that is not there adds nothing."""
    paths = _walk(place) if place.is_dir() else iter([place] if place.is_file() else [])
    for path in paths:
        inner = path.relative_to(place.parent)
        if path.is_file() and "__pycache__" not in inner.parts and not _passing(path):
            digest.update(_bytes(f"\0{inner.as_posix()}\0{_content(path)}"))


def _passing(path: Path) -> bool:
    """Tell locks and files that are being written."""
    return path.name.startswith(".") or path.suffix in {".tmp", ".lock", ".part"}


def _content(path: Path) -> str:
    """Return the hash of a file; of a very large one, of its size, its time and its ends."""
    status = path.stat()
    if status.st_size <= _WHOLE:
        return file_hash(path)
    with path.open("rb") as content:
        first = content.read(_END)
        content.seek(-_END, 2)
        return bytes_hash(f"{status.st_size} {status.st_mtime_ns}".encode() + first + content.read())


def _walk(folder: Path) -> Iterator[Path]:
    """Yield all files below a folder, folder by folder, in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path
