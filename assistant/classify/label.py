"""What the classifier says of one note."""

import msgspec


class Label(msgspec.Struct, frozen=True):
    """The two labels of a note with calibrated confidence, and the words that decided."""

    category: str
    category_confidence: float
    section: str
    section_confidence: float
    needs_review: bool
    why: tuple[str, ...]
    reportable: bool = True
    """False where the note has nothing to do with what a report tells; category is then 无 and needs_review True."""
