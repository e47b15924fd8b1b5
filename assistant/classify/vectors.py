"""Counted features become weighted numbers: tf-idf, every block of features of length one times its scale."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assistant.classify.features import BLOCKS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]


class Vectors(NamedTuple):
    """Sparse rows: value `values[i]` in row `rows[i]`, column `columns[i]`; rows ascend. `size` rows in all."""

    rows: "Places"
    columns: "Places"
    values: "Numbers"
    occurrences: "Numbers"
    size: int


class Vocabulary:
    """Which features have a column, how rare each is, and how much each block of them counts."""

    def __init__(self, names: Sequence[str], idf: "Numbers", scales: Mapping[str, float]) -> None:
        import numpy as np

        self.names = tuple(names)
        self.idf = idf
        self.scales = dict(scales)
        self._columns = {name: column for column, name in enumerate(self.names)}
        self._blocks = np.array([BLOCKS.index(name[0]) for name in self.names], dtype=np.int64)
        self._scales = np.array([self.scales.get(block, 0.0) for block in BLOCKS])

    def columns(self, names: Sequence[str]) -> list[int]:
        """Return the columns of those features that have one, in order."""
        find = self._columns.get
        return [column for name in names if (column := find(name)) is not None]

    def vectors(self, notes: Sequence[Sequence[int]]) -> Vectors:
        """Weigh notes given as columns, each as often as it occurs.

        A value is (1 + ln tf) · idf, divided by the length of its block in its note, times the block's scale.
        """
        import numpy as np

        counted = [Counter(columns) for columns in notes]
        rows = np.repeat(np.arange(len(counted)), [len(each) for each in counted])
        columns = np.array([column for each in counted for column in each], dtype=np.int64)
        occurrences = np.array([times for each in counted for times in each.values()], dtype=np.float64)
        values = (1 + np.log(occurrences)) * self.idf[columns]
        block = self._blocks[columns]
        where = rows * len(BLOCKS) + block
        length = np.sqrt(np.bincount(where, values**2, minlength=len(counted) * len(BLOCKS)))
        return Vectors(rows, columns, values * self._scales[block] / length[where], occurrences, len(counted))


def learn_vocabulary(
    notes: Sequence[Sequence[str]], scales: Mapping[str, float], fewest: Mapping[str, int]
) -> Vocabulary:
    """Return the vocabulary of notes given as features; one seen in fewer notes than its block's `fewest` is left out.

    The idf is ln((1 + n) / (1 + df)) + 1, as in scikit-learn.
    """
    import numpy as np

    seen = Counter(name for note in notes for name in set(note))
    names = sorted(name for name, times in seen.items() if times >= fewest.get(name[0], 1))
    idf = np.log((1 + len(notes)) / (1 + np.array([seen[name] for name in names], dtype=np.float64))) + 1
    return Vocabulary(names, idf, scales)
