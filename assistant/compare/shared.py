"""Sentences that stand in more than one report: of different bodies, or of one body's year before."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from assistant.compare.alike import group_alike
from assistant.compare.body import Body, Piece

COMMON_SHARE = 0.3
COMMON_LEAST = 10
"""A sentence of this many bodies and this share of them is taken for a common formula: listed apart, not counted."""
_PAIRED = 30
"""A sentence of more bodies than this tells nothing about any two of them."""


_PAIR_SENTENCES = 3
_PAIR_SHARE = 0.1
"""A pair is told when it shares so many sentences, or so much of one body's text."""


class Where(msgspec.Struct, frozen=True):
    """One report that a shared sentence stands in, and as it stands there."""

    agency: str
    file: str
    last_year: bool
    section: int
    place: str
    text: str


class Shared(msgspec.Struct, frozen=True):
    """A sentence of several reports. `same` says that they agree but for numbers and the bodies' own names."""

    text: str
    where: tuple[Where, ...]
    bodies: int
    """Bodies of this year that have it."""
    same: bool
    common: bool = False


class Pair(msgspec.Struct, frozen=True):
    """Two bodies, the sentences they share, and what share of each one's text that is."""

    left: str
    right: str
    sentences: int
    share_left: float
    share_right: float


class Copied(msgspec.Struct, frozen=True):
    """How much of a body's compared text stands elsewhere: sentences and share of characters."""

    compared: int = 0
    shared: int = 0
    shared_share: float = 0.0
    repeated: int | None = None
    """Sentences of its own last year's report, None where that is not there."""
    repeated_share: float | None = None


class Sharing(msgspec.Struct, frozen=True):
    """All that was found out about shared sentences. `copied` is in the order of the bodies."""

    between: tuple[Shared, ...] = ()
    common: tuple[Shared, ...] = ()
    last_year: tuple[Shared, ...] = ()
    pairs: tuple[Pair, ...] = ()
    copied: tuple[Copied, ...] = ()


class _Spot(msgspec.Struct, frozen=True):
    body: int
    last_year: bool
    piece: Piece


def find_shared(bodies: Sequence[Body]) -> Sharing:
    """Return the sentences that several bodies have, or one body in two years, the most widespread first."""
    spots = list(_spots(bodies))
    groups: dict[int, list[_Spot]] = defaultdict(list)
    for leader, spot in zip(group_alike([spot.piece.key for spot in spots]), spots, strict=True):
        groups[leader].append(spot)
    shared = {leader: _shared(group, bodies) for leader, group in groups.items() if _is_shared(group)}
    between = {leader: each for leader, each in shared.items() if _bodies(groups[leader]) > 1}
    known = {leader for leader, each in between.items() if not each.common}
    again = {leader for leader, group in groups.items() if _repeats(group)}
    ordered = sorted(between.values(), key=lambda each: (-each.bodies, -len(each.text)))
    return Sharing(
        tuple(each for each in ordered if not each.common),
        tuple(each for each in ordered if each.common),
        tuple(each for leader, each in shared.items() if leader in again and leader not in between),
        tuple(_pairs([groups[leader] for leader in sorted(known)], bodies)),
        tuple(_copied(bodies, groups, known, again)),
    )


def _spots(bodies: Sequence[Body]) -> Iterator[_Spot]:
    for number, body in enumerate(bodies):
        yield from (_Spot(number, False, piece) for piece in body.pieces)
        yield from (_Spot(number, True, piece) for piece in body.previous_pieces)


def _is_shared(group: Sequence[_Spot]) -> bool:
    """Whether a group holds a sentence of this year, and another report's."""
    reports = {(spot.body, spot.last_year) for spot in group}
    return len(reports) > 1 and any(not last_year for _, last_year in reports)


def _bodies(group: Sequence[_Spot]) -> int:
    return len({spot.body for spot in group})


def _repeats(group: Sequence[_Spot]) -> set[int]:
    """Return the bodies that have a group's sentence in both years."""
    now = {spot.body for spot in group if not spot.last_year}
    return now & {spot.body for spot in group if spot.last_year}


def _shared(group: Sequence[_Spot], bodies: Sequence[Body]) -> Shared:
    once = {(spot.body, spot.last_year): spot for spot in reversed(group)}
    spots = sorted(once.values(), key=lambda spot: (spot.last_year, spot.body))
    now = sum(not spot.last_year for spot in spots)
    where = tuple(
        Where(
            bodies[spot.body].agency,
            bodies[spot.body].previous if spot.last_year else bodies[spot.body].file,
            spot.last_year,
            spot.piece.section,
            spot.piece.place,
            spot.piece.shown,
        )
        for spot in spots
    )
    common = now >= max(COMMON_LEAST, COMMON_SHARE * len(bodies))
    return Shared(where[0].text, where, now, len({spot.piece.key for spot in group}) == 1, common)


def _pairs(groups: Sequence[Sequence[_Spot]], bodies: Sequence[Body]) -> Iterator[Pair]:
    """Yield the bodies that share most, as a pair, the largest share first."""
    counted: Counter[tuple[int, int]] = Counter()
    length: Counter[tuple[int, int, int]] = Counter()
    for group in groups:
        own: dict[int, int] = defaultdict(int)
        for spot in group:
            own[spot.body] += 0 if spot.last_year else len(spot.piece.key)
        own = {body: size for body, size in own.items() if size}
        if len(own) <= _PAIRED:
            for pair in combinations(sorted(own), 2):
                counted[pair] += 1
                for body in pair:
                    length[*pair, body] += own[body]
    whole = [sum(len(piece.key) for piece in body.pieces) or 1 for body in bodies]
    found = [
        Pair(
            bodies[left].agency,
            bodies[right].agency,
            number,
            round(length[left, right, left] / whole[left], 4),
            round(length[left, right, right] / whole[right], 4),
        )
        for (left, right), number in counted.items()
    ]
    told = [pair for pair in found if _is_told(pair)]
    yield from sorted(told, key=lambda pair: (-max(pair.share_left, pair.share_right), pair.left, pair.right))


def _is_told(pair: Pair) -> bool:
    return pair.sentences >= _PAIR_SENTENCES or max(pair.share_left, pair.share_right) >= _PAIR_SHARE


def _copied(
    bodies: Sequence[Body], groups: dict[int, list[_Spot]], known: set[int], again: set[int]
) -> Iterator[Copied]:
    shared: dict[int, list[int]] = defaultdict(list)
    repeated: dict[int, list[int]] = defaultdict(list)
    for leader in known | again:
        both = _repeats(groups[leader])
        for spot in groups[leader]:
            if spot.last_year:
                continue
            if leader in known:
                shared[spot.body].append(len(spot.piece.key))
            if spot.body in both:
                repeated[spot.body].append(len(spot.piece.key))
    for number, body in enumerate(bodies):
        whole = sum(len(piece.key) for piece in body.pieces)
        there = bool(body.previous)
        yield Copied(
            len(body.pieces),
            len(shared[number]),
            _share(shared[number], whole),
            len(repeated[number]) if there else None,
            _share(repeated[number], whole) if there else None,
        )


def _share(lengths: Sequence[int], whole: int) -> float:
    return round(sum(lengths) / whole, 4) if whole else 0.0
