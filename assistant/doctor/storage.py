"""Where things are kept: the user's folders, the corpus and its index, room on disk and in memory."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant import pipeline
from assistant.doctor.complaint import Told, fine, reminder, wrong
from assistant.errors import AssistantError
from assistant.retrieve import corpus_stats, damage, history
from assistant.settings import Settings

FOLDERS, CORPUS, ROOM = "权限", "语料", "空间"
_MB = 1024 * 1024
LEAST_DISK, ENOUGH_DISK = 200 * _MB, 1024 * _MB
"""Bytes free below which nothing can be drafted, and below which it will soon be so."""
LEAST_MEMORY, ENOUGH_MEMORY = 700 * _MB, 1500 * _MB
"""A draft takes about 500 MB."""


def examine_storage(settings: Settings) -> Iterator[Told]:
    """Tell about folders that cannot be written, a corpus that cannot be searched, and little room."""
    places = {"用户文件夹": settings.home, "语料文件夹": settings.corpus_dir, "临时文件夹": Path(tempfile.gettempdir())}
    for name, folder in places.items():
        yield writable(name, folder)
    yield from _corpus(settings)
    disks = {_nearest(folder).stat().st_dev: _nearest(folder) for folder in reversed(places.values())}
    for folder in disks.values():
        yield disk(folder, shutil.disk_usage(folder).free)
    yield memory(available_memory())


def writable(name: str, folder: Path) -> Told:
    """Write a small file into a folder, or where it will be made, and take it away again."""
    there = _nearest(folder)
    try:
        with tempfile.NamedTemporaryFile(dir=there, prefix=".nianbao-") as file:
            file.write(b"nianbao")
            file.flush()
    except OSError as error:
        remedy = "请检查这个文件夹的权限，或用环境变量 NIANBAO_HOME 指定另一个文件夹"
        return wrong(FOLDERS, f"{name} {folder} 不能写入（{error.strerror}）", remedy)
    return fine(FOLDERS, f"{name} {folder} 可以写入" + ("" if there == folder else "（用到时建立）"))


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), Path.cwd())


def _corpus(settings: Settings) -> Iterator[Told]:
    """Tell whether the corpus is whole, and can be searched."""
    try:
        lost = damage(settings.corpus_dir)
        total = corpus_stats(settings.corpus_dir).total
        ((_, _, found),) = pipeline.suggest([("1", "6月5日组织政务公开业务培训")], settings, 2024, k=1)
    except AssistantError as error:
        remedy = error.hint or "请用 nianbao corpus history 查看版本，用 nianbao corpus restore 恢复"
        yield wrong(CORPUS, error.problem, remedy)
        return
    if not history(settings.corpus_dir) and any(settings.corpus_dir.glob("*/*.jsonl")):
        remedy = "请从备份恢复这个文件夹，或用 nianbao corpus add 重新添加往年的段落"
        yield wrong(CORPUS, f"{settings.corpus_dir} 里有段落，但没有一个版本能读，自己添加的段落没有参与检索", remedy)
    if lost:
        remedy = "其余段落仍可检索；请用 nianbao corpus history 查看版本，用 nianbao corpus restore 恢复"
        yield wrong(CORPUS, f"语料库有{len(lost)}个文件丢失或损坏：{'、'.join(lost[:3])}", remedy)
    if found:
        yield fine(CORPUS, f"共{total}段，检索正常")
    else:
        yield wrong(CORPUS, "检索没有给出往年写法", "请删除用户文件夹里的索引，让程序重建；仍不行时请重新安装 nianbao")


def disk(folder: Path, free: int) -> Told:
    """Judge the bytes free on the disk of a folder."""
    said = f"{folder} 所在磁盘剩余{free // _MB}兆字节"
    remedy = "请清理磁盘，或用环境变量 NIANBAO_HOME 换一个磁盘"
    if free < LEAST_DISK:
        return wrong(ROOM, said, remedy)
    return reminder(ROOM, said, remedy) if free < ENOUGH_DISK else fine(ROOM, said)


def memory(free: int | None) -> Told:
    """Judge the bytes of memory that can be had; None where the system does not say."""
    if free is None:
        return reminder(ROOM, "不知道可用内存有多少", "请在任务管理器中查看，起草一份约需500兆字节")
    said = f"可用内存{free // _MB}兆字节"
    remedy = "请关闭其他程序；批量起草时用 --workers 1"
    if free < LEAST_MEMORY:
        return wrong(ROOM, said, remedy)
    return reminder(ROOM, said, remedy) if free < ENOUGH_MEMORY else fine(ROOM, said)


def available_memory() -> int | None:
    """Return the bytes of memory that can be had without swapping, None where the system does not say."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    names = os.sysconf_names
    if "SC_PAGE_SIZE" in names and "SC_PHYS_PAGES" in names:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None


def _windows_memory() -> int | None:
    """Ask Windows (GlobalMemoryStatusEx)."""
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "free", "page", "page_free", "all", "all_free", "more")),
        )

    status = Status()
    status.length = ctypes.sizeof(Status)
    done = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined]
    return int(status.free) if done else None
