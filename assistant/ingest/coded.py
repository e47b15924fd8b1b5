"""A column by its distinct values: what holds for a value is decided once, however many rows hold it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_Value = TypeVar("_Value", covariant=True)
_Decided = TypeVar("_Decided")
_Cell = TypeVar("_Cell", bound=Hashable)


class Coded(Sequence[_Value]):
    """A column whose row i holds `values[codes[i]]`. A value may stand in no row at all."""

    __slots__ = ("codes", "values")

    def __init__(self, values: Sequence[_Value], codes: "NDArray[np.integer[Any]]") -> None:
        self.values = values
        self.codes = codes

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> _Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Value]: ...
    def __getitem__(self, index: int | slice) -> _Value | Sequence[_Value]:
        """Return the value of a row, or the rows of a slice as a column."""
        if isinstance(index, slice):
            return Coded(self.values, self.codes[index])
        return self.values[int(self.codes[index])]

    def __iter__(self) -> Iterator[_Value]:
        """Iterate over the rows."""
        return map(list(self.values).__getitem__, self.codes.tolist())

    def each(self, decide: Callable[[_Value], _Decided]) -> "Coded[_Decided]":
        """Return the decision for every row, deciding each value once."""
        return Coded(list(map(decide, self.values)), self.codes)

    def array(self) -> "NDArray[np.int64]":
        """Return a column of whole numbers as an array."""
        import numpy as np

        values: NDArray[np.int64] = np.array([*self.values], dtype=np.int64)
        rows: NDArray[np.int64] = values[self.codes]
        return rows

    def where(self, holds: Callable[[_Value], bool]) -> "NDArray[np.intp]":
        """Return the rows whose value meets a condition, in order; values are looked at, not rows."""
        import numpy as np

        wanted = np.fromiter(map(holds, self.values), dtype=np.bool_, count=len(self.values))
        return np.flatnonzero(wanted[self.codes]) if wanted.any() else np.empty(0, dtype=np.intp)

    def pick(self, rows: "NDArray[np.intp]") -> "Coded[_Value]":
        """Return the chosen rows, without values that stand in none of them where those would be many."""
        import numpy as np

        codes = self.codes[rows]
        if len(self.values) <= len(rows):
            return Coded(self.values, codes)
        used, codes = np.unique(codes, return_inverse=True)
        values = self.values
        return Coded(values.take(used) if isinstance(values, Texts) else [values[at] for at in used.tolist()], codes)

    def distinct(self) -> "Coded[_Value]":
        """Return the same rows with every value once, in the order given."""
        import numpy as np

        seats: dict[_Value, int] = {}
        new = np.fromiter((seats.setdefault(value, len(seats)) for value in self.values), np.int32, len(self.values))
        return self if len(seats) == len(new) else Coded([*seats], new[self.codes])

    def times(self) -> "NDArray[np.intp]":
        """Return in how many rows each value stands."""
        import numpy as np

        return np.bincount(self.codes, minlength=len(self.values))

    def present(self) -> list[_Value]:
        """Return the values that stand in a row, in the order of their first rows."""
        import numpy as np

        first = np.full(len(self.values), len(self.codes), dtype=np.intp)
        np.minimum.at(first, self.codes, np.arange(len(self.codes)))
        return [self.values[at] for at in np.argsort(first, kind="stable").tolist() if first[at] < len(self.codes)]


class Texts(Sequence[str]):
    """Many texts, kept outside of Python until one is asked for."""

    __slots__ = ("_texts",)

    def __init__(self, texts: "pa.Array") -> None:
        self._texts = texts

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """Return a text, or a part of them."""
        if isinstance(index, slice):
            return Texts(self._texts[index])
        text: str = self._texts[index].as_py()
        return text

    def __iter__(self) -> Iterator[str]:
        """Iterate over the texts."""
        return iter(self._texts.to_numpy(zero_copy_only=False).tolist())

    def take(self, chosen: "NDArray[np.intp]") -> list[str]:
        """Return the chosen texts."""
        import pyarrow as pa

        texts: list[str] = self._texts.take(pa.array(chosen)).to_numpy(zero_copy_only=False).tolist()
        return texts


def coded(cells: Sequence[_Cell]) -> Coded[_Cell]:
    """Return a column by its distinct values, in the order of their first rows; a coded column as it is."""
    import numpy as np

    if isinstance(cells, Coded):
        return cells
    seats = {cell: seat for seat, cell in enumerate(dict.fromkeys(cells))}
    codes = np.fromiter(map(seats.__getitem__, cells), dtype=np.int32, count=len(cells))
    return Coded(list(seats), codes)


def joined(parts: Sequence[Coded[_Cell]]) -> Coded[_Cell]:
    """Return several columns as one, below each other."""
    return parts[0] if len(parts) == 1 else coded([*chain.from_iterable(parts)])


def constant(value: _Cell, count: int) -> Coded[_Cell]:
    """Return a column that holds one value in all rows."""
    import numpy as np

    return Coded([value], np.zeros(count, dtype=np.int8))
