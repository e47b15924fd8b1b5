"""Where the tables of indexes lie: in the user's data folder, in another folder, or in an object store.

Each has a folder of notes in the user's data folder, of the same name, which says where its table is.
"""

import shutil
import uuid
from pathlib import Path

from assistant.errors import AssistantError
from assistant.retrieve.rows import TABLE

_NOTE = "place.txt"
DAMAGED = (OSError, RuntimeError, ValueError)
"""What Lance raises where its files are damaged, or cannot be read or written."""


def remote(base: str | None) -> bool:
    """Tell whether a place is none of this machine's file system."""
    return base is not None and "://" in base


def checked(base: str | None) -> None:
    """Pass where tables can be made at a place: anywhere Lance knows, or a folder that is there.

    Raises:
        AssistantError: the folder is not there.

    """
    if base is not None and not remote(base) and not Path(base).is_dir():
        raise AssistantError(f"放索引的文件夹 {base} 不存在", "请先建好它，或检查网络盘是否连上（设置 index_place）")


def new_notes(root: Path, base: str | None) -> Path:
    """Make the notes of a new table below `root`; the table will lie at `base`, by default beside its notes."""
    notes = root / uuid.uuid4().hex[:16]
    notes.mkdir(mode=0o700, parents=True)
    if base is not None:
        (notes / _NOTE).write_text(f"{base.rstrip('/')}/{notes.name}", encoding="utf-8")
    return notes


def table_place(notes: Path) -> str:
    """Return the folder or URI of the table that some notes are about."""
    try:
        return (notes / _NOTE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return str(notes)


def discard(notes: Path) -> None:
    """Remove a table and its notes; where the table cannot be reached now, both stay for another time."""
    place = table_place(notes)
    if place != str(notes):
        try:
            _drop(place)
        except DAMAGED:
            return
    shutil.rmtree(notes, ignore_errors=True)


def _drop(place: str) -> None:
    import lancedb

    tables = lancedb.connect(place)
    if TABLE in tables.list_tables().tables:
        tables.drop_table(TABLE)
    if not remote(place):
        shutil.rmtree(place, ignore_errors=True)
