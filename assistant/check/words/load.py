"""Read the lists of words: those shipped beside this file, and an office's own."""

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from assistant.check.finding import Severity
from assistant.errors import BadSettings


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wording to find. `find` is a regular expression over the plain line, in which titles and quotations are hidden.

    `better` says what to write instead, `say` what is wrong; each of `flags` must match and none of `passes`.
    """

    find: str
    better: str = ""
    say: str = ""
    severity: Severity | None = None
    flags: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one rule, with what the rule tells its users."""

    rule: str
    why: str
    source: str
    words: tuple[Word, ...]
    severity: Severity = Severity.WARNING


def load_words(extra: Path | None = None) -> dict[str, WordList]:
    """Return the shipped lists by the name of their rule; the words of an office's YAML file are added.

    Raises:
        BadSettings: the office's file cannot be read, lacks a field or holds a pattern that is none.

    """
    lists = dict(_shipped())
    for each in read_lists(extra) if extra else ():
        known = lists.get(each.rule)
        lists[each.rule] = msgspec.structs.replace(known, words=known.words + each.words) if known else each
    return lists


@lru_cache(maxsize=1)
def _shipped() -> dict[str, WordList]:
    lists = (each for path in sorted(Path(__file__).parent.glob("*.yaml")) for each in read_lists(path))
    return {each.rule: each for each in lists}


def read_lists(path: Path) -> tuple[WordList, ...]:
    """Return the lists of one YAML file, which holds one list or several.

    Raises:
        BadSettings: the file cannot be read, lacks a field or holds a pattern that is none.

    """
    import yaml

    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        lists = msgspec.convert(raw if isinstance(raw, list) else [raw], tuple[WordList, ...])
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadSettings(f"用语表 {path.name} 读不出来", "请检查它是否为 UTF-8 编码的 YAML 文件") from error
    except msgspec.ValidationError as error:
        raise BadSettings(f"用语表 {path.name} 的内容不全：{error}", "每个表要有 rule、why、source、words") from error
    for word in (word for each in lists for word in each.words):
        _check(word, path)
    return lists


def _check(word: Word, path: Path) -> None:
    try:
        empty = re.compile(word.find).match("") is not None
    except re.error as error:
        raise BadSettings(f"用语表 {path.name} 中的“{word.find}”不是正则表达式", "请改正或加反斜杠") from error
    if empty:
        raise BadSettings(f"用语表 {path.name} 中有一条 find 为空", "请写出要查找的词")
