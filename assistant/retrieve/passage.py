"""A past paragraph, and a past paragraph offered for this year."""

import hashlib
import re
from typing import NamedTuple

import msgspec

from assistant.retrieve.wording import plain

STARTER_SOURCE = "本项目自写"
"""The source of every passage of the starter corpus."""

_SPACE = re.compile(r"\s+")


def passage_id(text: str, agency: str = "", year: int | None = None) -> str:
    """Return the id of a passage: the same text of the same origin always has the same."""
    words = "\0".join((_SPACE.sub("", plain(text)), agency, str(year or "")))
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


class Passage(msgspec.Struct, frozen=True):
    """A paragraph of a past report. `id` is the hash of its text and origin: adding it twice changes nothing."""

    id: str
    text: str
    section: str = ""
    agency: str = ""
    year: int | None = None
    source: str = ""


class Hit(NamedTuple):
    """A passage that was found, and how well: BM25 or cosine, comparable within one ranking only."""

    passage: Passage
    score: float


class Suggestion(msgspec.Struct, frozen=True):
    """A passage that fits a question, as it stood (`text`) and with this year's facts (`adapted`)."""

    passage_id: str
    text: str
    adapted: str
    gaps: tuple[str, ...]
    score: float
    section: str
    agency: str
    year: int | None
    source: str
    inspiration_only: bool = msgspec.field(default=False, name="inspiration")
    """True where fewer than half of the passage's clauses could be kept: show it, do not insert it."""
