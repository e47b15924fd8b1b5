"""Which kinds of words a note touches: hand-written groups of cues, and a few marks of its shape."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.classify.masked import DATE, NUMBER

Cues = Mapping[str, Sequence[str]]
"""A cue as it stands in a masked note, to the groups it belongs to."""

_DOCUMENT = re.compile(r"关于.*(?:通知|意见|办法|方案|公告)")
_STEP, _LONGEST, _MOST = 12, 5, 4


def read_cues(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the cues of a YAML file that lists them by group."""
    import yaml

    cues: dict[str, tuple[str, ...]] = {}
    for group, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for word in map(str, words):
            key = word.lower()
            cues[key] = tuple(dict.fromkeys((*cues.get(key, ()), group)))
    return cues


def by_first_character(cues: Cues) -> dict[str, list[tuple[str, Sequence[str]]]]:
    """Return the cues that begin with a character, by that character: what `touched` looks up."""
    index: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for cue, groups in cues.items():
        index.setdefault(cue[:1], []).append((cue, groups))
    return index


def touched(note: str, index: Mapping[str, Sequence[tuple[str, Sequence[str]]]]) -> set[str]:
    """Return the groups whose cues stand in a masked note.

    >>> cues = {"图解": ("解读形式",), "挂网": ("已公开",), "开庭": ("复议诉讼",)}
    >>> sorted(touched("图解0份挂网", by_first_character(cues)))
    ['已公开', '解读形式']
    """
    groups: set[str] = set()
    for start, letter in enumerate(note):
        for cue, own in index.get(letter, ()):
            if note.startswith(cue, start):
                groups.update(own)
    return groups


def shape(note: str) -> set[str]:
    """Return marks of a masked note's shape: a title, a question, a document, a date, length, numbers.

    >>> sorted(shape("关于印发《节水办法》的通知 D"))
    ['date', 'document', 'length 1', 'numbers 0', 'title']
    """
    marks = {f"length {min(len(note) // _STEP, _LONGEST)}", f"numbers {min(note.count(NUMBER), _MOST)}"}
    present = {
        "title": "《" in note,
        "question": "?" in note,
        "document": bool(_DOCUMENT.search(note)),
        "date": DATE in note,
    }
    return marks | {mark for mark, there in present.items() if there}
