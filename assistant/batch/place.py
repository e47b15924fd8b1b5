"""The outputs on the disk: made aside, put in place by renaming, mended at the next start where a run was cut off."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.batch.key import file_hash
from assistant.batch.lock import locked
from assistant.batch.record import DONE_FILE, Done, read_done
from assistant.batch.task import Outcome
from assistant.errors import AssistantError
from assistant.export import write_aside

_WORK = ".nianbao-batch"
"""The folder among the outputs where everything unfinished lies."""
_FOREIGN = "原有"
_EDITED = "改过的旧稿"


@dataclass(frozen=True)
class Outputs:
    """The folder of a run's outputs, with a folder per case."""

    folder: Path

    @property
    def _old(self) -> Path:
        return self.folder / _WORK / "old"

    @property
    def _gone(self) -> Path:
        return self.folder / _WORK / "gone"

    def aside(self, name: str) -> Path:
        """Return where the outputs of a case are made, on the same disk as their place."""
        return self.folder / _WORK / "new" / name

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for this run alone; what an earlier run left half done is mended first.

        Raises:
            AssistantError: another run holds it, or it cannot be written.

        """
        with locked(self.folder / _WORK / "lock", str(self.folder)):
            with _told(f"收拾不了上次留下的 {self.folder / _WORK}"):
                self._heal()
            try:
                yield
            finally:
                with contextlib.suppress(OSError):  # what cannot be cleared away now, the next run clears away
                    self._heal()

    def done(self, name: str) -> Done | None:
        """Return the record of a case's outputs where they stand whole, as made or as somebody edited them since."""
        place = self.folder / name
        done = _record(place)
        return done if done and all((place / each).is_file() for each in done.outcome.files) else None

    def edited(self, name: str) -> bool:
        """Tell whether somebody changed the outputs of a case after they were made, or added files to them."""
        place = self.folder / name
        done = _record(place)
        return done is None or _changed(place, done.outcome.files)

    def place(self, outcome: Outcome) -> str:
        """Put what was made for a case in its place; return a note where something there was not ours to replace.

        At every moment the old outputs or the new ones lie whole on the disk, in their place or where the next run
        finds them. What a person has changed is kept under another name.

        Raises:
            AssistantError: the folder cannot be written, or a file in it is held open by another program.

        """
        new, place = self.aside(outcome.name), self.folder / outcome.name
        with _told(f"换不上新的输出 {place}"):
            if outcome.content:
                _write(new, outcome.content)
            _flush(new)
            note = self._swap(new, place)
            _flush(self.folder)
        return note

    def strangers(self, names: set[str]) -> list[str]:
        """Return folders of outputs that no case of this run is called like; they are left as they are."""
        found = sorted(path.name for path in self.folder.iterdir() if (path / DONE_FILE).is_file())
        return [name for name in found if name not in names]

    def _swap(self, new: Path, place: Path) -> str:
        if not place.exists():
            new.rename(place)
            return ""
        self._old.mkdir(exist_ok=True)
        old = self._old / place.name
        place.rename(old)
        try:
            new.rename(place)
        except OSError:
            old.rename(place)
            raise
        return self._part_with(old)

    def _part_with(self, old: Path) -> str:
        """Remove replaced outputs; where they are not as we made them, keep them beside the new ones and say so."""
        done = _record(old)
        if done and not _changed(old, done.outcome.files):
            self._discard(old)
            return ""
        kept = self._unused(f"{old.name}.{_EDITED if done else _FOREIGN}")
        (old / DONE_FILE).unlink(missing_ok=True)
        old.rename(kept)
        return f"原来的文件夹有人改动过，保留为“{kept.name}”"

    def _unused(self, name: str) -> Path:
        number = next(number for number in range(1, 10_000) if not (self.folder / f"{name}{number}").exists())
        return self.folder / f"{name}{number}"

    def _discard(self, folder: Path) -> None:
        """Remove a folder so that a removal that is cut off is never taken for outputs."""
        self._gone.mkdir(exist_ok=True)
        shutil.rmtree(self._gone / folder.name, ignore_errors=True)
        folder.rename(self._gone / folder.name)
        shutil.rmtree(self._gone / folder.name, ignore_errors=True)

    def _heal(self) -> None:
        """Put back what a run took away without putting anything in its place; clear away what it left."""
        for old in sorted(self._old.iterdir()) if self._old.is_dir() else ():
            place = self.folder / old.name
            if place.exists():
                self._part_with(old)
            else:
                old.rename(place)
        self._sweep()

    def _sweep(self) -> None:
        for folder in ("new", "gone"):
            shutil.rmtree(self.folder / _WORK / folder, ignore_errors=True)


@contextmanager
def _told(problem: str) -> Iterator[None]:
    """Tell what the system refuses in a sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "请关闭正打开着其中文件的程序，检查磁盘和权限，再重新运行"
        raise AssistantError(f"{problem}（{reason}）", hint) from error


def _record(place: Path) -> Done | None:
    try:
        return read_done((place / DONE_FILE).read_bytes())
    except OSError:
        return None


def _changed(place: Path, files: dict[str, str]) -> bool:
    """Tell whether a folder holds anything but these files with these hashes; one that is missing is no change."""
    for path in place.iterdir():
        if path.name == DONE_FILE:
            continue
        if path.name not in files or not path.is_file() or file_hash(path) != files[path.name]:
            return True
    return False


def _write(folder: Path, content: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, each in sorted(content.items(), key=lambda pair: pair[0] == DONE_FILE):
        write_aside(folder / name, each)


def _flush(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
