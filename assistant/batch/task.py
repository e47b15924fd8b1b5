"""One case of many: what a worker is given, and what it answers. Both can be pickled and sent to another machine."""

from enum import StrEnum
from pathlib import Path

import msgspec

from assistant.settings import Settings


class State(StrEnum):
    """What became of a case."""

    DONE = "done"
    """Drafted in this run."""
    KEPT = "kept"
    """Nothing it depends on has changed since it was drafted; its outputs stand as they are."""
    FAILED = "failed"
    """Not drafted; `Outcome.problem` says why. Outputs of an earlier run, if any, stand as they were."""
    UNFINISHED = "unfinished"
    """The run ended before its turn."""


class Task(msgspec.Struct, frozen=True):
    """A case to be drafted and checked."""

    name: str
    """The name of its folder among the outputs; no two tasks of a run share one."""
    case: str
    """Its folder as the user knows it: the path below ROOT, with /."""
    folder: Path
    """Where its inputs lie; nothing is ever written there."""
    settings: Settings
    base: str
    """Fingerprint of all it depends on besides its inputs: `program_key`."""
    known: str = ""
    """The key under which whole outputs stand already; where it still holds nothing is done. Empty: always draft."""
    aside: Path | None = None
    """The folder to make and to write into, on the disk of the outputs; None: the files come back as bytes."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a task."""

    name: str
    case: str
    state: State
    agency: str = ""
    year: int | None = None
    title: str = ""
    counts: dict[str, int] = {}
    """Findings of each severity: error, warning, info."""
    errors: tuple[str, ...] = ()
    """What the findings of severity error say."""
    missing: tuple[str, ...] = ()
    """Facts the material does not hold, in sentences."""
    unused: int = 0
    """Items and rows of the material that no sentence or number used."""
    seconds: float = 0.0
    problem: str = ""
    """Why it failed, in a Chinese sentence; `hint` says what to do."""
    hint: str = ""
    note: str = ""
    """What else a person should know of it, such as outputs that somebody has edited."""
    key: str = ""
    files: dict[str, str] = {}
    """The files made, by name, each with the hash of what it holds."""
    content: dict[str, bytes] = {}
    """The files themselves where the task had no folder to write into."""


def failed(task: Task, problem: str, hint: str, seconds: float = 0.0) -> Outcome:
    """Return the outcome of a task that came to nothing."""
    return Outcome(task.name, task.case, State.FAILED, seconds=seconds, problem=problem, hint=hint)
