"""Rebuild models/labels from corpus/: the same corpus and the same library versions give the same figures.

Takes about two minutes on two cores and needs no network. Run it from anywhere: python models/train_labels.py
"""

from pathlib import Path

import click

from assistant.classify.card import make

PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Train, write models/labels, and say what was reached on the held-out writers."""
    card = make(PROJECT, PROJECT / "models" / "labels", lambda text: click.echo(text, err=True))
    held_out = card.held_out
    click.echo(f"{card.recipe.name}, {card.notes} notes of {card.writers} writers, {card.features} features")
    for name, figures in (("category", held_out.category), ("section", held_out.section)):
        click.echo(
            f"held-out {name}: macro-F1 {figures.macro_f1}, accuracy {figures.accuracy}, "
            f"surest 80 % {figures.accuracy_of_surest_80}, calibration error {figures.calibration_error}"
        )
    click.echo(f"across authors: {card.across_authors}")
    click.echo(f"held-out above the threshold: {held_out.review}")


if __name__ == "__main__":
    main()
