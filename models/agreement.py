"""How far two people label alike: Cohen's κ of corpus/second_labels.jsonl against corpus/notes.jsonl.

Run it from anywhere: python models/agreement.py. The second labels were given by fresh eyes that saw the notes and the
guidelines of corpus/README.md, not the first labels.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from assistant.classify.notes import Note, read_notes

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


class Second(msgspec.Struct, frozen=True):
    """What the second person said of a note."""

    id: str
    category: str
    section: str


class Agreement(msgspec.Struct, frozen=True):
    """Over `notes` notes: the share labelled alike, κ, and the commonest disagreements (first, second, how many)."""

    notes: int
    alike: float
    kappa: float
    apart: tuple[tuple[str, str, int], ...]


def read_second(path: Path) -> tuple[Second, ...]:
    """Return the second labels."""
    return tuple(msgspec.json.decode(line, type=Second) for line in path.read_bytes().splitlines())


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Compare two labellings.

    Source: Cohen 1960, A Coefficient of Agreement for Nominal Scales.

    >>> agreement(["a", "a", "b", "b"], ["a", "a", "b", "a"]).kappa
    0.5
    """
    from sklearn.metrics import cohen_kappa_score

    apart = Counter((one, other) for one, other in zip(first, second, strict=True) if one != other)
    return Agreement(
        len(first),
        round(1 - sum(apart.values()) / len(first), 4),
        round(float(cohen_kappa_score(list(first), list(second))), 4),
        tuple((*pair, count) for pair, count in apart.most_common(5)),
    )


def main() -> None:
    """Print both agreements as JSON."""
    notes: dict[str, Note] = {note.id: note for note in read_notes(CORPUS / "notes.jsonl")}
    both = [(notes[one.id], one) for one in read_second(CORPUS / "second_labels.jsonl") if one.id in notes]
    told = {
        "category": agreement([note.category for note, _ in both], [one.category for _, one in both]),
        "section": agreement([note.section for note, _ in both], [one.section for _, one in both]),
    }
    click.echo(msgspec.json.format(msgspec.json.encode(told), indent=1).decode())


if __name__ == "__main__":
    main()
