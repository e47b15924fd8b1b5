"""A model's card: what it is, what it was made of, how good it is on writers it never read."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from assistant.classify.fit import RECIPE, Recipe, fit, lessons_of, meanings_of
from assistant.classify.meaning import centred
from assistant.classify.measure import Measured, measure
from assistant.classify.notes import Note, read_notes
from assistant.classify.train import (
    HELD_OUT,
    UNREAD,
    Scored,
    bounded,
    bounds_of,
    by_author,
    by_writer,
    judged,
    out_of_fold,
    score,
)
from assistant.classify.weights import Bounds, save

if TYPE_CHECKING:
    from assistant.classify.grams import Numbers

NOTES = "corpus/notes.jsonl"
WORDS = "corpus/lexicons/domain.txt"

REMARKS = (
    "held_out is the figure to quote: a model of the other writers, on writers whose notes chose nothing and trained "
    "neither it nor the encoder. Held-out writers share their author with training ones, though, except w33 and w36 "
    "only in part; across_authors is stricter.",
    "across_authors leaves out everything one author wrote, with the quick reading (characters alone), which no "
    "encoder's training can flatter; across_authors_untrained_encoder adds vectors of the encoder before it was "
    "fine-tuned, which never saw a label. The vectors that ship are better than those, but were fine-tuned on the "
    "training writers' labels, so leaving those writers out afterwards would flatter: that figure is not given.",
    "Recipe and weights of its parts were chosen on training writers with the encoder before fine-tuning, leaving out "
    "authors. The bounds of the quick reading come from training writers left out one at a time; those of the full "
    "reading from w65 to w68, who came after the encoder's training, by a model of the other training writers.",
    "The weights that ship are fitted to all writers; they must not be measured on corpus/notes.jsonl.",
    "All notes were written for this project by few authors in many hands. Real offices will be harder.",
)

Say = Callable[[str], None]


class Reached(msgspec.Struct, frozen=True):
    """What is reached when every side in turn is labelled by a model of the others."""

    category_macro_f1: float
    section_macro_f1: float
    both_accuracy: float
    surest_80_both: float


class Card(msgspec.Struct, frozen=True):
    """What a model is, what it was made of, and how good it is."""

    name: str
    made: str
    command: str
    remarks: tuple[str, ...]
    sha256: dict[str, str]
    """Of every file it was made from, by its path in the project."""
    encoder: str
    """Fingerprint of the encoder its vectors come from; empty where it has none."""
    versions: dict[str, str]
    notes: int
    writers: int
    features: int
    recipe: Recipe
    held_out: Measured
    held_out_quick: Measured
    """The same by characters alone, as with `--fast`."""
    unread: Measured | None
    """Writers that neither the model nor the encoder read, one author; how far scores are believed was fitted to them."""
    across_writers: Reached
    across_authors: Reached
    across_authors_untrained_encoder: Reached | None
    quick: Bounds
    full: Bounds | None


def digests(project: Path) -> dict[str, str]:
    """Return the SHA-256 of the files a model of labels is made from."""
    return {name: hashlib.sha256((project / name).read_bytes()).hexdigest() for name in (NOTES, WORDS)}


class Split(msgspec.Struct, frozen=True):
    """Which writers are held out, and which the encoder never read."""

    held_out: tuple[str, ...] = HELD_OUT
    unread: tuple[str, ...] = UNREAD


class Vectors(msgspec.Struct, frozen=True):
    """Sentence vectors of the notes, in their order: of the encoder that ships, and of it before it was fine-tuned."""

    encoder: str = ""
    rows: "Numbers | None" = None
    untrained: "Numbers | None" = None


NO_VECTORS, SPLIT = Vectors(), Split()


def make(project: Path, folder: Path, say: Say, vectors: Vectors = NO_VECTORS, split: Split = SPLIT) -> Card:
    """Train on the project's notes, write weights and card into `folder`, return the card."""
    notes = read_notes(project / NOTES)
    say("the notes of held-out writers, by a model of the others")
    rehearsed = rehearse(notes, vectors, split)
    say("every writer and every author, by a model of the others")
    writers = out_of_fold(notes, lessons_of(notes), side=by_writer)
    authors = out_of_fold(notes, lessons_of(notes, meanings_of("untrained", vectors.untrained)), side=by_author)
    say("the model that ships")
    quick = bounds_of(writers, writers.quick)
    weights = bounded(fit(lessons_of(notes, meanings_of(vectors.encoder, vectors.rows))), quick, rehearsed.bounds)
    save(weights, folder)
    card = Card(
        name="labels of work notes: category and section",
        made=date.today().isoformat(),
        command="python models/train_labels.py",
        remarks=REMARKS,
        sha256=digests(project),
        encoder=vectors.encoder,
        versions={name: version(name) for name in ("jieba", "numpy", "scikit-learn", "scipy")},
        notes=len(notes),
        writers=len({note.writer for note in notes}),
        features=len(weights.vocabulary.keys),
        recipe=RECIPE,
        held_out=rehearsed.full,
        held_out_quick=rehearsed.quick,
        unread=rehearsed.unread,
        across_writers=reached(writers, writers.quick),
        across_authors=reached(authors, authors.quick),
        across_authors_untrained_encoder=None if authors.full is None else reached(authors, authors.full),
        quick=quick,
        full=rehearsed.bounds,
    )
    (folder / "card.json").write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    return card


