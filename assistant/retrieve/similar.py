"""How alike two texts are: the share of the character shingles they have in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

NEAR = 0.6
"""Two passages at least this alike are one passage with other numbers."""
_SIZE = 3
_SKIP = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")


def shingles(text: str) -> frozenset[str]:
    """Return the runs of three letters of a text; digits, marks and spaces do not count.

    >>> sorted(shingles("发布信息3条"))
    ['信息条', '发布信', '布信息']
    """
    letters = letters_of(text)
    return frozenset(letters[start : start + _SIZE] for start in range(max(1, len(letters) - _SIZE + 1)))


def letters_of(text: str) -> str:
    """Return the letters of a text."""
    return _SKIP.sub("", text)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard index of two sets of shingles, 0 to 1."""
    return len(one & other) / len(one | other)


def near_duplicates(texts: Sequence[str], limit: float = NEAR) -> dict[int, int]:
    """Return which text repeats which earlier one (index to index)."""
    sets = [shingles(text) for text in texts]
    where: defaultdict[str, list[int]] = defaultdict(list)
    repeats: dict[int, int] = {}
    for index, own in enumerate(sets):
        shared = Counter(earlier for shingle in own for earlier in where[shingle])
        twin = next((other for other, _ in shared.most_common() if likeness(own, sets[other]) >= limit), None)
        if twin is not None:
            repeats[index] = twin
            continue
        for shingle in own:
            where[shingle].append(index)
    return repeats


def same_wording(texts: Sequence[str], limit: float = NEAR) -> list[list[int]]:
    """Return the indices of texts, those that repeat an earlier one in the group of it, in order.

    >>> same_wording(["全年组织培训3次", "更新指南1次", "全年组织培训2次"])
    [[0, 2], [1]]
    """
    groups: list[tuple[frozenset[str], list[int]]] = []
    for index, text in enumerate(texts):
        own = shingles(text)
        twin = next((group for first, group in groups if likeness(own, first) >= limit), None)
        if twin is None:
            groups.append((own, [index]))
        else:
            twin.append(index)
    return [group for _, group in groups]
