"""Files and folders go into the user's corpus: once each, resumed where it was cut off, with a list of what was refused."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.ingest import Problem
from assistant.retrieve.corpus import ImportResult, read_parts
from assistant.retrieve.library import starter_texts
from assistant.retrieve.versions import write_whole
from assistant.retrieve.writing import Taken, Writer, changing

QUARANTINE = "quarantine.jsonl"
"""What could not be read, or was refused: file, place, reason and what to do, one a line; never the text itself."""
_READER = "1"
"""Raise it when files are cut otherwise: every file is then read anew."""
_LOCKS = ("~$", ".")
"""Names of files that are no material begin so."""


Reader = Callable[[Sequence[Path]], Iterator[Iterable[ImportResult]]]
"""Reads files, by whatever means, and yields what each holds, in their order."""


class Imported(msgspec.Struct, frozen=True):
    """What an import did: passages taken, known before, left out as nearly the same; problems; lines that are no passage."""

    added: int
    known: int
    similar: int
    problems: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    skipped: int = 0
    """Files with content that had been imported before, which were not read again."""


class _Outcome(msgspec.Struct):
    """What came of reading a file."""

    passages: int = 0
    problems: list[Problem] = []
    left_out: list[Problem] = []


class Refused(msgspec.Struct):
    """A line of the quarantine."""

    path: str
    place: str
    reason: str
    hint: str = ""


def read_here(paths: Sequence[Path]) -> Iterator[Iterable[ImportResult]]:
    """Yield what each file holds, read one after the other."""
    return (read_parts(path) for path in paths)


def import_files(
    corpus_dir: Path,
    paths: Sequence[Path],
    similar_too: bool = False,
    say: Callable[[str], None] = lambda _: None,
    reader: Reader = read_here,
) -> Imported:
    """Add the passages of files, and of every file below folders, to the user's corpus.

    Cut off and started again it goes on where it was. `similar_too` takes passages as well that say nearly what another
    of the same agency says; `say` is told the file being read; `reader` reads files on other machines.

    Raises:
        AssistantError: another process changes the corpus.

    """
    with changing(corpus_dir, f"添加{len(paths)}个文件或文件夹", starter_texts()) as writer:
        marks = {path: _mark(path, similar_too) for path in files_below(paths)}
        read = {path: outcome for path, mark in marks.items() if (outcome := _before(writer, mark))}
        skipped = len(read)
        writer.taken.known += sum(outcome.passages for outcome in read.values())
        fresh = [path for path in marks if path not in read]
        for path, parts in zip(fresh, reader(fresh), strict=True):
            say(f"读取 {path.name}")
            read[path] = outcome = _take(writer, parts, similar_too)
            if marks[path]:
                writer.look.imported(marks[path], msgspec.json.encode(outcome))
        read = {path: read[path] for path in marks}
    _set_apart(corpus_dir, read)
    return _imported(read, writer.taken, skipped)


def files_below(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files, and the files below folders in the order of their names."""
    for path in paths:
        if path.is_dir():
            found = (each for each in path.rglob("*") if each.is_file() and not each.name.startswith(_LOCKS))
            yield from sorted(found)
        else:
            yield path


def quarantine(corpus_dir: Path) -> list[Refused]:
    """Return what imports refused; a line that cannot be read is left out."""
    try:
        lines = (corpus_dir / QUARANTINE).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [row for line in lines if (row := _refused(line))]


def _before(writer: Writer, mark: bytes) -> _Outcome | None:
    """Return what came of a file whose content was imported before."""
    known = writer.look.outcome(mark) if mark else None
    return msgspec.json.decode(known, type=_Outcome) if known else None


def _take(writer: Writer, parts: Iterable[ImportResult], similar_too: bool) -> _Outcome:
    outcome = _Outcome()
    for part in parts:
        writer.take(part.passages, similar_too)
        outcome.passages += len(part.passages)
        outcome.problems += part.problems
        outcome.left_out += part.left_out
    return outcome


def _mark(path: Path, similar_too: bool) -> bytes:
    """Return what tells the content of a file from others; empty where it cannot be read."""
    digest = hashlib.blake2b(f"{_READER} {similar_too} {path.name}".encode(), digest_size=16)
    try:
        with path.open("rb") as content:
            digest.update(hashlib.file_digest(content, "blake2b").digest())
    except OSError:
        return b""
    return digest.digest()


def _set_apart(corpus_dir: Path, read: dict[Path, _Outcome]) -> None:
    """Bring the quarantine up to date: the rows of files read now in the place of what was said of them before."""
    before = quarantine(corpus_dir)
    again = {str(path.resolve()): outcome for path, outcome in read.items()}
    after = [row for row in before if row.path not in again]
    for path, outcome in again.items():
        after += [Refused(path, str(each.place), each.problem, each.hint) for each in outcome.problems]
    if after != before:
        write_whole(corpus_dir / QUARANTINE, b"".join(msgspec.json.encode(row) + b"\n" for row in after))


def _refused(line: bytes) -> Refused | None:
    try:
        return msgspec.json.decode(line, type=Refused)
    except msgspec.DecodeError:
        return None


def _imported(read: dict[Path, _Outcome], taken: Taken, skipped: int) -> Imported:
    return Imported(
        taken.added,
        taken.known,
        taken.similar,
        tuple(each for outcome in read.values() for each in outcome.problems),
        tuple(each for outcome in read.values() for each in outcome.left_out),
        skipped,
    )
