"""What every reader makes of its file: paragraphs and grids of cells, in the order of the file."""

import msgspec

from assistant.report.published.record import Spot


class Cell(msgspec.Struct, frozen=True):
    """A cell at its first grid column; `width` columns belong to it. A cell merged downwards stands in its first row."""

    text: str
    column: int
    spot: Spot
    width: int = 1


class Grid(msgspec.Struct, frozen=True):
    """A table. `aligned` says that columns are the file's own; else cells are only what stood between gaps."""

    rows: tuple[tuple[Cell, ...], ...]
    aligned: bool = True


class Block(msgspec.Struct, frozen=True):
    """A paragraph as it stands in the file, whole: lines broken by the page are joined."""

    text: str
    spot: Spot


class Source(msgspec.Struct, frozen=True):
    """A file taken apart, before anybody asks what it means. `titles` are what the file calls itself, likeliest first."""

    blocks: tuple[Block | Grid, ...]
    titles: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    scanned: bool = False
