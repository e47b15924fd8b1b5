"""What a ledger says became of a request, as a row of table 3; what it does not know it refuses."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from assistant.statistics.lexicon import CARRIED_OUT, Office, load_office, row_names, shipped, write_choice
from assistant.statistics.words import articles_of, nearest, normalise, parts_of
from assistant.tables import load_tables

_LIKELY = 0.2
_NOT_AFTER = "".join(f"(?<!{word})" for word in ("不", "非", "未", "不属于", "不是", "并非", "不属"))


class Match(msgspec.Struct, frozen=True):
    """What a cell means. `row` is a row key of table 3, carried_out for one still open, or None where it is refused.

    `sure` is False where practice and not the statute decides; `reason` says (in Chinese) why a cell was refused or
    doubted, `candidates` are the rows it could be.
    """

    row: str | None
    sure: bool = True
    candidates: tuple[str, ...] = ()
    reason: str = ""


class Outcomes:
    """The words of ledgers and the rows of table 3 they stand for."""

    def __init__(self, office: Office) -> None:
        raw = shipped()
        self._own = office.outcomes
        self._matched: dict[str, Match] = {}
        self._words = _whole_cells(raw)
        self._groups = {name: load_tables().groups3[name] for name in raw["groups"]}
        self._articles: Mapping[str, str] = raw["articles"]
        self._unclear: Mapping[str, list[str]] = {normalise(word): rows for word, rows in raw["unclear"].items()}
        self._certain = _Phrases(dict(_certain_phrases(raw)))
        self._customary = _Phrases(dict(_listed(raw, "customary")))
        self._patterns = [(re.compile(pattern), row) for pattern, row in _listed(raw, "patterns", plain=True)]

    def match(self, cell: object) -> Match:
        """Return the row a cell stands for, or why none can be told.

        >>> load_outcomes().match("1. 经检索，信息不存在（第三十六条第四项）").row
        'unable_not_held'
        >>> load_outcomes().match("信息不存在，属于重复申请").candidates
        ('unable_not_held', 'unprocessed_repeat')
        """
        text = str(cell)
        if text not in self._matched:
            self._matched[text] = self._match(text)
        return self._matched[text]

    def _match(self, text: str) -> Match:
        whole = normalise(text)
        if row := self._own.get(whole) or self._words.get(whole):
            return Match(row)
        certain, customary = self._read(parts_of(text))
        return self._decide(text, certain, customary)

    def known(self) -> Iterator[tuple[str, str]]:
        """Yield every word and phrase with its row."""
        yield from self._own.items()
        yield from self._words.items()
        for phrases in (self._certain, self._customary):
            yield from ((word, row) for word, row in phrases.rows.items() if row in _leaves())

    def suggest(self, word: str, limit: int = 3) -> list[tuple[str, float]]:
        """Return the rows a word most likely means, with a likeness from 0 to 1, best first.

        What the word could be by its own statement (a group of rows, two results) comes alone; a known word is its row.
        """
        match = self.match(word)
        if match.row:
            return [(match.row, 1.0)]
        near = dict(nearest(normalise(word), self.known(), limit=len(_leaves())))
        if match.candidates:
            named = [(row, near.get(row, 0.0)) for row in dict.fromkeys(match.candidates)]
            return sorted(named, key=lambda pair: -pair[1])[:limit]
        return [(row, score) for row, score in near.items() if row in _leaves() and score >= _LIKELY][:limit]

    def _read(self, parts: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Return what the parts say: rows, *groups and ?unclear words in order; and rows by custom."""
        certain: list[str] = []
        customary: list[str] = []
        for part in parts:
            if row := self._words.get(part):
                certain.append(row)
            elif found := self._certain.find(part):
                certain += found
            elif row := next((row for pattern, row in self._patterns if pattern.fullmatch(part)), None):
                certain.append(row)
            customary += self._customary.find(part)
        return list(dict.fromkeys(certain)), list(dict.fromkeys(customary))

    def _decide(self, text: str, certain: list[str], customary: list[str]) -> Match:
        if unclear := [row[1:] for row in certain if row.startswith("?")]:
            return Match(
                None, candidates=tuple(self._unclear[unclear[0]]), reason="这个说法可能是几种结果，须由经办人确定"
            )
        groups = [row[1:] for row in certain if row.startswith("*")]
        rows = [row for row in certain if not row.startswith("*")]
        by_custom = [row for row in customary if row not in rows and (not rows or row.startswith("other_"))]
        rows += by_custom
        if not rows:
            return self._by_article(text, groups)
        if len(rows) > 1:
            rows = _partial_only(rows)
        return self._settle(text, rows, groups, sure=not by_custom)

    def _settle(self, text: str, rows: list[str], groups: list[str], *, sure: bool) -> Match:
        """Accept one row if nothing else in the cell speaks against it."""
        if len(rows) > 1:
            return Match(None, candidates=tuple(rows), reason="一格中有两种办理结果")
        row = rows[0]
        if row == "granted" and groups:
            candidates = ("partial", row, *(each for group in groups for each in self._groups[group]))
            return Match(None, candidates=candidates, reason="一格中既有公开又有不公开")
        if "部分" in normalise(text) and row not in ("partial", CARRIED_OUT):
            return Match(None, candidates=("partial", row), reason="写了“部分”，但没有写明其余部分的结果")
        return Match(row, sure, reason="" if sure else "按惯例归入，条例没有明文")

    def _by_article(self, text: str, groups: list[str]) -> Match:
        """Let the article decide where the words name a group of rows or nothing."""
        cited = list(dict.fromkeys(self._articles[each] for each in articles_of(text) if each in self._articles))
        allowed = [row for group in groups for row in self._groups[group]]
        rows = [row for row in cited if not row.startswith("*") and (not allowed or row in allowed)]
        if len(rows) == 1:
            return Match(rows[0])
        if len(rows) > 1:
            return Match(None, candidates=tuple(rows), reason="引用的条款对应几种办理结果")
        allowed = allowed or [row for cite in cited if cite.startswith("*") for row in self._groups[cite[1:]]]
        if allowed:
            return Match(None, candidates=tuple(allowed), reason="只写了大类，没有写具体情形")
        return Match(None, reason="不认识的办理结果")


