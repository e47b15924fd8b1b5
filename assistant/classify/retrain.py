"""Learning from an office's own labelled notes: the old model is kept, the new one must be better or is not taken."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from assistant.classify.decide import shown
from assistant.classify.kept import OfficeCard, new_folder, use, write_office_card
from assistant.classify.masked import masked
from assistant.classify.notes import Note
from assistant.classify.office import NOTHING, Basis, Known, fit_office
from assistant.classify.train import HELD_OUT, judged, score
from assistant.classify.weights import Weights, save
from assistant.errors import AssistantError
from assistant.taxonomy import NO_CATEGORY, Taxonomy

FEWEST = 25
"""Labelled notes an office must have before its model can be told from chance."""
MOST = 3_000
"""Notes of an office that are learned from; memory grows with their square."""
ALLOWED_LOSS = 0.005
"""Share of built-in held-out notes that a new model may get wrong beside those the old one did."""
_FIFTH = 5

Say = Callable[[str], None]


class Outcome(msgspec.Struct, frozen=True):
    """Whether a model was taken, why, and how it compares with the one before."""

    taken: bool
    reason: str
    card: OfficeCard
    name: str = ""
    left_out: int = 0
    """Labelled notes beyond the most that are learned from."""


def retrain(
    home: Path, taxonomy: Taxonomy, basis: Basis, before: Weights, notes: Sequence[Note], now: datetime, say: Say
) -> Outcome:
    """Train an office's model on its labelled notes and all built-in ones; take it if it is better.

    A fifth of the notes, always the same ones, is never learned from in any training, and decides. What the built-in
    categories lose is measured on the built-in held-out writers, by models that read none of their notes.

    Raises:
        AssistantError: there are too few labelled notes.

    """
    learned, held, left_out = _split(notes)
    say("计算句向量")
    own, asked = basis.know(learned), basis.know(held)
    say("与现用模型比较")
    built_in = basis.known
    seen = [at for at, note in enumerate(built_in.notes) if note.writer not in HELD_OUT]
    rest = built_in.only([at for at, note in enumerate(built_in.notes) if note.writer in HELD_OUT])
    old = fit_office(taxonomy, basis, built_in.only(seen), NOTHING)
    new = fit_office(taxonomy, basis, built_in.only(seen), own)
    say("训练")
    final = fit_office(taxonomy, basis, built_in, own)
    card = OfficeCard(
        made=now.isoformat(timespec="seconds"),
        taxonomy=taxonomy,
        learned=len(learned),
        held_out=len(held),
        right=right(final, taxonomy, asked),
        right_before=right(before, taxonomy, asked),
        built_in_right=right(new, taxonomy, rest, by_root=True),
        built_in_before=right(old, taxonomy, rest, by_root=True),
    )
    if refused := _refusal(card):
        return Outcome(False, refused, card, left_out=left_out)
    folder = new_folder(home, now)
    save(final, folder)
    write_office_card(folder, card)
    use(home, folder.name)
    return Outcome(
        True, f"归类正确率由{card.right_before:.1%}升至{card.right:.1%}，已启用", card, folder.name, left_out
    )


def _refusal(card: OfficeCard) -> str:
    """Return why a model is not taken; nothing where it is."""
    if card.right <= card.right_before:
        return f"在没有学过的{card.held_out}条上正确率为{card.right:.1%}，没有超过现用模型的{card.right_before:.1%}，未启用"
    if card.built_in_before - card.built_in_right > ALLOWED_LOSS:
        return (
            f"内置栏目的正确率由{card.built_in_before:.1%}降到{card.built_in_right:.1%}，降幅超过{ALLOWED_LOSS:.1%}，未启用；"
            "请核对标签是否有误"
        )
    return ""


def _split(notes: Sequence[Note]) -> tuple[list[Note], list[Note], int]:
    """Return the notes to learn from, those to measure on, and how many were too many; the last label of a text counts."""
    once = {masked(note.text): note for note in notes if masked(note.text)}
    ordered = sorted((hashlib.blake2b(text.encode(), digest_size=8).hexdigest(), note) for text, note in once.items())
    if len(ordered) < FEWEST:
        raise AssistantError(
            f"只有{len(ordered)}条不同的带标签记录，至少要{FEWEST}条才能训练",
            "请补充网站导出（标题、栏目）或页面上的标签更正",
        )
    held = [note for digest, note in ordered if int(digest, 16) % _FIFTH == 0] or [ordered[0][1]]
    learned = [note for _, note in ordered if note not in held]
    return learned[:MOST], held, max(0, len(learned) - MOST)


def right(weights: Weights, taxonomy: Taxonomy, asked: Known, by_root: bool = False) -> float:
    """Return the share of notes whose category and section a model gets right.

    `by_root` compares the built-in categories that an office's stand for; notes of a built-in category that none
    stands for are not counted then.
    """
    roots = {taxonomy.root(name) for name in taxonomy.names} | {NO_CATEGORY}
    counted = [at for at, note in enumerate(asked.notes) if not by_root or note.category in roots]
    if not counted:
        return 0.0
    part = asked.only(counted)
    full = weights.full.bounds if weights.full else None
    made = judged(score(weights, part.notes, part.rows), weights.quick.bounds, full)
    hits = 0
    for note, at in zip(part.notes, made.chosen.tolist(), strict=True):
        category, section = weights.pairs[at]
        category = taxonomy.root(category) if by_root else category
        hits += (category, shown(section)) == (note.category, note.section)
    return round(hits / len(counted), 4)
