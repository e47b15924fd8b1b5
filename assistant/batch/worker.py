"""What a worker process does: one case after the other until its pipe closes; the models are loaded for the first."""

import gc
import os
import signal
import threading
from enum import Enum, auto
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

import msgspec

from assistant.batch.memory import first_to_go
from assistant.batch.task import Outcome, Task
from assistant.errors import AssistantError

_COLLECTED = (20_000, 20, 20)
"""New objects after which the garbage collector looks at the young ones, and rounds after which at the older ones."""


class Stage(Enum):
    """Where a worker is between two cases."""

    UP = auto()
    """Started, and free."""
    LOADING = auto()
    """Loading the models, which does not count as time of the case it was given."""
    LOADED = auto()


class Refusal(msgspec.Struct, frozen=True):
    """Why a worker cannot work at all, such as a damaged model."""

    problem: str
    hint: str


Pipe = Connection
"""Tasks come in; stages, outcomes and at most one refusal go out."""


def work(pipe: Pipe) -> None:
    """Answer each task with its outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; who started us decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    first_to_go()
    pipe.send(Stage.UP)
    loaded = False
    try:
        while isinstance(task := pipe.recv(), Task):
            outcome, loaded = _answer(pipe, task, loaded)
            pipe.send(outcome)
    except AssistantError as error:
        pipe.send(Refusal(error.problem, error.hint))
    except (EOFError, OSError):
        return


def _answer(pipe: Pipe, task: Task, loaded: bool) -> tuple[Outcome, bool]:
    """Return the outcome of a task and whether the models are loaded; a case that stands needs none."""
    from assistant.batch.job import run_case, unchanged

    if not loaded:
        if (stands := unchanged(task)) is not None:
            return stands, False
        from assistant.pipeline import warm

        pipe.send(Stage.LOADING)
        warm(task.settings)
        _set_aside_from_collection()
        pipe.send(Stage.LOADED)
    return run_case(task), True


def _set_aside_from_collection() -> None:
    """Let the garbage collector pass over models and dictionaries, which stay, and come less often: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)


def _end_with_parent() -> None:
    """End this process the moment the one that started it is gone, however it went."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
