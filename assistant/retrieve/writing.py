"""New passages go into a corpus: those it holds already, or nearly, are left out; what is taken is kept step by step."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from assistant.errors import AssistantError
from assistant.retrieve.known import LIKE, Known, bands, opened
from assistant.retrieve.locking import locked
from assistant.retrieve.passage import Passage, passage_id
from assistant.retrieve.segments import FULL, SegmentWriter, read_segment, segment_size
from assistant.retrieve.similar import likeness, shingles
from assistant.retrieve.versions import commit, known_segments, newest, sweep

LEGACY = "passages.jsonl"
"""The one file of a corpus of earlier releases; it becomes a segment when something is added."""
SIMILAR = "similar.jsonl"
"""The passages that were left out because another says nearly the same."""
_LOCK = ".lock"
_PATIENCE_S = 30.0
STEP_S = 30.0
"""Seconds of an import after which what was taken is kept."""
_SMALL = FULL // 4
_MANY_SMALL = 16
"""Small segments that are joined to larger ones."""


class Taken(msgspec.Struct):
    """How many passages were new, known before, and left out because one held already says nearly the same."""

    added: int = 0
    known: int = 0
    similar: int = 0


class Writer:
    """Takes passages into a corpus whose lock is held."""

    def __init__(self, corpus_dir: Path, look: Known, what: str, starter: Mapping[str, str]) -> None:
        """Write behind the newest version; `starter` tells the texts of the starter corpus by their ids."""
        self._corpus, self.look, self._what, self._starter = corpus_dir, look, what, starter
        self._out = SegmentWriter(corpus_dir)
        self._files = list(segment_files(corpus_dir))
        self._pending: dict[str, Passage] = {}
        self._bands: dict[int, str] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._since = time.monotonic()
        self._changed = False
        self.taken = Taken()

    def take(self, passages: Iterable[Passage], similar_too: bool = False) -> None:
        """Take passages; `similar_too` takes those as well that say nearly what another says."""
        for passage in passages:
            self._take(passage, similar_too)
            if len(self._pending) >= FULL:
                self._close_segment()
            if time.monotonic() - self._since > STEP_S:
                self.keep(finished=False)

    def put(self, files: Iterable[Path]) -> None:
        """Let the corpus consist of these segments."""
        self._files, self._changed = list(files), True

    def keep(self, finished: bool = True) -> None:
        """Make a version of everything taken so far; nothing taken and nothing left unfinished before, no version."""
        self._close_segment()
        last = newest(self._corpus) if finished else None
        self._changed |= last is not None and not last.finished
        if self._changed and finished:
            self._files = joined(self._corpus, self._files, self.look)
        if self._changed:
            commit(self._corpus, self._what, known_segments(self._corpus, tuple(self._files)), finished)
        self.look.keep()
        self._since = time.monotonic()

    def abandon(self) -> None:
        """Leave nothing behind of what was not kept."""
        self._out.abandon()

    def _take(self, passage: Passage, similar_too: bool) -> None:
        held = self._text(passage.id)
        if held is not None and held != passage.text:
            passage = msgspec.structs.replace(passage, id=passage_id(passage.text, passage.agency, passage.year))
            held = self._text(passage.id)
        if held is not None:
            self.taken.known += 1
            return
        keys = bands(passage.text, passage.agency)
        if not similar_too and (twin := self._twin(passage, keys)):
            self._leave_out(passage, twin)
            return
        self._out.add(passage)
        self._pending[passage.id] = passage
        self._keys[passage.id] = keys
        self._bands |= dict.fromkeys(keys, passage.id)
        self.taken.added += 1

    def _text(self, identity: str) -> str | None:
        if identity in self._pending:
            return self._pending[identity].text
        return self._starter[identity] if identity in self._starter else self.look.text(identity)

    def _twin(self, passage: Passage, keys: Iterable[int]) -> str | None:
        own = shingles(passage.text)
        for key in keys:
            other = self._pending.get(self._bands.get(key, ""))
            if other and other.agency == passage.agency and likeness(own, shingles(other.text)) >= LIKE:
                return other.id
        return self.look.twin(passage, keys)

    def _leave_out(self, passage: Passage, twin: str) -> None:
        self.taken.similar += 1
        if self.look.similar(passage.id, twin):
            append_line(self._corpus / SIMILAR, msgspec.json.encode({"twin": twin, **msgspec.structs.asdict(passage)}))

    def _close_segment(self) -> None:
        places = self._out.pending
        if file := self._out.finish():
            self.look.tell(file, places, self._keys)
            self._files.append(file)
            self._pending, self._bands, self._keys, self._changed = {}, {}, {}, True


@contextmanager
def changing(corpus_dir: Path, what: str, starter: Mapping[str, str]) -> Iterator[Writer]:
    """Let one process at a time change a corpus; what it took becomes a version at the end, or nothing of it is seen.

    Raises:
        AssistantError: another process changes it.
        OSError: what was taken could not be written.

    """
    busy = AssistantError(f"语料库 {corpus_dir} 正被另一个程序修改", "请等它结束后重试")
    with locked(corpus_dir / _LOCK, _PATIENCE_S, busy), opened(corpus_dir, segment_files(corpus_dir)) as look:
        sweep(corpus_dir)
        writer = Writer(corpus_dir, look, what, starter)
        try:
            if (legacy := legacy_file(corpus_dir)) is not None:
                writer.take(read_segment(legacy), similar_too=True)
                writer.keep()
                writer.taken = Taken()
                legacy.unlink()
            yield writer
            writer.keep()
        finally:
            writer.abandon()


def segment_files(corpus_dir: Path) -> tuple[Path, ...]:
    """Return the segments of the newest version."""
    version = newest(corpus_dir)
    return version.files(corpus_dir) if version else ()


def legacy_file(corpus_dir: Path) -> Path | None:
    """Return the file of a corpus that an earlier release made and this one has not changed yet."""
    file = corpus_dir / LEGACY
    return file if file.exists() and newest(corpus_dir) is None else None


def joined(corpus_dir: Path, files: list[Path], look: Known, fewest: int = _MANY_SMALL) -> list[Path]:
    """Return the segments with the small ones joined to larger ones, where there are as many as `fewest`."""
    small = [file for file in files if (segment_size(file) or 0) < _SMALL]
    if len(small) < fewest:
        return files
    return [file for file in files if file not in small] + rewritten(corpus_dir, small, look)


def rewritten(corpus_dir: Path, files: Iterable[Path], look: Known, without: Iterable[str] = ()) -> list[Path]:
    """Write the passages of some segments into new ones, but for some ids, and return the new ones."""
    gone, made, out = frozenset(without), [], SegmentWriter(corpus_dir)
    try:
        for passage in (each for file in files for each in read_segment(file)):
            if passage.id not in gone:
                out.add(passage)
            if len(out.pending) >= FULL:
                made.append(_finished(out, look))
        if out.pending:
            made.append(_finished(out, look))
    finally:
        out.abandon()
    return made


def _finished(out: SegmentWriter, look: Known) -> Path:
    places = out.pending
    file = out.finish()
    assert file is not None
    look.tell(file, places)
    return file


def append_line(file: Path, line: bytes) -> None:
    """Append a line to a list, behind whatever a killed process left there."""
    with file.open("ab+") as out:
        if out.tell():
            out.seek(-1, os.SEEK_END)
            line = line if out.read(1) == b"\n" else b"\n" + line
        out.write(line + b"\n")
