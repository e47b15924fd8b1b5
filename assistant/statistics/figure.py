"""A number that knows its unit and what it was counted from."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

import msgspec


class Origin(StrEnum):
    """How a figure came to be. The value is the word users see."""

    COUNTED = "逐行统计"
    TYPED = "手工填报"
    COMPUTED = "合计计算"


class Rows(msgspec.Struct, frozen=True):
    """Rows of one sheet, numbered as in the file."""

    file: str
    sheet: str | None
    numbers: tuple[int, ...]


class Figure(msgspec.Struct, frozen=True):
    """A number of the report.

    `key` is the path of tables.yaml (table3.granted.natural_person, table2.normative_docs.issued, table4.review.upheld)
    or of the statistics (publication.total, publication.by_category.政策解读, proposals.提案.主办).
    `rows` are what was counted; `parts` are the keys a computed figure was added up from.
    """

    key: str
    value: int | Decimal
    unit: str
    origin: Origin
    rows: tuple[Rows, ...] = ()
    parts: tuple[str, ...] = ()


class Figures(Mapping[str, Figure]):
    """All figures of a case by key. A key that is not there is missing, never zero."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._figures = {figure.key: figure for figure in figures}

    def __getitem__(self, key: str) -> Figure:
        """Return the figure, or raise KeyError."""
        return self._figures[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys, in the order they were computed."""
        return iter(self._figures)

    def __len__(self) -> int:
        """Return how many figures there are."""
        return len(self._figures)

    def value(self, key: str) -> int | Decimal | None:
        """Return the number, or None where it is missing."""
        figure = self._figures.get(key)
        return figure.value if figure else None

    def below(self, prefix: str) -> list[Figure]:
        """Return the figures whose key is `prefix.` and one more word, in order."""
        start = f"{prefix}."
        return [
            figure for key, figure in self._figures.items() if key.startswith(start) and "." not in key[len(start) :]
        ]
