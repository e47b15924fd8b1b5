"""The index of a corpus: built aside, brought up to date by what changed, and searched at its last good version meanwhile."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.encoder import Encoder, Vector, open_encoder
from assistant.errors import AssistantError, MissingResource
from assistant.retrieve.language import language_home
from assistant.retrieve.library import corpus_files, read_passages
from assistant.retrieve.locking import locked
from assistant.retrieve.passage import Passage
from assistant.retrieve.places import DAMAGED, checked, discard, new_notes, remote, table_place
from assistant.retrieve.segments import segment_size
from assistant.retrieve.store import LanceStore
from assistant.retrieve.vectors import passage_vectors
from assistant.retrieve.versions import write_whole
from assistant.settings import resource

_VERSION = "2"
"""Raise it when masking, columns or tokenisers change: every index is then built anew."""
_KEPT = 3
"""Kinds of indexes of one corpus (models, releases) that stay."""
_AT_ONCE = 5000
"""New passages that a search takes into the index before it answers; more wait for `nianbao corpus index`."""
_PATIENCE_S = 24 * 3600.0
_EVERYTHING = 1 << 62
_ANEW = 4
"""From one new passage for so many that an index holds, other machines build it anew; fewer are added here."""
_LOG = logging.getLogger(__name__)


class _State(msgspec.Struct, frozen=True):
    """What the last good index holds: its folder, the version of its table, and the files it was made of."""

    folder: str
    version: int
    files: dict[str, str]
    """Keys of the files that are in the index, each with its path."""


class Sources(msgspec.Struct, frozen=True):
    """What an index is made of: the files by key, and how their passages get their vectors."""

    files: dict[str, Path]
    language: Path
    home: Path
    encoder: Encoder | None
    model: str
    base: str | None = None
    """The folder or URI below which tables lie; by default the user's data folder."""

    def vectors(self, passages: Iterable[Passage]) -> Iterator[Vector] | None:
        """Return a vector per passage, or None where words alone decide."""
        return passage_vectors(passages, self.encoder, self.model, self.home) if self.encoder else None


Builder = Callable[[Sources, str], bool]
"""Has other machines build the table of an index, with all its indexes, at a place; False where they cannot."""


def open_index(
    files: Sequence[Path],
    name: str,
    home: Path,
    encoder: Encoder | None,
    model: str,
    at_once: int = _AT_ONCE,
    base: str | None = None,
    builder: Builder | None = None,
) -> LanceStore:
    """Open the index of some files of passages, bringing it up to date first where they or the model changed.

    `name` tells the corpora of one home apart, `model` names the encoder (empty without one). While another process
    builds, where more than `at_once` passages are new, and where building fails, the last good version is opened.
    Tables lie below `base`, a folder or URI, by default in `home`; `builder` builds them on other machines.

    Raises:
        AssistantError: `base` cannot be reached.

    """
    checked(base)
    language = language_home(home)
    root = home / "index" / hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    place = root / f"{_digest(' '.join((_VERSION, language.name, model, *([base] if base else []))).encode())}.json"
    sources = Sources({_key(file): file for file in files}, language, home, encoder, model, base)
    state = _good(place)
    if state is None or (state.files.keys() != sources.files.keys() and _new(state, sources) <= at_once):
        state = _brought_up(place, sources, state, builder)
    try:
        return _opened(place, sources, state)
    except DAMAGED as error:
        if base and at_once < _EVERYTHING:  # it may be out of reach only now
            raise _unreachable(base) from error
        place.unlink(missing_ok=True)
        state = _brought_up(place, sources, None, builder)
    return _opened(place, sources, state)


def build_index(
    corpus_dir: Path,
    home: Path,
    encoder: Path | None = None,
    vectors: bool = True,
    say: Callable[[str], None] = print,
    base: str | None = None,
    builder: Builder | None = None,
) -> int:
    """Bring the index of a corpus up to date, however much is new, and return how many passages it holds.

    `base` and `builder` are those of `open_index`.

    Raises:
        AssistantError: `base` cannot be reached.
        MissingResource: a model is damaged or missing.
        UnreadableFile: the user's corpus was damaged.

    """
    model = _model(encoder) if vectors else None
    files = corpus_files(corpus_dir)
    say(f"建立索引：{len(files)}个文件")
    name = model.name if model else ""
    return len(open_index(files, str(corpus_dir.resolve()), home, model, name, _EVERYTHING, base, builder))


def _model(folder: Path | None) -> Encoder | None:
    try:
        resource("models", "encoder")
    except MissingResource:
        if folder is None:
            return None
    return open_encoder(folder)


def _good(place: Path) -> _State | None:
    """Return the last good state of an index; None where there is none."""
    try:
        state = msgspec.json.decode(place.read_bytes(), type=_State)
    except (OSError, msgspec.DecodeError):
        return None
    return state if (place.parent / state.folder).is_dir() else None


