"""A case's files: names made safe, zips unpacked with limits, a fingerprint that tells when something changed."""

import hashlib
import io
import os
import re
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime, now

from assistant.errors import AssistantError
from assistant.web.models import Case

MEGABYTE = 1024 * 1024
FILE_LIMIT = 100 * MEGABYTE
CASE_LIMIT = 500 * MEGABYTE
MOST_FILES = 2000
_MOST_RATIO = 200
_CHUNK = 256 * 1024
_DEEPEST = 8
_LONGEST_BYTES = 200
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)

_TURN = threading.RLock()
"""Who changes a case waits here in turn; SQLite alone would let the waiting ask again and again, the unlucky for seconds."""


class BadUpload(AssistantError):
    """Something uploaded that is refused."""


class Stored(NamedTuple):
    """A file that was stored, and whether another one stood there (it is kept aside)."""

    name: str
    size: int
    replaced: bool


@contextmanager
def changing(case: Case) -> Iterator[Case]:
    """Hold a case while its files and rows change together; its fingerprint is brought up to date at the end.

    Who changes files without changing the rows empties the fingerprint: the folder is then read again.
    """
    with _TURN, transaction.atomic():
        held = Case.objects.select_for_update().select_related("agency").get(pk=case.pk)
        fresh = held.fingerprint == fingerprint(held.inputs)
        yield held
        if fresh and held.fingerprint:
            held.fingerprint = fingerprint(held.inputs)
            held.save(update_fields=["fingerprint", "changed_at"])
            case.fingerprint = held.fingerprint


