"""An office's own models: each in a folder of its own below the user's data folder, one of them in use."""

from datetime import datetime
from pathlib import Path

import msgspec

from assistant.errors import AssistantError
from assistant.taxonomy import Taxonomy

MODELS, _IN_USE, _CARD = "models", "labels-in-use.txt", "card.json"
BUILT_IN = "builtin"
"""Stands for the model that ships."""


class OfficeCard(msgspec.Struct, frozen=True):
    """What an office's model was made of and how good it is; holds no note."""

    made: str
    taxonomy: Taxonomy
    learned: int
    """Notes of the office that were learned from."""
    held_out: int
    """Notes of the office that were not, to measure on."""
    right: float
    """Share of those held out with the right category and section."""
    right_before: float
    """The same of the model that was in use before."""
    built_in_right: float
    """Share of the built-in held-out writers' notes with both labels right, by a model that read none of theirs."""
    built_in_before: float
    """The same without the office's notes."""


def active(home: Path) -> Path | None:
    """Return the folder of the model in use; nothing where it is the one that ships."""
    pointer = home / MODELS / _IN_USE
    if not pointer.exists():
        return None
    folder = home / MODELS / pointer.read_text(encoding="utf-8").strip()
    return folder if folder.is_dir() else None


def kept(home: Path) -> list[Path]:
    """Return the folders of all models of an office, oldest first."""
    return sorted(path for path in (home / MODELS).glob("labels-*") if path.is_dir())


def read_office_card(folder: Path) -> OfficeCard:
    """Return the card of an office's model."""
    return msgspec.json.decode((folder / _CARD).read_bytes(), type=OfficeCard)


def write_office_card(folder: Path, card: OfficeCard) -> None:
    """Write the card of an office's model."""
    (folder / _CARD).write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")


def belongs_to(folder: Path, taxonomy: Taxonomy) -> bool:
    """Tell whether a model was trained for just these categories."""
    try:
        return read_office_card(folder).taxonomy == taxonomy
    except (OSError, msgspec.DecodeError):
        return False


def new_folder(home: Path, now: datetime) -> Path:
    """Return the folder for a model made now; it does not exist yet."""
    name = base = f"labels-{now:%Y%m%d-%H%M%S}"
    taken = {path.name for path in kept(home)}
    number = 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return home / MODELS / name


def use(home: Path, name: str) -> None:
    """Use the model of that name from now on, or the built-in one.

    Raises:
        AssistantError: there is no such model.

    """
    pointer = home / MODELS / _IN_USE
    if name == BUILT_IN:
        pointer.unlink(missing_ok=True)
        return
    names = [path.name for path in kept(home)]
    if name not in names:
        raise AssistantError(f"没有名为“{name}”的归类模型", f"可用：{'、'.join([BUILT_IN, *names])}")
    draft = pointer.with_suffix(".tmp")
    draft.write_text(name + "\n", encoding="utf-8")
    draft.replace(pointer)