def _new(state: _State, sources: Sources) -> int:
    """Return how many passages of segments an index does not hold yet."""
    keys = sources.files.keys() - state.files.keys()
    return sum(segment_size(sources.files[key]) or 0 for key in keys)


def _opened(place: Path, sources: Sources, state: _State) -> LanceStore:
    notes = place.parent / state.folder
    return LanceStore(table_place(notes), sources.language, state.version, notes)


def _brought_up(place: Path, sources: Sources, state: _State | None, builder: Builder | None) -> _State:
    """Return the state of an index that holds `sources`, or where that cannot be had now, the last good one."""
    patience = 0.0 if state else _PATIENCE_S
    busy = AssistantError("语料库的索引正由另一个程序建立", "请等它完成后重试")
    try:
        with locked(place.with_suffix(".lock"), patience, busy):
            state = _good(place)
            if state and state.files.keys() == sources.files.keys():
                return state
            return _changed(place, sources, state, builder) if state else _built(place, sources, builder)
    except (AssistantError, *DAMAGED) as error:
        problem = error if isinstance(error, AssistantError) or not remote(sources.base) else _unreachable(sources.base)
        if state is None:
            raise problem from error
        if error is not busy:
            told = problem.problem if isinstance(problem, AssistantError) else str(problem).splitlines()[0]
            _LOG.warning("索引没有更新，暂用上一版：%s。请运行 nianbao corpus index 重试", told)
        return state


def _unreachable(base: str | None) -> AssistantError:
    """Return the error of a place that Lance cannot use; what Lance says of it may hold keys."""
    hint = "请检查设置 index_place、网络和访问权限；确认索引已损坏的，请运行 nianbao corpus index"
    return AssistantError(f"索引所在处 {base} 不能读写", hint)


def _changed(place: Path, sources: Sources, state: _State, builder: Builder | None) -> _State:
    """Bring an index up to date: what is gone is deleted, what is new added; built anew where that cannot be told."""
    gone = [Path(path) for key, path in state.files.items() if key not in sources.files]
    fresh = [file for key, file in sources.files.items() if key not in state.files]
    if any(segment_size(file) is None or not file.exists() for file in [*gone, *fresh]):
        return _built(place, sources, builder)
    try:
        store = _opened(place, sources, state)
        if builder and _new(state, sources) * _ANEW > len(store):
            return _built(place, sources, builder)
        store.go_on()
    except DAMAGED:
        return _built(place, sources, builder)
    before, after = _ids(gone), _ids(fresh)
    alone = [file for file in sources.files.values() if segment_size(file) is None]
    known = before | _ids(alone)
    store.remove(before - after)
    store.add(_others(fresh, known), sources.vectors(_others(fresh, known)))
    return _noted(place, sources, state.folder, store.version)


def _built(place: Path, sources: Sources, builder: Builder | None) -> _State:
    """Build an index from nothing; nobody sees it before its state is written."""
    root, files = place.parent, list(sources.files.values())
    notes = new_notes(root, sources.base)
    try:
        if builder and builder(sources, table_place(notes)):
            store = LanceStore(table_place(notes), sources.language, notes=notes)
            store.indexed()
        else:
            store = LanceStore(table_place(notes), sources.language, notes=notes)
            store.add(read_passages(files), sources.vectors(read_passages(files)))
        state = _noted(place, sources, notes.name, store.version)
    except BaseException:
        discard(notes)
        raise
    _prune(root)
    return state


def _noted(place: Path, sources: Sources, folder: str, version: int) -> _State:
    """Make a version of an index the one that is searched."""
    state = _State(folder, version, {key: str(file) for key, file in sources.files.items()})
    write_whole(place, msgspec.json.encode(state))
    return state


def _ids(files: Iterable[Path]) -> set[str]:
    return {passage.id for passage in read_passages(files)}


def _others(files: Iterable[Path], known: set[str]) -> Iterator[Passage]:
    return (passage for passage in read_passages(files) if passage.id not in known)


def _key(file: Path) -> str:
    """Return what tells the content of a file from others; a segment's name does."""
    if segment_size(file) is not None:
        return file.name
    with file.open("rb") as content:
        return hashlib.file_digest(content, "blake2b").hexdigest()[:32]


def _digest(words: bytes) -> str:
    return hashlib.blake2b(words, digest_size=8).hexdigest()


def _prune(root: Path) -> None:
    """Remove the indexes of earlier releases and models, all but the last few, and folders nothing points to."""
    states = sorted(root.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in states[_KEPT:]:
        file.unlink(missing_ok=True)
    named = {state.folder for file in states[:_KEPT] if (state := _good(file))}
    others = [each for each in root.iterdir() if each.is_dir() and each.name not in named]
    others.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in others[_KEPT - 1 :]:
        discard(folder)