def fingerprint(folder: Path) -> str:
    """Return what changes whenever a file of a folder is added, removed or written."""
    told = hashlib.sha256()
    for path in list_files(folder):
        stat = path.stat()
        told.update(f"{path.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return told.hexdigest()


def list_files(folder: Path) -> list[Path]:
    """Return every file below a folder, hidden ones left out, in order."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def safe_name(name: str) -> str:
    r"""Return a file's name below the case folder.

    >>> safe_name("台账\\2025/申请.csv")
    '台账/2025/申请.csv'

    Raises:
        BadUpload: it leads elsewhere, is hidden, or cannot be a file's name.

    """
    if name.startswith(("/", "\\")):
        raise _refused(name)
    parts = [part.strip() for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if not parts or len(parts) > _DEEPEST or any(_bad(part) for part in parts):
        raise _refused(name)
    return "/".join(parts)


def _bad(part: str) -> bool:
    return (
        part.startswith((".", "~$"))
        or part.endswith(".")
        or bool(_FORBIDDEN.search(part) or _RESERVED.fullmatch(part))
        or len(part.encode()) > _LONGEST_BYTES
    )


def _refused(name: str) -> BadUpload:
    shown = _FORBIDDEN.sub("", name)[-60:]
    return BadUpload(f"文件名不能使用：{shown}", '文件名不能含 < > : " | ? *，不能以点开头，不能指向上级文件夹')


def store(case: Case, name: str, source: IO[bytes]) -> Stored:
    """Write a file into the case folder; another of that name is kept aside, never lost.

    Raises:
        BadUpload: its name or size is refused, or the case would become too large.

    """
    name = safe_name(name)
    target = case.inputs / name
    if target.is_dir() or any(parent.is_file() for parent in target.parents):
        raise BadUpload(f"{name} 与已有的文件夹或文件重名", "请改名后再上传")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = _write_aside(target, source)
    replaced = target.exists()
    if replaced:
        if target.read_bytes() == aside.read_bytes():
            aside.unlink()
            return Stored(name, target.stat().st_size, False)
        _keep_old(case, target, name)
    aside.replace(target)
    return Stored(name, target.stat().st_size, replaced)


def _write_aside(target: Path, source: IO[bytes]) -> Path:
    handle, path = tempfile.mkstemp(prefix=".", suffix=".new", dir=target.parent)
    aside = Path(path)
    size = 0
    try:
        with os.fdopen(handle, "wb") as file:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > FILE_LIMIT:
                    raise BadUpload(f"{target.name} 超过了 {FILE_LIMIT // MEGABYTE} MB 的上限", "请分成几个文件")
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _keep_old(case: Case, target: Path, name: str) -> None:
    kept = case.outputs / "旧文件" / f"{localtime(now()):%Y%m%d-%H%M%S-%f}" / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(target, kept)


def remove(case: Case, name: str) -> None:
    """Take a file out of the case folder; it is kept aside.

    Raises:
        BadUpload: there is no such file.

    """
    target = case.inputs / safe_name(name)
    if not target.is_file():
        raise BadUpload(f"没有文件 {safe_name(name)}", "可能已被移走，请刷新页面")
    _keep_old(case, target, safe_name(name))
    target.unlink()


def check_room(case: Case) -> None:
    """Refuse to let a case grow beyond its limits.

    Raises:
        BadUpload: it holds too many files or bytes.

    """
    files = list_files(case.inputs)
    if len(files) > MOST_FILES or sum(path.stat().st_size for path in files) > CASE_LIMIT:
        raise BadUpload(f"案例文件超过 {MOST_FILES} 个或 {CASE_LIMIT // MEGABYTE} MB", "请移走用不到的文件后再上传")


def unpack(archive: IO[bytes], folder: Path) -> list[str]:
    """Unpack a zip into an empty folder and return the names; a single folder around everything is taken off.

    Raises:
        BadUpload: no zip, encrypted, too large, packed beyond belief, or with a name that leads elsewhere.

    """
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir() and not _litter(_name(entry))]
            _check(entries)
            names = _without_common_folder([safe_name(_name(entry)) for entry in entries])
            if len(set(names)) != len(names):
                raise BadUpload("压缩包里有重名的文件", "请改名后重新压缩")
            left = CASE_LIMIT
            for entry, name in zip(entries, names, strict=True):
                left -= _extract(packed, entry, folder / name, min(left, FILE_LIMIT))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise BadUpload("不是完整的 zip 压缩包", "请用系统自带的“压缩为 zip”重新压缩后上传") from error
    return names


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; Windows writes Chinese names in GBK without saying so, others UTF-8 without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return entry.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return entry.filename


def _litter(name: str) -> bool:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "__MACOSX" in name or last.startswith((".", "~$")) or last.lower() in ("thumbs.db", "desktop.ini")


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > CASE_LIMIT:
        raise BadUpload(f"压缩包里的内容超过 {MOST_FILES} 个文件或 {CASE_LIMIT // MEGABYTE} MB", "请分几次上传")
    for entry in entries:
        if entry.flag_bits & 1:
            raise BadUpload("压缩包有密码", "请去掉密码后重新压缩")
        if (entry.external_attr >> 16) & 0o170000 == 0o120000:
            raise BadUpload("压缩包里有快捷方式或链接", "请放入文件本身")
        if entry.file_size > MEGABYTE and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
            raise BadUpload("压缩包的压缩比异常，没有解开", "请直接上传里面的文件")


def _without_common_folder(names: list[str]) -> list[str]:
    tops = {name.split("/", 1)[0] for name in names}
    if len(tops) == 1 and all("/" in name for name in names):
        return [name.split("/", 1)[1] for name in names]
    return names


def _extract(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, limit: int) -> int:
    """Write an entry and return its size, counted as it comes out, whatever the zip says of itself."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with packed.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise BadUpload("压缩包解开后太大，没有解开", "请分几次上传")
            file.write(chunk)
    return size


def pack(case: Case) -> bytes:
    """Return the case folder as a zip, every file as it is."""
    return pack_files(str(case.folder), case.inputs, list_files(case.inputs))


def pack_files(top: str, root: Path, paths: Iterable[Path]) -> bytes:
    """Return files as a zip below one folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in paths:
            packed.write(path, f"{top}/{path.relative_to(root).as_posix()}")
    return out.getvalue()


@contextmanager
def staging() -> Iterator[Path]:
    """Yield an empty folder beside the cases, gone afterwards unless it was moved away."""
    cases = Path(settings.DATA_DIR) / "cases"
    cases.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".new-", dir=cases))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
