"""Where things are and how an office wants them: read once, refused if unknown, handed down as plain arguments."""

import os
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.errors import BadSettings, MissingResource

_PATHS = ("corpus_dir", "encoder", "taxonomy", "outcomes", "columns", "workdays", "rules")


def _home() -> Path:
    """Return the user's data folder: NIANBAO_HOME, or the platform's place for application data."""
    if chosen := os.environ.get("NIANBAO_HOME"):
        return Path(chosen)
    base = os.environ.get("APPDATA") or os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "nianbao"


@dataclass(frozen=True)
class Settings:
    """An office's choices. Every field has a default that works offline and without a settings file."""

    home: Path
    corpus_dir: Path
    encoder: Path | None = None
    """Folder of a sentence-transformers model for dense retrieval; None means words alone decide."""
    index_place: str | None = None
    """Folder or URI (`s3://…`) that Lance can write, where the index of the corpus lies; None means the data folder."""
    taxonomy: Path | None = None
    """YAML with the office's own disclosure categories."""
    vectors: bool = True
    """Whether notes are labelled with sentence vectors where words alone are unsure; without them it is faster."""
    outcomes: Path | None = None
    """YAML that extends the mapping from a ledger's words to table 3's rows."""
    columns: Path | None = None
    """YAML that extends the names under which spreadsheets carry our columns."""
    workdays: Path | None = None
    """YAML of holidays and working weekends for years the calendar package lacks."""
    rules: Path | None = None
    """YAML of an office: rules switched off, severities changed, words added."""
    overview_limit: int = 1000
    """Characters section one may have before notes of less weight are left out."""
    suggestions: int = 3
    """Past passages offered beside each drafted paragraph."""
    postings: str = "each"
    """`each` counts every posting of an item, `once` counts an item posted on several channels once."""
    charts: bool = True


def load_settings(path: Path | None = None) -> Settings:
    """Read settings from `path`, or from settings.yaml in the user's data folder, or take the defaults.

    Raises:
        BadSettings: unknown keys, or a file that is not a YAML mapping.

    """
    home = _home()
    path = path or home / "settings.yaml"
    values = _read(path) if path.exists() else {}
    known = {field.name for field in fields(Settings)} - {"home"}
    if unknown := values.keys() - known:
        raise BadSettings(
            f"{path} 中有不认识的设置：{'、'.join(sorted(unknown))}", f"可用的设置：{'、'.join(sorted(known))}"
        )
    for name in _PATHS:
        if values.get(name):
            values[name] = (path.parent / str(values[name])).resolve()
    if (place := values.get("index_place")) and "://" not in str(place):
        values["index_place"] = str((path.parent / str(place)).resolve())
    values.setdefault("corpus_dir", home / "corpus")
    if (learned := home / "outcomes.yaml").exists():
        values.setdefault("outcomes", learned)
    return Settings(home=home, **values)  # type: ignore[arg-type]


def _read(path: Path) -> dict[str, object]:
    import yaml

    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSettings(f"设置文件 {path} 读不出来", "请检查它是否为 UTF-8 编码的 YAML 文件") from error
    if not isinstance(values, dict):
        raise BadSettings(f"设置文件 {path} 不是“名称: 值”的形式", "请按说明书中的设置示例改写")
    return values


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder (models/, templates/, corpus/), in a checkout or an installed wheel.

    Raises:
        MissingResource: it is in neither place.

    """
    package = Path(__file__).resolve().parent
    for root in (package.parent, package / "_shipped"):
        if (found := root.joinpath(*parts)).exists():
            return found
    raise MissingResource(f"缺少随程序发布的文件：{'/'.join(parts)}", "请重新安装 nianbao")
