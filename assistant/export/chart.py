"""A picture for the report."""

from pathlib import Path

import msgspec


class Chart(msgspec.Struct, frozen=True):
    """A PNG picture, by path or as bytes, printed at the end of section `section` (1 to 6) with its caption.

    `alt` says in words what the picture shows, for those who cannot see it.
    """

    image: Path | bytes
    caption: str
    alt: str
    section: int

    @property
    def png(self) -> bytes:
        """The picture's bytes."""
        return self.image if isinstance(self.image, bytes) else self.image.read_bytes()
