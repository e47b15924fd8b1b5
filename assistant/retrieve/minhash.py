"""Which passages may say nearly the same: bands of the smallest hashes of their shingles (Broder 1997)."""

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.retrieve.similar import letters_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint64]


class MinHash:
    """Keys of texts: `bands` of them a text, each of the smallest hashes by `rows` functions, the same in every run.

    Two texts that share a part s of their shingles have a key in common with probability 1 - (1 - s^rows)^bands.
    """

    def __init__(self, bands: int, rows: int, seed: int = 2023) -> None:
        """Draw the hash functions, the same ones for the same seed."""
        self._bands, self._rows, self._seed = bands, rows, seed

    def keys(self, text: str, group: str = "") -> tuple[int, ...]:
        """Return the keys under which a text is kept and sought; only texts of one group ever share one."""
        import numpy as np

        factors, addends = self._functions
        codes = np.frombuffer(letters_of(text).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
        with np.errstate(over="ignore"):
            if len(codes) > 2:
                codes = (codes[:-2] << np.uint64(42)) ^ (codes[1:-1] << np.uint64(21)) ^ codes[2:]
            mixed = codes[:, None] * factors + addends
            mixed ^= mixed >> np.uint64(31)
            mixed *= np.uint64(0x9E3779B97F4A7C15)
        smallest = mixed.min(axis=0) if len(codes) else factors
        rows = smallest.reshape(self._bands, self._rows)
        return tuple(_key(row.tobytes(), f"{band}{group}") for band, row in enumerate(rows))

    @cached_property
    def _functions(self) -> "tuple[Words, Words]":
        """Factors and addends of the hash functions."""
        import numpy as np

        drawn = np.random.default_rng(self._seed).integers(1, 2**63, (2, self._bands * self._rows), dtype=np.uint64)
        return drawn[0] | np.uint64(1), drawn[1]


def _key(row: bytes, place: str) -> int:
    digest = hashlib.blake2b(row + place.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
