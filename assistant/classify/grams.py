"""Notes as weighted runs of one to three characters: counted for many notes at once, so that a note costs microseconds."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.classify.masked import masked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.floating]
    Places = NDArray[np.int64]

SIZES = (1, 2, 3)
"""Lengths of the runs that are counted. Words and hand-written cues beside them were measured and added nothing."""

_BITS = 21
_LEFT, _RIGHT = "\x02", "\x03"
_LONGEST = 2_000
"""Characters of a note that are read: it says early what it is about, and a pasted file must not stop the rest."""


class Counted(NamedTuple):
    """The runs of `size` notes that have a column: sparse rows, and where each run stands.

    Entry e says `values[e]` in row `rows[e]`, column `columns[e]`; rows ascend. Occurrence o is of entry `entry[o]`,
    `length[o]` characters from `position[o]` on in all notes joined; note r begins at `starts[r]`.
    """

    rows: "Places"
    columns: "Places"
    values: "Numbers"
    entry: "Places"
    position: "Places"
    length: "Places"
    starts: "Places"
    size: int


class Vocabulary:
    """Which runs have a column, how rare each is, and how much each length of them counts."""

    def __init__(self, keys: "Places", idf: "Numbers", scales: Mapping[int, float]) -> None:
        import numpy as np

        self.keys = keys
        self.idf = idf
        self.scales = dict(scales)
        self._scales = np.array([self.scales.get(size, 0.0) for size in (0, *SIZES)])

    def count(self, notes: Sequence[str]) -> Counted:
        """Weigh notes as `read` returns them.

        A value is (1 + ln tf) · idf, divided by the length of the values of its size in its note, times their scale.
        """
        import numpy as np

        runs = _runs(notes)
        place = np.minimum(self.keys.searchsorted(runs.key), len(self.keys) - 1)
        known = self.keys[place] == runs.key
        width = len(self.keys)
        cells, entry, times = np.unique(runs.row[known] * width + place[known], return_inverse=True, return_counts=True)
        rows, columns = np.divmod(cells, width)
        values = (1 + np.log(times)) * self.idf[columns]
        size = sizes_of(self.keys[columns])
        where = rows * (len(SIZES) + 1) + size
        norm = np.sqrt(np.bincount(where, values**2, minlength=1))
        return Counted(
            rows, columns, values * self._scales[size] / norm[where],
            entry, runs.position[known], runs.length[known], runs.starts, len(notes),
        )  # fmt: skip


class _Runs(NamedTuple):
    row: "Places"
    key: "Places"
    position: "Places"
    length: "Places"
    starts: "Places"


def read(text: str) -> str:
    """Return a text as its runs are counted: masked, and no longer than is read.

    >>> read("8.21挂网")
    'D挂网'
    """
    return masked(text[:_LONGEST])


def key(run: str) -> int:
    """Return the number a run of characters is known by: 21 bits a character.

    >>> key("图") < key("图解") < key("图解0")
    True
    """
    number = 0
    for letter in run:
        number = number << _BITS | ord(letter)
    return number


def sizes_of(keys: "Places") -> "Places":
    """Return how many characters the runs of these numbers have."""
    import numpy as np

    return 1 + (keys >> _BITS > 0).astype(np.int64) + (keys >> 2 * _BITS > 0)


def learn_vocabulary(notes: Sequence[str], scales: Mapping[int, float], fewest: Mapping[int, int]) -> Vocabulary:
    """Return the vocabulary of notes as `read` returns them; a run in fewer notes than its size's `fewest` is left out.

    The idf is ln((1 + n) / (1 + df)) + 1, as in scikit-learn.
    """
    import numpy as np

    runs = _runs(notes)
    order = np.lexsort((runs.row, runs.key))
    keys, rows = runs.key[order], runs.row[order]
    first = np.ones(len(keys), dtype=bool)
    first[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    names, seen = np.unique(keys[first], return_counts=True)
    least = np.array([0, *(fewest.get(size, 1) if scales.get(size) else len(notes) + 1 for size in SIZES)])
    kept = seen >= least[sizes_of(names)]
    return Vocabulary(names[kept], np.log((1 + len(notes)) / (1 + seen[kept])) + 1, scales)


def _runs(notes: Sequence[str]) -> _Runs:
    """Return every run of every note, a note framed by a mark on either side."""
    import numpy as np

    framed = [f"{_LEFT}{note}{_RIGHT}" for note in notes]
    letters = np.frombuffer("".join(framed).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    lengths = np.array([len(note) for note in framed], dtype=np.int64)
    row = np.repeat(np.arange(len(notes)), lengths)
    runs = [_runs_of(letters, row, size) for size in SIZES]
    position = np.concatenate([each[0] for each in runs])
    numbers = np.concatenate([each[1] for each in runs])
    length = np.repeat(np.array(SIZES), [len(each[0]) for each in runs])
    return _Runs(row[position], numbers, position, length, np.cumsum(lengths) - lengths)


def _runs_of(letters: "Places", row: "Places", size: int) -> tuple["Places", "Places"]:
    """Return where runs of a size stand, and their numbers; a run does not reach into the next note."""
    import numpy as np

    within = np.flatnonzero(row[: max(len(letters) - size + 1, 0)] == row[size - 1 :])
    number = np.zeros(len(within), dtype=np.int64)
    for offset in range(size):
        number = number << _BITS | letters[within + offset]
    return within, number
