"""What a corpus holds, looked up without reading it: ids, bands of wordings, files imported. Made anew where it is lost."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.retrieve.minhash import MinHash
from assistant.retrieve.passage import Passage
from assistant.retrieve.segments import FOLDER, read_at, read_places
from assistant.retrieve.similar import likeness, shingles

LIKE = 0.9
"""Two passages of one agency that share at least this much of their wording are one; measured in docs/corpus.md."""
bands = MinHash(bands=5, rows=6).keys
"""Two texts that share 0.9 of their shingles meet in a band in 98 of 100 cases, at 0.6 in 21; candidates are compared."""
_FILE = "known.db"
_CACHE_KB = 256 << 10
"""What the look-up may keep in memory: a band is sought at a random place of a file that grows to gigabytes."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS segment (n INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS passage (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, segment INTEGER, place INTEGER);
CREATE TABLE IF NOT EXISTS band (key INTEGER, passage INTEGER, PRIMARY KEY (key, passage)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS imported (digest BLOB PRIMARY KEY, outcome BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS similar (id TEXT PRIMARY KEY, twin TEXT) WITHOUT ROWID;
"""


class Known:
    """The look-up of one corpus, in step with one of its versions. Only the holder of the corpus's lock opens it."""

    def __init__(self, corpus_dir: Path, files: Sequence[Path]) -> None:
        """Open the look-up and bring it in step with `files`, the segments of the version to work on."""
        corpus_dir.mkdir(parents=True, exist_ok=True)
        self._corpus = corpus_dir
        try:
            self._open()
            self._follow(files)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
                raise OSError(str(error)) from error
            self.close()
            (corpus_dir / _FILE).unlink(missing_ok=True)
            self._open()
            self._follow(files)

    def _open(self) -> None:
        self._db = sqlite3.connect(self._corpus / _FILE, timeout=60, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = TRUNCATE")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Forget what was not kept."""
        self._db.close()

    def keep(self) -> None:
        """Put everything told since the last time onto the disk."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def text(self, identity: str) -> str | None:
        """Return the text of the passage with an id; None where there is none."""
        found = self._passage("id = ?", identity)
        return found.text if found else None

    def twin(self, passage: Passage, keys: Iterable[int]) -> str | None:
        """Return the id of a passage of the same agency with nearly the same wording; None where there is none."""
        own = shingles(passage.text)
        for key in keys:
            for (number,) in self._db.execute("SELECT passage FROM band WHERE key = ?", (key,)):
                other = self._passage("n = ?", number)
                if other and other.agency == passage.agency and likeness(own, shingles(other.text)) >= LIKE:
                    return other.id
        return None

    def tell(
        self, file: Path, places: Iterable[tuple[int, Passage]], keys: Mapping[str, tuple[int, ...]] | None = None
    ) -> None:
        """Take in the passages of a segment; `keys` has the bands of those, by id, that were worked out before."""
        self._db.execute("INSERT OR IGNORE INTO segment (name) VALUES (?)", (file.name,))
        (segment,) = self._db.execute("SELECT n FROM segment WHERE name = ?", (file.name,)).fetchone()
        keys, found, rows = keys or {}, {}, []
        for place, passage in places:
            found[passage.id] = keys.get(passage.id) or bands(passage.text, passage.agency)
            rows.append((passage.id, segment, place))
        self._db.executemany(  # in the order of the tree: at random every row would be a page read and written
            "INSERT INTO passage (id, segment, place) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET segment = excluded.segment, place = excluded.place",
            sorted(rows),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)",
            sorted((key, self._number(identity)) for identity, some in found.items() for key in some),
        )

    def holders(self, ids: Iterable[str]) -> set[str]:
        """Return the names of the segments that hold the passages with some ids."""
        query = "SELECT segment.name FROM passage JOIN segment ON segment.n = passage.segment WHERE passage.id = ?"
        return {row[0] for identity in ids for row in self._db.execute(query, (identity,))}

    def outcome(self, digest: bytes) -> bytes | None:
        """Return what came of importing a file with some content; None where it was not imported yet."""
        row = self._db.execute("SELECT outcome FROM imported WHERE digest = ?", (digest,)).fetchone()
        return row[0] if row else None

    def imported(self, digest: bytes, outcome: bytes) -> None:
        """Note what came of importing a file."""
        self._db.execute("INSERT OR REPLACE INTO imported VALUES (?, ?)", (digest, outcome))

    def forget_imports(self) -> None:
        """Forget which files were imported: some of their passages went."""
        self._db.execute("DELETE FROM imported")
        self._db.execute("DELETE FROM similar")

    def similar(self, identity: str, twin: str) -> bool:
        """Note that a passage was left out for another one; False where that was known."""
        return bool(self._db.execute("INSERT OR IGNORE INTO similar VALUES (?, ?)", (identity, twin)).rowcount > 0)

    def _number(self, identity: str) -> int:
        return int(self._db.execute("SELECT n FROM passage WHERE id = ?", (identity,)).fetchone()[0])

    def _passage(self, condition: str, value: str | int) -> Passage | None:
        query = f"SELECT name, place FROM passage JOIN segment ON segment.n = segment WHERE passage.{condition}"
        row = self._db.execute(query, (value,)).fetchone()
        return read_at(self._corpus / FOLDER / row[0], row[1]) if row else None

    def _follow(self, files: Sequence[Path]) -> None:
        """Take in segments it does not know, and drop what stands in none of `files`."""
        known = {row[0] for row in self._db.execute("SELECT name FROM segment")}
        for file in files:
            if file.name not in known:
                self.tell(file, read_places(file))
        if gone := known - {file.name for file in files}:
            self._drop(gone)
        self.keep()

    def _drop(self, names: Iterable[str]) -> None:
        """Drop segments; passages that moved to another one stay, bands of those that went lead nowhere."""
        numbers = ",".join(
            str(self._db.execute("SELECT n FROM segment WHERE name = ?", (name,)).fetchone()[0]) for name in names
        )
        went = self._db.execute(f"DELETE FROM passage WHERE segment IN ({numbers})").rowcount
        self._db.execute(f"DELETE FROM segment WHERE n IN ({numbers})")
        if went:
            self.forget_imports()


@contextmanager
def opened(corpus_dir: Path, files: Sequence[Path]) -> Iterator[Known]:
    """Yield the look-up of a corpus and close it afterwards.

    Raises:
        OSError: it cannot be read or written, the disk is full.

    """
    known = Known(corpus_dir, files)
    try:
        yield known
    except sqlite3.Error as error:
        raise OSError(f"语料库的查找表写不进去：{error}") from error
    finally:
        known.close()
