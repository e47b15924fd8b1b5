"""One run at a time may write to a folder of outputs: a lock that the system lets go of when its process ends."""

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import FileIO
from pathlib import Path
from platform import node

import msgspec

from assistant.errors import AssistantError

_FAR = 1 << 30
"""Where on Windows the locked byte lies: beyond the text, which others can then still read."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds a lock: written into the file for others to read."""

    process: int
    machine: str
    since: str


@contextmanager
def locked(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file at `path` while the block runs; `what` names in Chinese what it stands for.

    Raises:
        AssistantError: somebody else holds it, it cannot be written, or the disk knows no locks.

    """
    with _opened(path, what) as file:
        if not _take(file.fileno(), path):
            raise AssistantError(
                f"另一个 nianbao batch 正在写 {what}{_told(path)}", "请等它结束，或换一个输出文件夹（-o）"
            )
        holder = Holder(os.getpid(), node(), datetime.now().isoformat(" ", "minutes"))
        with contextlib.suppress(OSError):  # who holds it is told as a courtesy; a full disk shall not matter
            file.truncate(0)
            file.write(msgspec.json.encode(holder))
        yield


def _opened(path: Path, what: str) -> FileIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as error:
        hint = "请检查磁盘是否已满、能否写入，或换一个输出文件夹（-o）"
        raise AssistantError(f"写不了 {what}（{error.strerror or type(error).__name__}）", hint) from error
    return FileIO(handle, "r+")


def _told(path: Path) -> str:
    try:
        holder = msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return ""
    return f"（进程 {holder.process}，电脑 {holder.machine}，{holder.since} 开始）"


def _take(handle: int, path: Path) -> bool:
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        hint = "请把输出文件夹（-o）放在本机磁盘上"
        raise AssistantError(f"{path.parent} 所在的磁盘不支持加锁", hint) from error
    return True


if sys.platform == "win32":

    def _lock(handle: int) -> None:
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        with contextlib.suppress(FileNotFoundError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:

    def _lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
