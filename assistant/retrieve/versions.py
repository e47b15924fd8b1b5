"""The versions of a corpus: lists of segments, one small file each; the newest is what is searched."""

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from assistant.retrieve.segments import FOLDER, segment_size

_FOLDER = "versions"
_KEPT = 20
"""Versions that can be restored."""


class Segment(msgspec.Struct, frozen=True):
    """A segment as a version knows it."""

    name: str
    bytes: int

    def whole(self, corpus_dir: Path) -> bool:
        """Tell whether its file is there with all its bytes."""
        return _size(corpus_dir / FOLDER / self.name) == self.bytes


class Version(msgspec.Struct, frozen=True):
    """A state of the corpus. `finished` is false for a state in the middle of an import that was cut off."""

    number: int
    time: str
    what: str
    segments: tuple[Segment, ...] = ()
    finished: bool = True

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return sum(segment_size(Path(FOLDER, each.name)) or 0 for each in self.segments)

    def files(self, corpus_dir: Path) -> tuple[Path, ...]:
        """Return the files of its segments that are there with all their bytes."""
        return tuple(corpus_dir / FOLDER / each.name for each in self.segments if each.whole(corpus_dir))

    def damaged(self, corpus_dir: Path) -> tuple[str, ...]:
        """Return the names of its segments that are not."""
        return tuple(each.name for each in self.segments if not each.whole(corpus_dir))


def history(corpus_dir: Path) -> list[Version]:
    """Return the versions that can be read, the oldest first; a damaged one is left out."""
    found = (_read(file) for file in sorted((corpus_dir / _FOLDER).glob("*.json")))
    return [version for version in found if version]


def newest(corpus_dir: Path) -> Version | None:
    """Return the newest version that can be read; None where there is none."""
    files = sorted((corpus_dir / _FOLDER).glob("*.json"), reverse=True)
    return next((version for file in files if (version := _read(file))), None)


def commit(corpus_dir: Path, what: str, segments: tuple[Segment, ...], finished: bool = True) -> Version:
    """Make a new version, on the disk before it has its name; unfinished ones before a finished one go."""
    folder = corpus_dir / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    last = max((int(file.stem) for file in folder.glob("*.json")), default=0)
    version = Version(last + 1, datetime.now(UTC).isoformat(timespec="seconds"), what, segments, finished)
    write_whole(folder / f"{version.number:08}.json", msgspec.json.encode(version))
    if finished:
        _prune(corpus_dir)
    return version


def write_whole(target: Path, content: bytes) -> None:
    """Write a file aside, onto the disk, and only then put it in its place."""
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def sweep(corpus_dir: Path) -> None:
    """Remove what killed processes were writing; only for whoever holds the lock of the corpus."""
    for folder in (FOLDER, _FOLDER):
        for file in (corpus_dir / folder).glob(".*.tmp"):
            file.unlink(missing_ok=True)


def known_segments(corpus_dir: Path, files: tuple[Path, ...]) -> tuple[Segment, ...]:
    """Return files of segments as a version lists them."""
    return tuple(Segment(file.name, file.stat().st_size) for file in files)


def _prune(corpus_dir: Path) -> None:
    """Remove versions of imports under way and all but the last few, and the segments that no version needs."""
    versions = history(corpus_dir)
    kept = [version for version in versions if version.finished][-_KEPT:]
    for version in versions:
        if version not in kept:
            (corpus_dir / _FOLDER / f"{version.number:08}.json").unlink(missing_ok=True)
    needed = {each.name for version in kept for each in version.segments}
    for file in (corpus_dir / FOLDER).glob("*"):
        if file.name not in needed:
            file.unlink(missing_ok=True)


def _read(file: Path) -> Version | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Version)
    except (OSError, msgspec.DecodeError):
        return None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1
