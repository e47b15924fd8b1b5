"""Errors nobody foresaw: told in a sentence, without a traceback and without what a file held."""

import errno
from pathlib import Path
from traceback import extract_tb

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}


def describe(error: Exception) -> tuple[str, str]:
    """Return problem and hint. The error's own words are left out: they may quote a ledger.

    >>> describe(OSError(errno.ENOSPC, "No space left on device", "out/report.docx"))
    ('写不下 out/report.docx：磁盘已满', '请清理磁盘，或换一个目录')
    """
    if isinstance(error, MemoryError):
        return "内存不足", "请关闭其他程序，或把材料分成几批处理"
    if isinstance(error, OSError) and error.filename:
        return _of_file(error)
    return f"程序内部出错（{type(error).__name__}，{_place(error)}）", "材料没有改动。请把这一行和所用命令告诉维护人员"


def _of_file(error: OSError) -> tuple[str, str]:
    if error.errno in _FULL:
        return f"写不下 {error.filename}：磁盘已满", "请清理磁盘，或换一个目录"
    if error.errno in _NO_RIGHT:
        return f"没有权限读写 {error.filename}", "请检查文件是否被其他程序打开、是否只读，或换一个目录"
    if error.errno == errno.ENOENT:
        return f"找不到 {error.filename}", "请检查路径"
    return (
        f"读写 {error.filename} 时出错（{errno.errorcode.get(error.errno or 0, '未知')}）",
        "请检查磁盘或网络盘是否可用",
    )


def _place(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if "assistant" in Path(frame.filename).parts] or frames
    return f"{Path(own[-1].filename).name}第{own[-1].lineno}行" if own else "位置不明"
