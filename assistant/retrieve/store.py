"""Where passages are searched: what a store is, and LanceDB, embedded, as one."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import msgspec

from assistant.retrieve.language import use_language
from assistant.retrieve.passage import STARTER_SOURCE, Hit, Passage
from assistant.retrieve.rows import TABLE, Vector, tables
from assistant.retrieve.sizing import LARGE, PROBES, REFINE, SAMPLE, Plan, index_table, outgrown, planned, waiting
from assistant.retrieve.versions import write_whole
from assistant.retrieve.wording import letters

_BATCH = 4096
_TOGETHER = 16
"""Batches that become one fragment of the table: a search looks into every fragment, and memory holds this many."""
_STAY = timedelta(hours=1)
"""How long versions of a table stay that another process may still be reading."""
_NOTE = "indexed.json"


class Wanted(msgspec.Struct, frozen=True):
    """Which passages may be found: of a section, of agencies whose name holds a word, of years from-to (included)."""

    section: str | None = None
    agency: str | None = None
    years: tuple[int, int] | None = None
    agencies: frozenset[str] | None = None
    """Only passages of these agencies, by their full names."""
    starter: bool | None = None
    """Only passages of the starter corpus (True), or none of them (False)."""

    def admits(self, passage: Passage) -> bool:
        """Tell whether a passage may be found."""
        return (
            (self.section is None or passage.section == self.section)
            and (self.agency is None or self.agency in passage.agency)
            and (self.agencies is None or passage.agency in self.agencies)
            and (self.starter is None or (passage.source == STARTER_SOURCE) == self.starter)
            and (self.years is None or (passage.year is not None and self.years[0] <= passage.year <= self.years[1]))
        )

    def condition(self) -> str | None:
        """Return the same as an SQL condition, or None where everything may be found."""
        parts = []
        if self.section is not None:
            parts.append(f"section = '{_quoted(self.section)}'")
        if self.agency is not None:
            parts.append(f"strpos(agency, '{_quoted(self.agency)}') > 0")
        if self.years is not None:
            parts.append(f"year >= {int(self.years[0])} AND year <= {int(self.years[1])}")
        if self.agencies is not None:
            names = ", ".join(f"'{_quoted(name)}'" for name in sorted(self.agencies)) or "''"
            parts.append(f"agency IN ({names})")
        if self.starter is not None:
            parts.append(f"source {'=' if self.starter else '!='} '{STARTER_SOURCE}'")
        return " AND ".join(parts) or None


class Store(Protocol):
    """Passages that can be searched by their words, their characters and, where they have them, their vectors.

    Every search returns passages with scores, best first. Numbers, dates, titles and agencies of passages are masked, as
    `wording.mask` does it for questions; punctuation is never searched.
    """

    def add(self, passages: Iterable[Passage], vectors: Iterable[Vector] | None = None) -> None:
        """Add passages; either all of a store's passages have vectors or none."""

    def by_words(self, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        """Return the passages that share words with the question, by BM25."""

    def by_characters(self, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        """Return the passages that share characters and pairs of characters with the question, by BM25."""

    def by_vector(self, vector: Vector, wanted: Wanted, limit: int) -> list[Hit]:
        """Return the passages whose vectors are nearest, by cosine."""

    def agencies(self) -> frozenset[str]:
        """Return the names of all agencies in the store."""

    def count(self, wanted: Wanted) -> int:
        """Return how many passages may be found."""

    def __len__(self) -> int:
        """Return how many passages there are."""


class _Note(msgspec.Struct):
    """How many rows a table had when all its indexes were built, and when they last took in what was new."""

    parted: int = 0
    indexed: int = 0


class LanceStore:
    """A LanceDB table at a place of its own."""

    def __init__(
        self, place: Path | str, language: Path, version: int | None = None, notes: Path | None = None
    ) -> None:
        """Open the table at a folder or URI, or make an empty store there; `language` is the tokeniser's folder.

        With a `version` the table is read as it was in it, whatever another process does to it meanwhile. `notes` is the
        local folder for what is found out about the table; by default the table's own.

        Raises:
            OSError, RuntimeError, ValueError: the table is lost or damaged.

        """
        import lancedb

        self._language, self._version = language, version
        self._notes = notes or Path(place)
        self._db = lancedb.connect(str(place))
        there = TABLE in self._db.list_tables().tables
        if version and not there:
            raise FileNotFoundError("the index holds no passages any more")
        self._table: Any = None
        if there:
            self._table = self._db.open_table(TABLE)
        if version:
            self._table.checkout(version)
        self._rows: int | None = None

    @property
    def version(self) -> int:
        """The version of the table; 0 where there is none."""
        return 0 if self._table is None else int(self._table.version)

    def go_on(self) -> None:
        """Make the version that was opened the newest, whatever a killed process left behind it."""
        if self._table is not None and self._version:
            self._table.checkout_latest()
            if self._table.version != self._version:
                self._table.restore(self._version)
                (self._notes / _NOTE).unlink(missing_ok=True)
            self._version = None

    def add(self, passages: Iterable[Passage], vectors: Iterable[Vector] | None = None) -> None:
        """Add passages and bring the indexes up to date."""
        import pyarrow as pa

        batches = tables(passages, vectors)
        while some := list(islice(batches, _TOGETHER)):
            rows = pa.concat_tables(some)
            if self._table is None:
                self._table = self._db.create_table(TABLE, rows)
            else:
                self._table.add(rows)
        self._rows = None
        if self._table is not None:
            use_language(self._language)
            self._index()

    def plan(self) -> Plan:
        """Return the indexes that fit the table as it is."""
        rows, vectors = len(self), "vector" in self._table.schema.names
        taken = list(range(0, rows, max(1, rows // SAMPLE))) if rows >= LARGE else []
        sample = self._table.take_offsets(taken).select(["words"]).to_arrow()["words"].to_pylist() if taken else []
        return planned(sample, rows, vectors)

    def indexed(self) -> None:
        """Note that all indexes of the table were built for the rows it has."""
        write_whole(self._notes / _NOTE, msgspec.json.encode(_Note(len(self), len(self))))

    def remove(self, ids: Iterable[str]) -> None:
        """Remove passages by their ids."""
        waiting, self._rows = iter(sorted(ids)), None
        while some := list(islice(waiting, _BATCH)):
            names = ", ".join(f"'{_quoted(each)}'" for each in some)
            self._table.delete(f"id IN ({names})")

    def by_words(self, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        """Return passages by BM25 over jieba's words."""
        return self._by_text("words", question, wanted, limit)

    def by_characters(self, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        """Return passages by BM25 over characters and pairs of characters."""
        return self._by_text("characters", question, wanted, limit)

    def by_vector(self, vector: Vector, wanted: Wanted, limit: int) -> list[Hit]:
        """Return passages by cosine."""
        if self._table is None or "vector" not in self._table.schema.names:
            return []
        query = self._table.search(list(vector), vector_column_name="vector").distance_type("cosine")
        if len(self) >= LARGE:
            query = query.minimum_nprobes(PROBES).maximum_nprobes(0).refine_factor(REFINE)
        return _hits(query, wanted, limit)

    def agencies(self) -> frozenset[str]:
        """Return the names of all agencies."""
        if self._table is None:
            return frozenset()
        kept = self._notes / f"agencies-{self.version}.json"
        try:
            return frozenset(msgspec.json.decode(kept.read_bytes(), type=list[str]))
        except (OSError, msgspec.DecodeError):
            column = self._table.search().select(["agency"]).to_arrow()["agency"]
            found = frozenset(column.unique().to_pylist())
            _keep(kept, msgspec.json.encode(sorted(found)))
        return found

    def count(self, wanted: Wanted) -> int:
        """Return how many passages may be found."""
        return 0 if self._table is None else int(self._table.count_rows(wanted.condition()))

    def __len__(self) -> int:
        """Return how many passages there are."""
        if self._rows is None:
            self._rows = 0 if self._table is None else int(self._table.count_rows())
        return self._rows

    def _index(self) -> None:
        """Bring the indexes up to date: by what is new, or all anew where the table has outgrown them."""
        rows, note = len(self), self._notes / _NOTE
        known = _noted(note)
        if known.parted and not outgrown(rows, known.parted):
            if rows - known.indexed > waiting(rows):
                self._table.optimize(cleanup_older_than=_STAY)
                write_whole(note, msgspec.json.encode(_Note(known.parted, rows)))
            return
        index_table(self._table, self.plan())
        self.indexed()

    def _by_text(self, column: str, question: str, wanted: Wanted, limit: int) -> list[Hit]:
        question = letters(question)
        if self._table is None or not question:
            return []
        import lancedb.query

        match: Any = lancedb.query.MatchQuery
        use_language(self._language)
        return _hits(self._table.search(match(question, column), query_type="fts"), wanted, limit)


def _noted(note: Path) -> _Note:
    try:
        return msgspec.json.decode(note.read_bytes(), type=_Note)
    except (OSError, msgspec.DecodeError):
        return _Note()


def _keep(file: Path, content: bytes) -> None:
    """Keep what was found out about a table in the place of what was about its earlier versions; no room, no harm."""
    with suppress(OSError):
        for other in file.parent.glob("agencies-*.json"):
            other.unlink(missing_ok=True)
        write_whole(file, content)


def _hits(query: Any, wanted: Wanted, limit: int) -> list[Hit]:  # noqa: ANN401
    """Run a LanceDB query; it is untyped. A cosine distance becomes the cosine."""
    if condition := wanted.condition():
        query = query.where(condition, prefilter=True)
    fields = list(Passage.__struct_fields__)
    near = "Vector" in type(query).__name__
    found = query.select([*fields, "_distance" if near else "_score"]).limit(limit).to_arrow()
    scores = found["_distance" if near else "_score"].to_pylist()
    rows = found.select(fields).to_pylist()
    return [Hit(Passage(**row), 1 - score if near else score) for row, score in zip(rows, scores, strict=True)]


def _quoted(word: str) -> str:
    return word.replace("'", "''")
