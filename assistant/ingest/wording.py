"""How row numbers and sizes are told to people."""

from collections.abc import Iterable, Iterator


def spell_rows(numbers: Iterable[int], limit: int = 12) -> str:
    """Return row numbers as people write them, runs drawn together; beyond `limit` runs only how many there are.

    >>> spell_rows([3, 4, 5, 9])
    '第3-5、9行'
    """
    numbers = sorted(set(numbers))
    runs = [f"{first}-{last}" if last > first else str(first) for first, last in _runs(numbers)]
    more = f"等{len(numbers)}" if len(runs) > limit else ""
    return f"第{'、'.join(runs[:limit])}{more}行"


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    start = previous = None
    for number in numbers:
        if start is None or previous is None:
            start = number
        elif number != previous + 1:
            yield start, previous
            start = number
        previous = number
    if start is not None and previous is not None:
        yield start, previous


def spell_size(count: int) -> str:
    """Return a number of bytes in words: 512 MB."""
    return f"{count / 1024**2:,.0f} MB" if count >= 1024**2 else f"{max(count // 1024, 1)} KB"
