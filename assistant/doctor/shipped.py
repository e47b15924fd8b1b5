"""What ships: are the files those that were built, and do the models go together and answer."""

import base64
import hashlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from assistant.classify import load_classifier
from assistant.doctor.complaint import Told, fine, wrong
from assistant.encoder import fingerprint, open_encoder
from assistant.errors import AssistantError
from assistant.settings import Settings, resource

PART = "模型"
_AGAIN = "请重新安装 nianbao；旧的安装先用 pip uninstall nianbao 卸载"
_NOTE = ("5.12在政府网站发布政策解读3篇", "政策解读")
"""A note that any of our models labels, and how."""
_FOLDERS = ("models", "templates", "corpus")


def examine_shipped(settings: Settings) -> Iterator[Told]:
    """Tell about damaged files of the wheel, models that do not go together, and whether they answer."""
    try:
        for folder in _FOLDERS:
            resource(folder)
        damaged = damaged_files()
    except AssistantError as error:
        yield wrong(PART, error.problem, error.hint or _AGAIN)
        return
    if damaged:
        yield wrong(PART, f"{len(damaged)}个随程序发布的文件与发布时不同：{'、'.join(damaged[:5])}", _AGAIN)
    yield from _encoder(settings)
    yield from _labels()


def damaged_files() -> list[str]:
    """Return the shipped files of an installed wheel whose content is not what its RECORD says; none in a checkout."""
    try:
        files = metadata.files("nianbao") or []
    except metadata.PackageNotFoundError:
        return []
    shipped = [file for file in files if "_shipped" in file.parts and file.hash is not None]
    return [str(file) for file in shipped if _digest(Path(str(file.locate()))) != file.hash.value]  # type: ignore[union-attr]


def _digest(path: Path) -> str:
    """Return a file's SHA-256 as wheels write it, nothing where it cannot be read."""
    try:
        digest = hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return ""
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _encoder(settings: Settings) -> Iterator[Told]:
    """Tell whether the sentence encoder loads, is the one the other models were made with, and answers."""
    try:
        encoder = open_encoder(settings.encoder)
        row = encoder.questions(["公开信息"])[0]
    except AssistantError as error:
        yield wrong(PART, error.problem, error.hint or _AGAIN)
        return
    if not 0.99 < float((row * row).sum()) < 1.01:
        yield wrong(PART, "句向量模型给出的向量不对", _AGAIN)
    elif stranger := _made_with_another():
        yield wrong(PART, f"{stranger}是用另一个句向量模型做的", _AGAIN)
    else:
        own = "（本单位设置的模型）" if settings.encoder else ""
        yield fine(PART, f"句向量模型 {encoder.name}{own}")


def _made_with_another() -> str:
    """Return which shipped model was made with other vectors than those of the shipped encoder, "" for none."""
    import msgspec
    import numpy as np

    folder = resource("models", "encoder")
    name = fingerprint(folder)
    labels = msgspec.json.decode((resource("models", "labels") / "card.json").read_bytes())
    if labels.get("encoder") not in ("", name):
        return "归类模型"
    with np.load(folder / "starter.npz") as kept:
        return "" if str(kept["name"]) == name else "范文的向量"


def _labels() -> Iterator[Told]:
    """Tell whether the label model loads and labels a plain note as it should."""
    text, category = _NOTE
    try:
        load_classifier()  # the one in use: the office's own, where it has trained one
        label = load_classifier(resource("models", "labels")).label([text])[0]
    except AssistantError as error:
        yield wrong(PART, error.problem, error.hint or _AGAIN)
        return
    if label.category == category:
        yield fine(PART, "归类模型可用")
    else:
        yield wrong(PART, f"归类模型把“{text}”归为{label.category}", _AGAIN)
