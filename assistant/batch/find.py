"""Which cases there are below a folder, and what the folders of their outputs are called."""

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from assistant.ingest.case import CASE_FILE

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_TAKEN = re.compile(r"(?i)summary\.(json|xlsx|html)")
"""Names that the summary has among the outputs."""
_LONGEST = 160
"""Bytes of a name; file systems take 255, and words may have to be added."""


class Found(msgspec.Struct, frozen=True):
    """A folder with a case.yaml, or one that cannot be looked into (`problem`)."""

    folder: Path
    case: str
    """Its path below ROOT, with /; ROOT itself is a dot."""
    name: str = ""
    problem: str = ""
    hint: str = ""


def find_cases(root: Path, skip: Path) -> list[Found]:
    """Return every case below `root`, itself included, in the order of their paths; nothing below `skip` is one.

    Hidden folders are not looked into. A case that holds other cases is a problem: their material would be mixed.
    """
    found = list(_look(root, root, skip.resolve(), frozenset()))
    own = root.resolve().name
    names = _names(own if each.case == "." else each.case for each in found if not each.problem)
    return [
        each if each.problem else msgspec.structs.replace(each, name=names[own if each.case == "." else each.case])
        for each in _apart(found)
    ]


def _look(folder: Path, root: Path, skip: Path, above: frozenset[Path]) -> Iterator[Found]:
    real = folder.resolve()
    if real in above or (real == skip and folder != root and not (folder / CASE_FILE).exists()):
        return
    case = folder.relative_to(root).as_posix()
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Found(folder, case, problem=f"文件夹 {case} 打不开（{error.strerror}）", hint="请检查权限或网络盘")
        return
    if (folder / CASE_FILE).exists():
        yield Found(folder, case)
    for path in inside:
        if path.is_dir() and not path.name.startswith("."):
            yield from _look(path, root, skip, above | {real})


def _apart(found: list[Found]) -> Iterator[Found]:
    """Yield what was found; a case that holds another one becomes a problem."""
    cases = [each for each in found if not each.problem]
    holders = {above for each in cases for above in each.folder.parents}
    for each in found:
        if each.problem or each.folder not in holders:
            yield each
            continue
        inner = next(one.case for one in cases if each.folder in one.folder.parents)
        told = f"案例文件夹里还有别的案例（{inner}），材料会混在一起"
        yield msgspec.structs.replace(each, problem=told, hint="请把里面的案例移到外面，与它并列")


def _names(cases: Iterator[str]) -> Mapping[str, str]:
    """Return a name per case: its folder's, as every system takes it; those that collide are told apart by their path.

    >>> dict(_names(iter(["甲区/教育局", "乙区/教育局", "水务局"])))
    {'甲区/教育局': '甲区·教育局', '乙区/教育局': '乙区·教育局', '水务局': '水务局'}
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        alike[_folded(_clean(case.rsplit("/", 1)[-1]))].append(case)
    names: dict[str, str] = {}
    for group in alike.values():
        single = len(group) == 1
        names |= {case: _clean(case.rsplit("/", 1)[-1] if single else case.replace("/", "·")) for case in group}
    taken: dict[str, int] = defaultdict(int)
    for name in names.values():
        taken[_folded(name)] += 1
    return {case: name if taken[_folded(name)] == 1 else f"{name}-{_short(case)}" for case, name in names.items()}


def _clean(name: str) -> str:
    r"""Return a name that Windows, macOS and Linux take for a folder.

    >>> _clean("a:b?. "), _clean("con"), _clean(".x")
    ('a_b_', 'con_', '_.x')
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).rstrip(". ") or "_"
    name = f"_{name}" if name.startswith(".") else name
    if _RESERVED.fullmatch(name) or _TAKEN.fullmatch(name):
        name = f"{name}_"
    encoded = name.encode()
    return name if len(encoded) <= _LONGEST else f"{encoded[:_LONGEST].decode(errors='ignore')}-{_short(name)}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _short(text: str) -> str:
    return hashlib.blake2b(os.fsencode(text), digest_size=3).hexdigest()