class Rehearsed(msgspec.Struct, frozen=True):
    """How held-out writers fare, with vectors and without, and the bounds of the full reading."""

    full: Measured
    quick: Measured
    bounds: Bounds | None = None
    unread: Measured | None = None


def rehearse(notes: Sequence[Note], vectors: Vectors, split: Split = SPLIT) -> Rehearsed:
    """Fit on all writers that are not held out and measure on those that are."""
    training = [note for note in notes if note.writer not in split.held_out]
    left_out = out_of_fold(training, lessons_of(training))
    quick = bounds_of(left_out, left_out.quick)
    unseen = _scored_without(notes, vectors, split.held_out, split.held_out)
    plain = measure(unseen.notes, unseen.pairs, judged(unseen, quick))
    if unseen.full is None:
        return Rehearsed(plain, plain)
    unread = _scored_without(notes, vectors, split.unread, (*split.held_out, *split.unread))
    bounds = bounds_of(unread, unread.quick if unread.full is None else unread.full)
    met = measure(unread.notes, unread.pairs, judged(unread, quick, bounds))
    return Rehearsed(measure(unseen.notes, unseen.pairs, judged(unseen, quick, bounds)), plain, bounds, met)


def _scored_without(notes: Sequence[Note], vectors: Vectors, writers: Sequence[str], hidden: Sequence[str]) -> Scored:
    """Return the notes of `writers` with scores of a model that read none of the `hidden` writers."""
    known = [at for at, note in enumerate(notes) if note.writer not in hidden]
    asked = [at for at, note in enumerate(notes) if note.writer in writers]
    rows = vectors.rows
    meanings = None if rows is None else meanings_of(vectors.encoder, rows[known])
    near = None if rows is None or meanings is None else centred(rows[asked], meanings.middle)
    return score(fit(lessons_of([notes[at] for at in known], meanings)), [notes[at] for at in asked], near)


def reached(scored: Scored, scores: "Numbers") -> Reached:
    """Return what scores of notes that were left out reach."""
    made = judged(msgspec.structs.replace(scored, quick=scores), Bounds())
    found = measure(scored.notes, scored.pairs, made)
    return Reached(
        found.category.macro_f1, found.section.macro_f1, found.both_accuracy, dict(found.coverage_curve)[0.8]
    )


def read_card(folder: Path) -> Card:
    """Return the card of a folder of weights."""
    return msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)
