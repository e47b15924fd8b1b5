"""Texts that are the same or nearly: MinHash finds the candidates, Jaccard of their three-letter pieces decides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.retrieve.minhash import MinHash
from assistant.retrieve.similar import likeness, shingles

ALIKE = 0.75
"""Share of three-letter pieces from which two sentences are one (Jaccard)."""
_HASHES = MinHash(bands=16, rows=4)
"""At likeness 0.75 a pair meets in a band with probability 0.998, at 0.5 with 0.64."""
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
    leaders: dict[int, frozenset[str]] = {}
    buckets: dict[int, list[int]] = defaultdict(list)
    for text, place in first.items():
        own, keys = shingles(text), _HASHES.keys(text)
        reached = dict.fromkeys(leader for key in keys for leader in buckets[key][:_CROWD])
        likest = max(((likeness(own, leaders[each]), -each) for each in reached), default=(0.0, 0))
        if likest[0] >= ALIKE:
            yield -likest[1]
            continue
        leaders[place] = own
        for key in keys:
            buckets[key].append(place)
        yield place