class _Phrases:
    """Phrases looked for inside a part of a cell: leftmost first, the longest of those that start there."""

    def __init__(self, rows: dict[str, str]) -> None:
        self.rows = rows
        longest_first = sorted(map(re.escape, rows), key=len, reverse=True)
        self._pattern = re.compile(f"{_NOT_AFTER}(?:{'|'.join(longest_first)})")

    def find(self, part: str) -> list[str]:
        return [self.rows[found] for found in self._pattern.findall(part)]


def load_outcomes(extra: Path | None = None) -> Outcomes:
    """Return the reviewed mapping, with an office's choices before it.

    Raises:
        BadSettings: `extra` is not a mapping of words to rows of table 3.

    """
    return _build() if extra is None else Outcomes(load_office(extra))


def suggest_outcomes(word: str, extra: Path | None = None, limit: int = 3) -> list[tuple[str, float]]:
    """Return the rows an unknown word most likely means (see Outcomes.suggest)."""
    return load_outcomes(extra).suggest(word, limit)


def save_outcome(path: Path, word: str, row: str) -> None:
    """Save an office's choice: `word` of the ledger counts in `row` (key or label of table 3).

    Raises:
        BadSettings: table 3 has no such row, or the file at `path` is something else.

    """
    write_choice(path, "outcomes", word, row)


@cache
def _build() -> Outcomes:
    return Outcomes(Office())


@cache
def _leaves() -> frozenset[str]:
    return frozenset(load_tables().leaf_rows3)


def _whole_cells(raw: Mapping[str, Any]) -> dict[str, str]:
    words = {normalise(word): CARRIED_OUT for word in raw["pending"]["words"]}
    words |= dict(_listed(raw, "words"))
    return words | {name: row for name, row in row_names().items() if not name.isascii()}


def _listed(raw: Mapping[str, Any], kind: str, *, plain: bool = False) -> Iterator[tuple[str, str]]:
    for row, entry in raw["outcomes"].items():
        yield from ((word if plain else normalise(word), row) for word in entry.get(kind, ()))


def _certain_phrases(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _listed(raw, "phrases")
    yield from ((normalise(word), CARRIED_OUT) for word in raw["pending"]["phrases"])
    yield from ((normalise(word), f"*{group}") for group, words in raw["groups"].items() for word in words)
    yield from ((normalise(word), f"?{normalise(word)}") for word in raw["unclear"])


def _partial_only(rows: list[str]) -> list[str]:
    """Count 区分处理 as that alone, as the form says, unless the request also ended in another way or is still open."""
    ended = [row for row in rows if row.startswith("other_") or row == CARRIED_OUT]
    return ["partial"] if "partial" in rows and not ended else rows
