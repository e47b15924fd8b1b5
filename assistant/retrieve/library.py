"""The passages on disk: the starter corpus, and the user's own as one file of JSON Lines that is always whole."""

import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from assistant.errors import AssistantError, UnreadableFile
from assistant.retrieve.passage import STARTER_SOURCE as STARTER_SOURCE
from assistant.retrieve.passage import Passage
from assistant.retrieve.wording import plain
from assistant.settings import resource

_FILE = "passages.jsonl"
_LOCK = ".lock"
_PATIENCE_S = 30.0
_SPACE = re.compile(r"\s+")


class AddResult(msgspec.Struct, frozen=True):
    """How many passages were new, and how many had been there before."""

    added: int
    known: int


class CorpusStats(msgspec.Struct, frozen=True):
    """What a corpus holds: passages in all, by section, year and agency, each most frequent first."""

    total: int
    sections: dict[str, int]
    years: dict[str, int]
    agencies: dict[str, int]
    sources: dict[str, int]


def passage_id(text: str, agency: str = "", year: int | None = None) -> str:
    """Return the id of a passage: the same text of the same origin always has the same."""
    words = "\0".join((_SPACE.sub("", plain(text)), agency, str(year or "")))
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def starter_files() -> tuple[Path, ...]:
    """Return the files of the starter corpus."""
    return tuple(sorted(resource("corpus", "passages").glob("*.jsonl")))


def corpus_files(corpus_dir: Path) -> tuple[Path, ...]:
    """Return the starter corpus and, where there is one, the user's own."""
    own = corpus_dir / _FILE
    return (*starter_files(), own) if own.exists() else starter_files()


def read_passages(files: Iterable[Path]) -> Iterator[Passage]:
    """Yield every passage of some files once.

    Raises:
        UnreadableFile: a line that is no passage.

    """
    seen: set[str] = set()
    for file in files:
        for passage in _read(file):
            if passage.id not in seen:
                seen.add(passage.id)
                yield passage


def list_passages(corpus_dir: Path) -> list[Passage]:
    """Return the user's own passages, in the order they were added."""
    own = corpus_dir / _FILE
    return list(_read(own)) if own.exists() else []


def add_passages(corpus_dir: Path, passages: Iterable[Passage]) -> AddResult:
    """Add passages to the user's corpus; those it or the starter corpus holds already change nothing.

    A new passage whose id another passage already has gets an id of its own, so that none is lost.
    """
    passages = list(passages)
    with _locked(corpus_dir):
        own = list_passages(corpus_dir)
        taken = {passage.id: passage.text for passage in (*read_passages(starter_files()), *own)}
        new: list[Passage] = []
        for passage in passages:
            if taken.get(passage.id, passage.text) != passage.text:
                passage = msgspec.structs.replace(passage, id=passage_id(passage.text, passage.agency, passage.year))
            if passage.id not in taken:
                taken[passage.id] = passage.text
                new.append(passage)
        if new:
            _write(corpus_dir, (*own, *new))
    return AddResult(len(new), len(passages) - len(new))


def remove_passages(corpus_dir: Path, ids: Collection[str] = (), source: str | None = None) -> int:
    """Remove passages of the user's corpus by id or by source, and return how many went."""
    with _locked(corpus_dir):
        own = list_passages(corpus_dir)
        kept = [passage for passage in own if passage.id not in ids and (source is None or passage.source != source)]
        if len(kept) < len(own):
            _write(corpus_dir, kept)
    return len(own) - len(kept)


def corpus_stats(corpus_dir: Path) -> CorpusStats:
    """Count what can be searched: the starter corpus and the user's own."""
    found = list(read_passages(corpus_files(corpus_dir)))
    return CorpusStats(
        len(found),
        _counts(passage.section for passage in found),
        _counts(str(passage.year or "") for passage in found),
        _counts(passage.agency for passage in found),
        _counts(passage.source for passage in found),
    )


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(word or "未注明" for word in words).most_common())


def _read(file: Path) -> Iterator[Passage]:
    decoder = msgspec.json.Decoder(Passage)
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield decoder.decode(line)
                except msgspec.DecodeError as error:
                    hint = "请用 nianbao corpus remove 清理后重新添加，或把这一行改回 JSON 格式"
                    raise UnreadableFile(f"语料文件 {file.name} 第{number}行不是段落", hint) from error


def _write(corpus_dir: Path, passages: Iterable[Passage]) -> None:
    """Write the user's corpus beside the old one, onto the disk, and only then put it in its place."""
    encoder, aside = msgspec.json.Encoder(), corpus_dir / f"{_FILE}.{os.getpid()}.tmp"
    try:
        with aside.open("wb") as out:
            for passage in passages:
                out.write(encoder.encode(passage) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        aside.replace(corpus_dir / _FILE)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _locked(corpus_dir: Path) -> Iterator[None]:
    """Let one process at a time change a corpus; a lock older than the patience was left by one that died."""
    corpus_dir.mkdir(parents=True, exist_ok=True)
    lock, since = corpus_dir / _LOCK, time.monotonic()
    while not _take(lock):
        if time.monotonic() - since > _PATIENCE_S:
            raise AssistantError(f"语料库 {corpus_dir} 正被另一个程序修改", "请等它结束后重试")
        time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> bool:
    try:
        lock.open("x").close()
    except FileExistsError:
        try:
            stale = time.time() - lock.stat().st_mtime > _PATIENCE_S
        except FileNotFoundError:
            return False
        if stale:
            lock.unlink(missing_ok=True)
        return False
    return True
