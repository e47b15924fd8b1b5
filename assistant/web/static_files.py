"""Style sheet and scripts: read once, sent with a name that changes when they do."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import django_htmx

_FOLDER = Path(__file__).parent / "static"
_HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class StaticFile(NamedTuple):
    """A file's bytes, its media type and the tag of its content."""

    data: bytes
    kind: str
    tag: str


@cache
def files() -> dict[str, StaticFile]:
    """Return every static file by name; nothing else can be asked for."""
    paths = {path.name: path for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES}
    paths["htmx.js"] = _HTMX
    return {name: _read(path) for name, path in paths.items()}


def _read(path: Path) -> StaticFile:
    data = path.read_bytes()
    return StaticFile(data, _TYPES[path.suffix], hashlib.blake2b(data, digest_size=6).hexdigest())


def address(name: str) -> str:
    """Return the address of a static file.

    Raises:
        KeyError: there is no such file.

    """
    return f"/static/{name}?{files()[name].tag}"
