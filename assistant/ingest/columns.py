"""The names under which spreadsheets carry our columns, from columns.yaml and an office's own file.

Source of names and aliases: request forms, ledgers and exports as seen; see the domain brief.
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from assistant.errors import BadSettings
from assistant.ingest.source import SheetKind


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A canonical column: its other names, best first, and how its cells are read."""

    also: tuple[str, ...] = ()
    weight: int = 1
    date: bool = False
    number: bool = False
    private: bool = False
    free: bool = False
    title: bool = False
    decides: bool = False


class Names(msgspec.Struct, frozen=True):
    """All columns by kind of sheet, and how to look a header up."""

    kinds: dict[SheetKind, dict[str, Column]]
    lookup: dict[SheetKind, dict[str, tuple[str, int]]]
    """Header in its plain form to the canonical name and the rank of the alias, 0 for the canonical name itself."""
    shared: frozenset[str]
    """Headers that sheets of several kinds carry: they say little about the kind."""
    private: re.Pattern[str]
    header_ending: re.Pattern[str]
    keeps_unknown: frozenset[SheetKind]
    known: frozenset[str]
    """Every header of the lookup, of whatever kind."""

    def column(self, kind: SheetKind, name: str) -> Column:
        """Return how a column is read; an unknown one is read as it stands."""
        return self.kinds.get(kind, {}).get(name, _PLAIN)


_PLAIN = Column()
_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")
_NUMBERING = re.compile(r"(?:[（(]?\d{1,2}[）).、．]|[*★※#]+)+")
_CLUTTER = re.compile(r"[\s:：*★※?？\"“”'_]")


@lru_cache(maxsize=4096)
def plain_header(header: str) -> tuple[str, str]:
    """Return a header without spaces, numbering and marks, and the same without what stands in brackets.

    >>> plain_header(" 2.采纳 措施数（条）：")
    ('采纳措施数(条)', '采纳措施数')
    """
    text = _CLUTTER.sub("", unicodedata.normalize("NFKC", header)).lower()
    if numbering := _NUMBERING.match(text):
        text = text[numbering.end() :]
    return text, _BRACKETS.sub("", text) or text


def load_columns(extra: Path | None = None) -> Names:
    """Return the shipped names, with an office's own aliases (YAML: kind → column → list of headers) in front.

    Raises:
        BadSettings: the file cannot be read, or names a kind or column that does not exist.

    """
    raw = _shipped()
    if extra is None:
        return _default_names()
    return _names(raw, _merge(raw.kinds, _office(extra), extra))


class _Private(msgspec.Struct):
    parts: tuple[str, ...]
    endings: tuple[str, ...]


class _Shipped(msgspec.Struct):
    kinds: dict[SheetKind, dict[str, Column]]
    private: _Private
    header_endings: tuple[str, ...]
    keeps_unknown: frozenset[SheetKind]


@cache
def _shipped() -> _Shipped:
    import yaml

    text = (Path(__file__).parent / "columns.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    private = msgspec.convert(raw.pop("private"), _Private)
    endings = tuple(raw.pop("header_endings"))
    keeps = frozenset(SheetKind[key.upper()] for key in raw.pop("keeps_unknown"))
    kinds = {SheetKind[key.upper()]: msgspec.convert(columns, dict[str, Column]) for key, columns in raw.items()}
    return _Shipped(kinds, private, endings, keeps)


@cache
def _default_names() -> Names:
    return _names(_shipped(), _shipped().kinds)


def _names(shipped: _Shipped, kinds: dict[SheetKind, dict[str, Column]]) -> Names:
    lookup = {kind: _lookup(columns) for kind, columns in kinds.items()}
    every = [header for table in lookup.values() for header in table]
    shared = frozenset(header for header in every if every.count(header) > 1)
    parts, endings, headers = (
        "|".join(map(re.escape, words)).lower()
        for words in (shipped.private.parts, shipped.private.endings, shipped.header_endings)
    )
    private, header = re.compile(f"{parts}|(?:{endings})$"), re.compile(f"(?:{headers})$")
    known = frozenset(name for table in lookup.values() for name in table)
    return Names(kinds, lookup, shared, private, header, shipped.keeps_unknown, known)


def _lookup(columns: dict[str, Column]) -> dict[str, tuple[str, int]]:
    """Put every header's plain form to its column; where two columns share an alias the better rank wins."""
    table: dict[str, tuple[str, int]] = {}
    for name, column in columns.items():
        for rank, header in enumerate((name, *column.also)):
            plain = plain_header(header)[0]
            if plain not in table or table[plain][1] > rank:
                table[plain] = (name, rank)
    return table


def _office(path: Path) -> dict[str, dict[str, list[str]]]:
    import yaml

    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return msgspec.convert(raw, dict[str, dict[str, list[str]]])
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSettings(f"列名文件 {path.name} 读不出来", "请检查它是否为 UTF-8 编码的 YAML 文件") from error
    except msgspec.ValidationError as error:
        raise BadSettings(
            f"列名文件 {path.name} 的格式不对", "请写成：依申请公开台账: {收到日期: [收件时间, 来件日期]}"
        ) from error


def _merge(
    kinds: dict[SheetKind, dict[str, Column]], office: dict[str, dict[str, list[str]]], path: Path
) -> dict[SheetKind, dict[str, Column]]:
    merged = {kind: dict(columns) for kind, columns in kinds.items()}
    for word, columns in office.items():
        kind = _kind(word, merged, path)
        for name, headers in columns.items():
            if name not in merged[kind]:
                known = "、".join(merged[kind])
                raise BadSettings(f"列名文件 {path.name} 中，{kind}没有“{name}”这一列", f"可用的列：{known}")
            column = merged[kind][name]
            merged[kind][name] = msgspec.structs.replace(column, also=(*headers, *column.also))
    return merged


def _kind(word: str, kinds: dict[SheetKind, dict[str, Column]], path: Path) -> SheetKind:
    for kind in kinds:
        if word in (kind.value, kind.name.lower()):
            return kind
    raise BadSettings(f"列名文件 {path.name} 中有不认识的表格种类：{word}", f"可用的种类：{'、'.join(kinds)}")
