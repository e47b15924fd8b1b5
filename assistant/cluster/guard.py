"""A case within its limits of time and memory, in whatever process runs it."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from assistant.batch import Limits, Outcome, Task, failed, run_case
from assistant.batch.memory import resident_megabytes

_TICK_S = 0.2
_GRACE_S = 20.0
"""How long a case may take to notice that it was broken off."""
_SIGNAL = getattr(signal, "SIGUSR1", signal.SIGINT)


class _TooMuch(BaseException):
    """Breaks off a case; no `except Exception` of the rooms holds it up."""


def guarded(task: Task, limits: Limits) -> Outcome:
    """Draft and check one case, broken off when it takes too long or too much memory; its outcome says so."""
    began, reasons = time.monotonic(), [("", "")]
    try:
        with _watched(limits, reasons):
            return run_case(task)
    except _TooMuch:
        return failed(task, *reasons[-1], seconds=round(time.monotonic() - began, 3))


@contextmanager
def _watched(limits: Limits, reasons: list[tuple[str, str]]) -> Iterator[None]:
    """Raise `_TooMuch` in this thread, which must be the main one, when a limit is passed."""

    def stop(_: int, __: FrameType | None) -> None:
        raise _TooMuch

    over, before = threading.Event(), signal.signal(_SIGNAL, stop)
    watcher = threading.Thread(target=_watch, args=(limits, reasons, over, threading.get_ident()), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        signal.signal(_SIGNAL, before)


def _watch(limits: Limits, reasons: list[tuple[str, str]], over: threading.Event, thread: int) -> None:
    deadline = time.monotonic() + limits.seconds
    while not over.wait(min(_TICK_S, limits.seconds)):
        if time.monotonic() > deadline:
            told = f"超过{limits.seconds:g}秒没有完成，已停止"
            reasons.append((told, "请检查材料是否过大、网络盘是否太慢，或用 --timeout 放宽时限"))
        elif resident_megabytes(os.getpid()) > limits.megabytes:
            reasons.append((f"占用内存超过{limits.megabytes}MB，已停止", "请检查材料是否过大，或用 --memory 放宽限额"))
        else:
            continue
        signal.pthread_kill(thread, _SIGNAL)
        if not over.wait(_GRACE_S):  # it hangs where no signal reaches it
            os._exit(1)
        return
