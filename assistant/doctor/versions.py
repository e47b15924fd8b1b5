"""Python and the packages, held against what the program asks for and against the versions it was tested with."""

import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import TYPE_CHECKING

from assistant.doctor.complaint import Told, fine, reminder, wrong
from assistant.errors import AssistantError
from assistant.settings import resource

if TYPE_CHECKING:
    from packaging.requirements import Requirement

PART = "版本"
LEAST_PYTHON = (3, 11)
_PROGRAM = "nianbao"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")
_SHOWN = 6
_INSTALL = "请在本程序的文件夹里重新安装：pip install --no-index --find-links wheelhouse nianbao"


def examine_versions() -> Iterator[Told]:
    """Tell about Python, and about packages missing, unfit, or other than those of requirements.lock."""
    yield _python(sys.version_info[:3])
    try:
        needed = metadata.requires(_PROGRAM) or []
    except metadata.PackageNotFoundError:
        yield wrong(PART, "程序没有安装（找不到 nianbao 的安装记录）", _INSTALL)
        return
    yield from packages(needed, _locked())


def _python(version: tuple[int, ...]) -> Told:
    said = f"Python {'.'.join(map(str, version))}"
    if version < LEAST_PYTHON:
        return wrong(PART, f"{said} 太旧", "请安装 Python 3.11 或更新的版本，再重新安装本程序")
    return fine(PART, said)


def _locked() -> dict[str, str]:
    """Return the versions of requirements.lock by name, none where it was not shipped."""
    try:
        text = resource("requirements.lock").read_text(encoding="utf-8")
    except AssistantError:
        return {}
    return {_plain(match[1]): match[2] for line in text.splitlines() if (match := _LOCKED.match(line))}


def packages(needed: Iterable[str], locked: dict[str, str]) -> Iterator[Told]:
    """Tell about requirements (PEP 508, those of extras left out) that are not met, and versions other than locked."""
    from packaging.requirements import Requirement

    wanted = [Requirement(text) for text in needed]
    wanted = [each for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    other = []
    for each in wanted:
        installed = _installed(each.name)
        if unmet := _unmet(each, installed):
            yield unmet
        elif _differs(installed, locked.get(_plain(each.name))):
            other.append(f"{each.name} {installed}（核对过的是{locked[_plain(each.name)]}）")
    if other:
        more = "等" if len(other) > _SHOWN else ""
        yield reminder(
            PART,
            f"{len(other)}个组件的版本与 requirements.lock 不同：{'、'.join(other[:_SHOWN])}{more}",
            "通常可用；如结果异常，请按 requirements.lock 重新安装：pip install -c requirements.lock nianbao",
        )
    yield fine(PART, f"需要的组件{len(wanted)}个，已核对")


def _unmet(needed: "Requirement", installed: str | None) -> Told | None:
    if installed is None:
        return wrong(PART, f"缺少组件 {needed.name}", _INSTALL)
    if not needed.specifier.contains(installed, prereleases=True):
        return wrong(PART, f"组件 {needed.name} {installed} 不合要求（应为{needed.specifier}）", _INSTALL)
    return None


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _differs(installed: str | None, locked: str | None) -> bool:
    """Say whether two versions differ; what stands behind + (torch's +cpu) is where it was built."""
    return bool(installed and locked) and str(installed).split("+")[0] != str(locked).split("+")[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
