"""Rebuild models/labels from corpus/: the same corpus, encoder and library versions give the same figures.

Needs no network. Run it from anywhere: python models/train_labels.py [--untrained FOLDER]

The sentence vectors of the notes take a minute or two and are kept in build/; everything else takes about two minutes
on two cores. `--untrained` is the encoder before it was fine-tuned, as models/rebuild_encoder.py and
models/export_encoder.py make it: with it the card tells what is reached on authors nobody read, with vectors.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from assistant.classify.card import NOTES, Vectors, make
from assistant.classify.masked import masked
from assistant.classify.measure import Measured
from assistant.classify.notes import read_notes
from assistant.encoder import Encoder, open_encoder

if TYPE_CHECKING:
    from assistant.encoder import Matrix

PROJECT = Path(__file__).resolve().parent.parent
_BATCH = 512


def vectors_of(encoder: Encoder) -> "Matrix":
    """Return the vectors of the corpus's notes in their order; those computed before are read from build/."""
    texts = [masked(note.text) for note in read_notes(PROJECT / NOTES)]
    path = PROJECT / "build" / f"notes-{encoder.name}.npz"
    known: dict[str, Matrix] = {}
    if path.exists():
        with np.load(path) as kept:
            known = dict(zip(kept["keys"].tolist(), kept["rows"], strict=True))
    keys = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]
    new = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in known]
    for start in range(0, len(new), _BATCH):
        part = new[start : start + _BATCH]
        known |= zip([key for key, _ in part], encoder.questions([text for _, text in part]), strict=True)
        click.echo(f"{start + len(part)} of {len(new)} notes encoded", err=True)
    rows = np.array([known[key] for key in keys], dtype=np.float32)
    path.parent.mkdir(exist_ok=True)
    np.savez(path, keys=np.array(keys), rows=rows)
    return rows


@click.command()
@click.option(
    "--untrained", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of an encoder."
)
def main(untrained: Path | None) -> None:
    """Train, write models/labels, and say what was reached on the held-out writers."""
    encoder = open_encoder()
    rows = vectors_of(encoder)
    before = None if untrained is None else vectors_of(open_encoder(untrained))
    card = make(
        PROJECT,
        PROJECT / "models" / "labels",
        lambda text: click.echo(text, err=True),
        Vectors(encoder.name, rows, before),
    )
    click.echo(f"{card.notes} notes of {card.writers} writers, {card.features} features")
    tell("held-out", card.held_out)
    tell("held-out, characters alone", card.held_out_quick)
    if card.unread is not None:
        tell("an author nobody read", card.unread)
    click.echo(f"across writers, characters alone: {card.across_writers}")
    click.echo(f"across authors, characters alone: {card.across_authors}")
    click.echo(f"across authors, with the untrained encoder: {card.across_authors_untrained_encoder}")


def tell(name: str, found: Measured) -> None:
    """Print the figures of held-out writers."""
    for label, figures in (("category", found.category), ("section", found.section)):
        click.echo(
            f"{name} {label}: macro-F1 {figures.macro_f1}, accuracy {figures.accuracy}, "
            f"surest 80 % {figures.accuracy_of_surest_80}, calibration error {figures.calibration_error}"
        )
    click.echo(f"{name}: quick {found.quick} ({found.quick_right} right); {found.review}")


if __name__ == "__main__":
    main()
