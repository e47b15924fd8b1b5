"""Texts that are the same or nearly: MinHash finds the candidates, Jaccard of their three-character pieces decides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from numpy import uint64
    from numpy.typing import NDArray

ALIKE = 0.75
"""Share of three-character pieces from which two sentences are one (Jaccard)."""
_SIZE = 3
_BANDS = 16
_ROWS = 4
"""At likeness 0.75 a pair meets in one of 16 bands of 4 with probability 0.998, at 0.5 with 0.64 (1 - (1 - s⁴)¹⁶)."""
_SEED = 20211
_CROWD = 50
"""Leaders of one bucket that are looked at; more of them would only make it slow."""


def group_alike(texts: Sequence[str]) -> list[int]:
    """Return a group number for each text: the place of the first text of its group.

    A text joins the likest leader it reaches, so every member is like its leader, and the time grows with the number of
    texts, not with its square.
    """
    first: dict[str, int] = {}
    for place, text in enumerate(texts):
        first.setdefault(text, place)
    leader = dict(zip(first, _lead(first), strict=True))
    return [leader[text] for text in texts]


def _lead(first: dict[str, int]) -> Iterator[int]:
    """Yield the leader's place for each different text."""
    shingles: dict[int, frozenset[int]] = {}
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    signer = _Signer()
    for text, place in first.items():
        own = _shingles(text)
        bands = signer.bands(own)
        reached = dict.fromkeys(leader for band in bands for leader in buckets[band][:_CROWD])
        likest = max(((likeness(own, shingles[each]), -each) for each in reached), default=(0.0, 0))
        if likest[0] >= ALIKE:
            yield -likest[1]
            continue
        shingles[place] = own
        for band in bands:
            buckets[band].append(place)
        yield place


def likeness(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of pieces that two texts have in common (Jaccard), 0 to 1."""
    return len(left & right) / len(left | right) if left and right else 0.0


def _shingles(text: str) -> frozenset[int]:
    return frozenset(crc32(text[at : at + _SIZE].encode()) for at in range(max(1, len(text) - _SIZE + 1)))


class _Signer:
    """MinHash signatures, the same in every run."""

    def __init__(self) -> None:
        import numpy as np

        rng = np.random.default_rng(_SEED)
        self._seeds: NDArray[uint64] = rng.integers(0, 2**64, size=_BANDS * _ROWS, dtype=np.uint64)
        self._odd = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)

    def bands(self, shingles: frozenset[int]) -> list[tuple[int, bytes]]:
        """Return the bands of a text's signature; texts that share one are candidates.

        Each of the 64 orders of the pieces is a mixing of their hash with a seed (SplitMix64, Steele and others, 2014).
        """
        import numpy as np

        values = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
        mixed = values[:, None] * self._odd[0] ^ self._seeds[None, :]
        mixed = (mixed ^ (mixed >> np.uint64(30))) * self._odd[0]
        mixed = (mixed ^ (mixed >> np.uint64(27))) * self._odd[1]
        rows = (mixed ^ (mixed >> np.uint64(31))).min(axis=0).reshape(_BANDS, _ROWS)
        return [(band, row.tobytes()) for band, row in enumerate(rows)]
