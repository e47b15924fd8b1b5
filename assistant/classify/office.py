"""An office's own categories: what was learned of the built-in ones, told in the office's terms, and its own examples."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from assistant.classify.cut import cut
from assistant.classify.fit import FEWEST, RECIPE, Lessons, fit, wanted_of
from assistant.classify.grams import Vocabulary, learn_vocabulary, read
from assistant.classify.meaning import Meanings, encode, kept_exactly
from assistant.classify.model import encoder_of
from assistant.classify.notes import Note, read_notes
from assistant.classify.train import bounded
from assistant.classify.weights import Pair, Weights, load
from assistant.classify.words import learn_words
from assistant.errors import MissingResource
from assistant.settings import resource
from assistant.taxonomy import NO_CATEGORY, Taxonomy

if TYPE_CHECKING:
    from assistant.classify.grams import Numbers

_OFTEN = 5
"""Notes of an office that must hold a run or a word before its model remembers it."""
_EXAMPLE, _DESCRIPTION, _OWN = 6.0, 2.0, 2.0
"""How much an example, a description and a labelled note of the office count beside a built-in note."""


class Known(msgspec.Struct, frozen=True):
    """Labelled notes and, if there is an encoder, their sentence vectors about the built-in notes' middle."""

    notes: tuple[Note, ...]
    rows: "Numbers | None" = None

    def only(self, kept: Sequence[int]) -> "Known":
        """Return the notes at some places."""
        return Known(tuple(self.notes[at] for at in kept), None if self.rows is None else self.rows[list(kept)])


NOTHING = Known(())


class Basis(msgspec.Struct, frozen=True):
    """What every office's model stands on: the built-in notes, and what was learned of them."""

    known: Known
    weights: Weights
    encoder: "Any" = None
    """The encoder the vectors come from, if it is to be used."""

    def know(self, notes: Sequence[Note]) -> Known:
        """Return an office's notes with their vectors."""
        meanings = self.weights.meanings
        if self.encoder is None or meanings is None or not notes:
            return Known(tuple(notes))
        return Known(tuple(notes), encode(self.encoder, [note.text for note in notes], meanings.middle))


def load_basis(vectors: bool = True) -> Basis:
    """Return the built-in notes with what the model that ships learned of them.

    Raises:
        MissingResource: corpus or model are missing, or do not belong together.

    """
    weights = load(resource("models", "labels"))
    notes = read_notes(resource("corpus", "notes.jsonl"))
    encoder = encoder_of(weights)() if vectors else None
    rows = None if encoder is None or weights.meanings is None else weights.meanings.rows
    if rows is not None and len(rows) != len(notes):
        raise MissingResource("归类模型与 corpus/notes.jsonl 不是同一批", "请在源码目录运行 make models 重新训练")
    return Basis(Known(notes, rows), weights, encoder)


def fingerprint(taxonomy: Taxonomy) -> str:
    """Return what tells taxonomies apart: all they say."""
    return hashlib.blake2b(msgspec.json.encode(taxonomy), digest_size=8).hexdigest()


def examples(taxonomy: Taxonomy) -> list[tuple[Note, float]]:
    """Return what a taxonomy says of its categories as labelled notes, and how much each counts."""
    found = []
    for each in taxonomy.categories:
        said = [
            (each.name, _DESCRIPTION),
            (each.description, _DESCRIPTION),
            *((one, _EXAMPLE) for one in each.examples),
        ]
        found += [(Note("", text, each.name, each.part.value, ""), trust) for text, trust in said if text]
    return found


def office_lessons(taxonomy: Taxonomy, basis: Basis, built_in: Known, own: Known) -> Lessons:
    """Return what an office's model learns from: every built-in note in the office's terms, its examples, its notes.

    A built-in note belongs to each category that stands for its own, in equal shares; the office's examples and notes
    tell those apart. Built-in notes of a category that nothing stands for are left out.
    """
    import numpy as np

    given = examples(taxonomy)
    shares = [_shares(taxonomy, note) for note in built_in.notes]
    kept = [at for at, share in enumerate(shares) if share]
    said = [note for note, _ in given]
    told = [shares[at] for at in kept] + [{note.pair: 1.0} for note in (*said, *own.notes)]
    pairs = tuple(sorted({pair for share in told for pair in share}))
    place = {pair: at for at, pair in enumerate(pairs)}
    table = np.zeros((len(told), len(pairs)))
    for row, share in enumerate(told):
        for pair, part in share.items():
            table[row, place[pair]] = part
    trust = np.array([1.0] * len(kept) + [each for _, each in given] + [_OWN] * len(own.notes))
    texts = tuple(note.text for note in (*(built_in.notes[at] for at in kept), *said, *own.notes))
    meanings = _meanings(basis, (built_in.only(kept), basis.know(said), own))
    return Lessons(texts, pairs, wanted_of(pairs, table), trust, meanings)


def _meanings(basis: Basis, parts: Sequence[Known]) -> Meanings | None:
    import numpy as np

    meanings = basis.weights.meanings
    if basis.encoder is None or meanings is None:
        return None
    rows = [part.rows for part in parts if part.rows is not None]
    return Meanings(meanings.encoder, meanings.middle, kept_exactly(np.vstack(rows)), meanings.width)


def fit_office(taxonomy: Taxonomy, basis: Basis, built_in: Known, own: Known = NOTHING) -> Weights:
    """Return an office's weights, as sure of themselves as the built-in ones.

    Runs and words that only the office's notes hold are kept where many of them do, so that no name is remembered.
    """
    lessons = office_lessons(taxonomy, basis, built_in, own)
    texts = [note.text for note in own.notes]
    weights = fit(lessons, RECIPE, _vocabulary(lessons.texts, texts), _words(basis, texts))
    full = basis.weights.full
    return bounded(weights, basis.weights.quick.bounds, full.bounds if full else None)


def _vocabulary(every: Sequence[str], own: Sequence[str]) -> Vocabulary:
    import numpy as np

    notes, office = [read(text) for text in every], [read(text) for text in own]
    whole = learn_vocabulary(notes, RECIPE.scales, FEWEST)
    if not own:
        return whole
    common = learn_vocabulary(notes[: len(notes) - len(own)], RECIPE.scales, FEWEST).keys
    often = learn_vocabulary(office, RECIPE.scales, dict.fromkeys(RECIPE.scales, _OFTEN)).keys
    kept = np.isin(whole.keys, np.concatenate([common, often]))
    return Vocabulary(whole.keys[kept], whole.idf[kept], whole.scales)


def _words(basis: Basis, own: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({*basis.weights.words, *learn_words(map(cut, map(read, own)), _OFTEN)}))


def _shares(taxonomy: Taxonomy, note: Note) -> dict[Pair, float]:
    """Return the office's pairs a built-in note belongs to, and to what share."""
    category, section = note.pair
    if category == NO_CATEGORY:
        return {note.pair: 1.0}
    own = [each.name for each in taxonomy.categories if each.root == category]
    return {(name, section): 1 / len(own) for name in own}
