"""Read the lists of words that are shipped beside this file; what an office's own words must be."""

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from assistant.check.finding import Severity
from assistant.errors import BadSettings


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A wording to find: `word` as it stands, or `find`, a regular expression over the plain line without titles and quotations.

    `better` says what to write instead, `say` what is wrong; each of `flags` must match and none of `passes`.
    """

    find: str = ""
    better: str = ""
    say: str = ""
    severity: Severity | None = None
    flags: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    word: str = ""

    @property
    def pattern(self) -> str:
        """The regular expression to look for."""
        return self.find or re.escape("".join(self.word.split()))

    def fault(self) -> str | None:
        """Return what is wrong with the entry itself, None where it can be used."""
        if bool(self.find) == bool(self.word.strip()):
            return "每一条要写 word（要找的词）或 find（正则表达式）之一"
        try:
            empty = re.compile(self.pattern).search("") is not None
        except re.error as error:
            return f"“{self.find}”不是正则表达式（{error.msg}）；只是要找一个词时请写 word"
        return f"“{self.find}”什么都会找到，请写出要查找的词" if empty else None


class WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one rule, with what the rule tells its users."""

    rule: str
    why: str
    source: str
    words: tuple[Word, ...]
    severity: Severity = Severity.WARNING


@lru_cache(maxsize=1)
def load_words() -> dict[str, WordList]:
    """Return the shipped lists by the name of their rule.

    Raises:
        BadSettings: a list was damaged.

    """
    lists = (read_list(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))
    return {each.rule: each for each in lists}


def read_list(path: Path) -> WordList:
    """Return the list of one YAML file.

    Raises:
        BadSettings: the file cannot be read, lacks a field or holds a pattern that is none.

    """
    import yaml

    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found = msgspec.convert(raw, WordList)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise BadSettings(f"用语表 {path.name} 读不出来：{error}", "请重新安装 nianbao") from error
    if faults := [fault for word in found.words if (fault := word.fault())]:
        raise BadSettings(f"用语表 {path.name}：{faults[0]}", "请重新安装 nianbao")
    return found
