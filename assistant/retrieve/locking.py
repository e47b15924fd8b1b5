"""One process at a time: a lock that the operating system takes back when its holder dies, however it dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError

_PAUSE_S = 0.05


@contextmanager
def locked(file: Path, patience_s: float, busy: AssistantError) -> Iterator[None]:
    """Hold the lock of `file` (made where it is missing), waiting for it up to `patience_s` seconds.

    Raises:
        AssistantError: `busy`, where another process holds it for longer.

    """
    since = time.monotonic()
    while (handle := _take(file)) is None:
        if time.monotonic() - since >= patience_s:
            raise busy
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        os.close(handle)


def _take(file: Path) -> int | None:
    """Return an open file that holds the lock, or None where another holds it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(handle)
    except OSError:
        os.close(handle)
        return None
    return handle


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
