"""Who asked, as a column of table 3. A kind of organisation that is only likely is a question, never a count.

Source: the columns of table 3 (国办公开办函〔2021〕30号); hints after practice, always confirmed by the clerk.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from assistant.statistics.lexicon import Office, column_names, load_office, shipped, write_choice
from assistant.statistics.words import normalise

_COUNT = re.compile(r"\((\d+)(?:人|名|个|件)?\)$|(?<=\D)(\d+)(?:人|名)$")


_Hint = tuple[str, tuple[str, ...]]


class Applicant(msgspec.Struct, frozen=True):
    """What the cells mean: a column key of table 3, or None with the columns it could be and why it was refused."""

    column: str | None
    candidates: tuple[str, ...] = ()
    reason: str = ""


class Applicants:
    """The words of ledgers and the columns of table 3 they stand for."""

    def __init__(self, office: Office) -> None:
        raw: Mapping[str, Any] = shipped()["applicants"]
        names = {word: key for word, key in column_names().items() if not word.isascii() and key != "other_org"}
        self._own = office.applicants
        self._words = names | {normalise(word): key for key, words in raw["words"].items() for word in words}
        self._words[normalise("法人或其他组织—其他")] = "other_org"
        self._entities = sorted(map(normalise, raw["entity"]), key=len, reverse=True)
        self._other = frozenset(map(normalise, raw["other"]))
        self._hints: list[_Hint] = [(word, (key,)) for key, words in raw["hints"].items() for word in words]
        self._ask: list[_Hint] = [(word, tuple(keys)) for word, keys in raw["ask"].items()]

    def match(self, kind: object, subtype: object) -> Applicant:
        """Return the column of a request from its 申请人类型 and its 组织类型 (None where empty).

        >>> applicants = load_applicants()
        >>> applicants.match("自然人（1）", None).column, applicants.match("法人", "商业企业").column
        ('natural_person', 'enterprise')
        >>> applicants.match("法人", None).reason
        '没有写明组织类型'
        """
        text, count = _counted(kind)
        if count != 1:
            return Applicant(None, ("natural_person", "other_org"), "一行写的不是一个申请人")
        word, sub = normalise(text), normalise(_counted(subtype)[0])
        if own := self._own.get(word + sub) or self._own.get(sub or word) or (sub and self._own.get(word)):
            return Applicant(own)
        if asked := self._found(self._ask, word + sub):
            return Applicant(None, asked, "表式没有规定这类申请人归入哪一列，须由本单位确定")
        return self._by_words(word, sub, normalise(text.partition("(")[0]))

    def _by_words(self, word: str, sub: str, before: str) -> Applicant:
        known, is_entity = self._words.get(word), False
        if known is None and not sub and self._words.get(before) == "natural_person":
            known = "natural_person"
        if known is None:
            is_entity, rest = self._split_entity(word)
            known, sub = (self._words.get(rest), sub or rest) if is_entity else (None, sub)
        if known == "natural_person":
            clear = not sub or self._words.get(sub) == known
            return Applicant(known) if clear else Applicant(None, (known,), "申请人类型是自然人，又填了组织类型")
        if known:
            other = self._subtype(sub) if sub else known
            return (
                Applicant(known)
                if other in (known, None)
                else Applicant(None, (known, other), "申请人类型与组织类型不一致")
            )
        return self._by_subtype(word, sub, asked=is_entity)

    def _by_subtype(self, word: str, sub: str, *, asked: bool) -> Applicant:
        column = self._subtype(sub) if asked or not word else self._words.get(sub) if sub else None
        if column and column != "natural_person":
            return Applicant(column)
        if column:
            return Applicant(column) if not word else Applicant(None, (column,), "申请人类型与组织类型不一致")
        if hinted := self._found(self._hints, sub or word):
            return Applicant(None, hinted, "组织类型只能推测，须确认")
        if not word and not sub:
            return Applicant(None, reason="没有填写申请人类型")
        return Applicant(None, reason="没有写明组织类型" if asked and not sub else "不认识的申请人类型")

    def _subtype(self, sub: str) -> str | None:
        return self._words.get(sub) or ("other_org" if sub in self._other else None)

    def _split_entity(self, word: str) -> tuple[bool, str]:
        """Take 法人或其他组织 and the like off the front; what is left may be the kind of organisation."""
        for entity in self._entities:
            if word.startswith(entity):
                return True, word[len(entity) :]
        return False, ""

    @staticmethod
    def _found(listed: list[_Hint], word: str) -> tuple[str, ...]:
        return next((keys for phrase, keys in listed if phrase in word), ())


def load_applicants(extra: Path | None = None) -> Applicants:
    """Return the known kinds of applicants, with an office's choices before them.

    Raises:
        BadSettings: `extra` is not a mapping of words to columns of table 3.

    """
    return _build() if extra is None else Applicants(load_office(extra))


def save_applicant(path: Path, word: str, column: str) -> None:
    """Save an office's choice: applicants called `word` count in `column` (key or label of table 3).

    Raises:
        BadSettings: table 3 has no such column, or the file at `path` is something else.

    """
    write_choice(path, "applicants", word, column)


@cache
def _build() -> Applicants:
    return Applicants(Office())


def _counted(cell: object) -> tuple[str, int]:
    """Return the text without the number of applicants behind it, and that number: 自然人（1）, 自然人2人."""
    text = unicodedata.normalize("NFKC", "" if cell is None else str(cell)).strip()
    found = _COUNT.search(text)
    return (text[: found.start()], int(found[1] or found[2])) if found else (text, 1)
