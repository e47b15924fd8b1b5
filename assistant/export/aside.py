"""Files appear whole or not at all."""

import os
import tempfile
from pathlib import Path

from assistant.errors import AssistantError


def write_aside(path: Path, content: bytes) -> None:
    """Write beside `path`, flush to the disk, rename over it: whoever reads `path` sees the old file or the new one.

    Raises:
        AssistantError: the folder cannot be written, the disk is full, or the file is held open by another program.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _flush_folder(path.parent)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "请检查文件夹能否写入、磁盘是否已满；文件若正在 Word 或其他程序中打开，请先关闭再重试"
        raise AssistantError(f"写不了文件 {path}（{reason}）", hint) from error


def _flush_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
