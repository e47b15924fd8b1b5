"""What the program needs, at the versions of the lock file.

    python packaging/locked.py requirements.lock

prints a requirement a line for everything the program and its extras web, ocr and postgres come to need, as installed
here. For another platform these are downloaded without looking at dependencies again: pip would judge them by the
markers of this one.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

_ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "nianbao"
INSTALLED = ("web", "ocr", "postgres")
"""Extras an office installs; the lock file has all they need."""
OPTIONAL = (*INSTALLED, "train", "cluster")
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)")


def plain(name: str) -> str:
    """Return a package's name as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path) -> dict[str, str]:
    """Return the versions of a lock file by plain name."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {plain(match[1]): match[2] for line in lines if (match := _LOCKED.match(line))}


def needs(name: str, extras: Iterable[str] = ()) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (package, its extras) for what a package requires here; nothing where it is not installed."""
    for text in own_needs(extras) if name == PROGRAM else _installed_needs(name):
        each = Requirement(text)
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield plain(each.name), frozenset(each.extras)


def own_needs(extras: Iterable[str]) -> list[str]:
    """Return what the program itself requires, with some extras, as pyproject.toml says."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    return [*project["dependencies"], *(text for extra in extras for text in optional.get(extra, ()))]


def _installed_needs(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def reached(extras: Iterable[str]) -> set[str]:
    """Return every package that the program with some extras comes to need."""
    waiting = [(PROGRAM, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        if (one := waiting.pop()) not in seen:
            seen.add(one)
            waiting += needs(*one)
    return {name for name, _ in seen} - {PROGRAM}


def version() -> str:
    """Return the program's version."""
    return str(tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def main(lock: Path) -> None:
    """Print the requirements."""
    versions = locked(lock)
    for name in sorted((reached(()) | reached(INSTALLED)) & versions.keys()):
        sys.stdout.write(f"{name}=={versions[name]}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
