"""The word list LanceDB's jieba tokeniser reads: jieba's frequent words and our own domain words."""

import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import MissingResource
from assistant.settings import resource

_VARIABLE = "LANCE_LANGUAGE_MODEL_HOME"
_FREQUENT = 300
"""LanceDB reads the list anew for every query; words jieba counted less often cost 50 ms and change no result."""
_DOMAIN_FREQUENCY = 1000


def language_home(home: Path) -> Path:
    """Return the folder with the tokeniser's word lists in the user's data folder, made on the first call."""
    source, domain = _jieba_list(), _domain_words()
    key = f"{source.stat().st_size} {_FREQUENT} {domain}"
    target = home / "language" / hashlib.blake2b(key.encode(), digest_size=6).hexdigest()
    if not target.exists():
        _make(target, source, domain)
    return target


def use_language(language: Path) -> None:
    """Tell LanceDB where its word list is; it looks there whenever it cuts a text."""
    if os.environ.get(_VARIABLE) != str(language):
        os.environ[_VARIABLE] = str(language)


def packed_language(language: Path) -> dict[str, bytes]:
    """Return the files of the tokeniser's folder by their paths in it, to be sent to another machine."""
    files = (file for file in sorted(language.rglob("*")) if file.is_file())
    return {file.relative_to(language).as_posix(): file.read_bytes() for file in files}


def unpacked_language(packed: Mapping[str, bytes]) -> Path:
    """Return a folder of this machine with the files of another's tokeniser, written on the first call."""
    digest = hashlib.blake2b(b"\0".join(name.encode() + b"\0" + packed[name] for name in sorted(packed)), digest_size=6)
    root = Path(tempfile.gettempdir()) / f"nianbao-language-{getattr(os, 'getuid', int)()}"
    target = root / digest.hexdigest()
    if not target.exists():
        root.mkdir(mode=0o700, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".making-", dir=root))
        for name, content in packed.items():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).write_bytes(content)
        put_in_place(aside, target)
    return target


def put_in_place(aside: Path, target: Path) -> None:
    """Rename a finished folder to its place; where another process was faster, its folder stays and ours goes."""
    try:
        aside.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _make(target: Path, source: Path, domain: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".making-", dir=target.parent))
    folder = aside / "jieba" / "default"
    folder.mkdir(parents=True)
    lines = source.read_text(encoding="utf-8").splitlines()
    frequent = "".join(f"{line}\n" for line in lines if int(line.split(" ")[1]) >= _FREQUENT)
    (folder / "dict.txt").write_text(frequent, encoding="utf-8")
    (folder / "domain.txt").write_text(domain, encoding="utf-8")
    config = {"main": "dict.txt", "users": ["domain.txt"] if domain else []}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    put_in_place(aside, target)


def _jieba_list() -> Path:
    """Return the list (word, count, kind) that comes with jieba, without importing jieba."""
    found = importlib.util.find_spec("jieba")
    if found is None or found.origin is None:
        raise MissingResource("缺少 jieba 词典", "请重新安装 nianbao")
    return Path(found.origin).parent / "dict.txt"


def _domain_words() -> str:
    """Return the words of the domain dictionary in the form of jieba's; a line may hold a word alone."""
    try:
        lines = resource("corpus", "lexicons", "domain.txt").read_text(encoding="utf-8").splitlines()
    except MissingResource:
        return ""
    words = (line.split()[0] for line in lines if line.strip() and not line.startswith("#"))
    return "".join(f"{word} {_DOMAIN_FREQUENCY} n\n" for word in words)
