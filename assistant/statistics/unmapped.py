"""Outcomes of a ledger that no mapping knows, for an office to decide."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.outcomes import load_outcomes
from assistant.tables import load_tables


class RowHint(msgspec.Struct, frozen=True):
    """A row of table 3 an unknown word may mean; `score` from 0 to 1."""

    row: str
    label: str
    score: float


class Unmapped(msgspec.Struct, frozen=True):
    """A word of the ledger nobody knows, how many requests have it, and the likeliest rows."""

    word: str
    count: int
    suggestions: tuple[RowHint, ...]


def unmapped_outcomes(sheets: Iterable[Sheet], extra: Path | None = None) -> list[Unmapped]:
    """Return the outcomes that stop table 3, most frequent first."""
    outcomes, tables = load_outcomes(extra), load_tables()
    counted: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.kind is SheetKind.REQUEST_LEDGER:
            counted.update(str(cell) for cell in sheet.cells("答复类型") if cell is not None)
    return [
        Unmapped(
            word, number, tuple(RowHint(row, tables.row_label(row), score) for row, score in outcomes.suggest(word))
        )
        for word, number in counted.most_common()
        if outcomes.match(word).row is None
    ]
