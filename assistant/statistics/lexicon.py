"""The shipped words of ledgers (outcomes.yaml) and an office's own, which come first."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from assistant.errors import BadSettings
from assistant.statistics.words import normalise
from assistant.tables import load_tables

CARRIED_OUT = "carried_out"
_SHAPE = "请写成：\noutcomes:\n  台账里的词: 表三行名或键\napplicants:\n  台账里的词: 表三列名或键"


class Office(msgspec.Struct, frozen=True):
    """An office's own choices: normalised word to row key of table 3, and to column key."""

    outcomes: dict[str, str] = {}
    applicants: dict[str, str] = {}


@cache
def shipped() -> dict[str, Any]:
    """Return outcomes.yaml as it stands."""
    import yaml

    text = (Path(__file__).parent / "outcomes.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # type: ignore[no-any-return]


def row_names() -> dict[str, str]:
    """Return the names an office may use for an outcome: keys and labels of the 21 rows, and of 四、结转."""
    tables = load_tables()
    names: dict[str, str] = {}
    for key in (*tables.leaf_rows3, CARRIED_OUT):
        row = next(row for row in tables.rows3 if row.key == key)
        names |= {key: key, normalise(row.label): key, normalise(tables.row_label(key)): key}
    return names


def column_names() -> dict[str, str]:
    """Return the names an office may use for an applicant: keys and labels of the six counted columns."""
    tables = load_tables()
    keys = {normalise(tables.column_label(key)): key for key in tables.leaf_columns3}
    labels = {normalise(column.label): column.key for column in tables.columns3 if not column.computed}
    return {key: key for key in tables.leaf_columns3} | labels | keys


def load_office(path: Path | None) -> Office:
    """Read an office's choices; without a file there are none.

    Raises:
        BadSettings: the file is not such a YAML mapping, or names a row or a column that table 3 does not have.

    """
    if path is None:
        return Office()
    raw = read_choices(path)
    return Office(
        _resolved(path, raw.get("outcomes"), row_names(), "表三的行"),
        _resolved(path, raw.get("applicants"), column_names(), "表三的列"),
    )


def read_choices(path: Path) -> dict[str, dict[str, str]]:
    """Return the file's sections as written.

    Raises:
        BadSettings: not a UTF-8 YAML mapping of `outcomes` and `applicants`.

    """
    import yaml

    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSettings(f"对照文件 {path.name} 读不出来", "请检查它是否为 UTF-8 编码的 YAML 文件") from error
    if not isinstance(raw, dict) or not all(isinstance(part or {}, Mapping) for part in raw.values()):
        raise BadSettings(f"对照文件 {path.name} 的写法不对", _SHAPE)
    if unknown := raw.keys() - {"outcomes", "applicants"}:
        raise BadSettings(f"对照文件 {path.name} 中有不认识的部分：{'、'.join(sorted(map(str, unknown)))}", _SHAPE)
    return {str(name): dict(part or {}) for name, part in raw.items()}


def write_choice(path: Path, section: str, word: str, target: str) -> None:
    """Add one choice to an office's file, making it if need be; an older choice for the word is replaced.

    Raises:
        BadSettings: the word is empty, or table 3 has no such row or column.

    """
    import yaml

    names, what = (row_names(), "表三的行") if section == "outcomes" else (column_names(), "表三的列")
    if not normalise(word):
        raise BadSettings("要保存的词是空的", "请给出台账里的原词")
    resolved = _resolved(path, {word: target}, names, what)
    raw = read_choices(path) if path.exists() else {}
    kept = {old: to for old, to in raw.get(section, {}).items() if normalise(str(old)) != normalise(word)}
    raw[section] = kept | {word.strip(): next(iter(resolved.values()))}
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
    fresh.replace(path)


def _resolved(path: Path, raw: Mapping[Any, Any] | None, names: Mapping[str, str], what: str) -> dict[str, str]:
    found = {}
    for word, target in (raw or {}).items():
        key = names.get(str(target)) or names.get(normalise(str(target)))
        if key is None:
            raise BadSettings(
                f"对照文件 {path.name} 中“{word}”对应的“{target}”不是{what}",
                f"可用的键：{'、'.join(sorted(set(names.values())))}",
            )
        found[normalise(str(word))] = key
    return found
