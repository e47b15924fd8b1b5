"""Passages in files that never change: written aside, named by what they hold, and read again with that name checked."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from assistant.errors import UnreadableFile
from assistant.retrieve.passage import Passage

FOLDER = "segments"
FULL = 50_000
"""Passages of a full segment, some 20 MB: what a removal has to write anew."""
_HINT = "请用 nianbao corpus history 查看各版本，用 nianbao corpus restore 恢复到完好的版本"


def segment_size(file: Path) -> int | None:
    """Return how many passages a segment holds, which its name says; None for any other file."""
    if file.parent.name != FOLDER or not (count := file.stem.rpartition("-")[2]).isdigit():
        return None
    return int(count)


def read_segment(file: Path) -> Iterator[Passage]:
    """Yield the passages of a segment, or of any file of passages.

    Raises:
        UnreadableFile: a line is no passage, or a segment does not hold what its name says.

    """
    for _, passage in read_places(file):
        yield passage


def read_places(file: Path) -> Iterator[tuple[int, Passage]]:
    """Yield the passages of a file, each with the byte where its line begins; raises as `read_segment`."""
    decoder, digest, place = msgspec.json.Decoder(Passage), hashlib.blake2b(digest_size=8), 0
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            digest.update(line)
            if line.strip():
                try:
                    yield place, decoder.decode(line)
                except msgspec.DecodeError as error:
                    raise UnreadableFile(f"语料文件 {file.name} 第{number}行不是段落", _HINT) from error
            place += len(line)
    if segment_size(file) is not None and not file.name.startswith(digest.hexdigest()):
        raise UnreadableFile(f"语料文件 {file.name} 的内容已被改动或损坏", _HINT)


def read_at(file: Path, place: int) -> Passage:
    """Return the passage whose line begins at byte `place`.

    Raises:
        UnreadableFile: there is none.

    """
    with file.open("rb") as lines:
        lines.seek(place)
        try:
            return msgspec.json.decode(lines.readline(), type=Passage)
        except msgspec.DecodeError as error:
            raise UnreadableFile(f"语料文件 {file.name} 的内容已被改动或损坏", _HINT) from error


class SegmentWriter:
    """Writes passages into segments of a corpus; none has its name before it is whole and on the disk."""

    def __init__(self, corpus_dir: Path) -> None:
        self._folder = corpus_dir / FOLDER
        self._aside = self._folder / f".{os.getpid()}.tmp"
        self._out: IO[bytes] | None = None
        self._digest = hashlib.blake2b(digest_size=8)
        self._encoder = msgspec.json.Encoder()
        self.pending: list[tuple[int, Passage]] = []
        """The passages of the segment being written, each with the byte where its line begins."""
        self._place = 0

    def add(self, passage: Passage) -> None:
        """Write a passage behind the others."""
        if self._out is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._out = self._aside.open("wb")
        line = self._encoder.encode(passage) + b"\n"
        self._out.write(line)
        self._digest.update(line)
        self.pending.append((self._place, passage))
        self._place += len(line)

    def finish(self) -> Path | None:
        """Put what was written in its place and return the segment; None where nothing was written since the last one."""
        if self._out is None:
            return None
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        target = self._folder / f"{self._digest.hexdigest()}-{len(self.pending)}.jsonl"
        self._aside.replace(target)
        self._out, self._digest, self._place = None, hashlib.blake2b(digest_size=8), 0
        self.pending = []
        return target

    def abandon(self) -> None:
        """Leave nothing behind of a segment that is not finished."""
        if self._out is not None:
            out, self._out = self._out, None
            with suppress(OSError):  # the disk is full: what was buffered is not wanted any more
                out.close()
            self._aside.unlink(missing_ok=True)
