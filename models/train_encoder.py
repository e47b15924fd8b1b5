"""Fine-tune the rebuilt encoder on corpus/pairs.jsonl and corpus/notes.jsonl.

Run python models/train_encoder.py BASE OUT.

Every step reads one batch of pairs (a note must find its paragraph among those of its batch and the other way round,
InfoNCE; half the batches are of one section, so that the subject of the paper decides and not its part) and one batch
of labelled notes (a linear head must tell category and section; the head is thrown away). Held-out writers are never
read. Two cores need about 40 minutes; the same machine and library versions give the same weights. Needs the extra
`train`, no network.
"""

import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn

from assistant.classify.masked import masked
from assistant.classify.train import HELD_OUT
from assistant.retrieve.heldout import HELD_OUT_PAIRS
from assistant.retrieve.wording import mask

PROJECT = Path(__file__).resolve().parent.parent
_SEED = 7
_LONGEST = 96
"""Pieces of a text that are read while training."""
_TEMPERATURE = 0.05
_LABEL_WEIGHT = 0.3
_WARM = 0.1


@dataclass(frozen=True)
class Pair:
    """A clerk's note and the paragraph that fits it."""

    note: str
    passage: str
    section: str


@dataclass(frozen=True)
class Labelled:
    """A note and the number of its pair of labels."""

    note: str
    label: int


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def load_pairs() -> list[Pair]:
    """Return the pairs of writers and of passages that are not held out."""
    folder = PROJECT / "corpus" / "passages"
    passages = {row["id"]: row for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path)}
    rows = read_lines(PROJECT / "corpus" / "pairs.jsonl")
    held = {row["passage_id"] for row in rows if row["writer"] in HELD_OUT_PAIRS}
    return [
        Pair(mask(row["note"]), mask(kept["text"], kept["agency"]), kept["section"])
        for row in rows
        if row["passage_id"] not in held and (kept := passages[row["passage_id"]])
    ]


def load_notes() -> tuple[list[Labelled], int]:
    """Return the labelled notes of all writers that are not held out, and how many pairs of labels there are."""
    rows = [row for row in read_lines(PROJECT / "corpus" / "notes.jsonl") if row["writer"] not in HELD_OUT]
    names = sorted({(row["category"], row["section"]) for row in rows})
    return [Labelled(masked(row["text"]), names.index((row["category"], row["section"]))) for row in rows], len(names)


def pair_batches(pairs: Sequence[Pair], size: int, chance: random.Random) -> Iterator[list[Pair]]:
    """Yield every pair once, every other batch from one section; no paragraph stands twice in a batch."""
    mixed, sections = list(pairs), defaultdict(list)
    chance.shuffle(mixed)
    for pair in mixed[len(mixed) // 2 :]:
        sections[pair.section].append(pair)
    pools = [mixed[: len(mixed) // 2], *sections.values()]
    batches = [pool[at : at + size] for pool in pools for at in range(0, len(pool), size)]
    chance.shuffle(batches)
    for batch in batches:
        once = list({pair.passage: pair for pair in batch}.values())
        if len(once) > 4:
            yield once


def note_batches(notes: Sequence[Labelled], size: int, chance: random.Random) -> Iterator[list[Labelled]]:
    """Yield batches of notes without end."""
    while True:
        shuffled = list(notes)
        chance.shuffle(shuffled)
        yield from (shuffled[at : at + size] for at in range(0, len(shuffled) - size + 1, size))


class Trainer:
    """A model, a head over its vectors, and one optimiser for both."""

    def __init__(self, base: Path, labels: int, steps: int, rate: float, layers: int | None) -> None:
        self.model = SentenceTransformer(str(base), device="cpu", local_files_only=True)
        self.model.max_seq_length = _LONGEST
        if layers:
            drop_layers(self.model, layers)
        self.head = nn.Linear(self.model.get_embedding_dimension() or 384, labels)
        groups = [
            {"params": list(self.model.parameters()), "lr": rate},
            {"params": list(self.head.parameters()), "lr": 5e-3},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        warm = max(1, int(steps * _WARM))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser,
            lambda step: min((step + 1) / warm, 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps)))),
        )

    def vectors(self, texts: Sequence[str], prompt: str) -> Tensor:
        """Return vectors of length one that remember how they came to be."""
        features = self.model.preprocess([self.model.prompts[prompt] + text for text in texts])
        vectors: Tensor = self.model(features)["sentence_embedding"]
        return vectors

    def step(self, pairs: Sequence[Pair], notes: Sequence[Labelled]) -> tuple[float, float]:
        """Learn from one batch of each; return both losses."""
        asked = self.vectors([pair.note for pair in pairs], "query")
        found = self.vectors([pair.passage for pair in pairs], "document")
        near = asked @ found.T / _TEMPERATURE
        own = torch.arange(len(pairs))
        finding = (nn.functional.cross_entropy(near, own) + nn.functional.cross_entropy(near.T, own)) / 2
        told = self.head(10 * self.vectors([note.note for note in notes], "query"))
        labelling = nn.functional.cross_entropy(
            told, torch.tensor([note.label for note in notes]), label_smoothing=0.05
        )
        self.optimiser.zero_grad()
        (finding + _LABEL_WEIGHT * labelling).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        return finding.item(), labelling.item()


def drop_layers(model: SentenceTransformer, kept: int) -> None:
    """Keep `kept` of the layers, evenly spread, the first and the last among them."""
    bert: Any = model[0].auto_model
    count = len(bert.encoder.layer)
    places = sorted({round(at * (count - 1) / (kept - 1)) for at in range(kept)})
    bert.encoder.layer = nn.ModuleList([bert.encoder.layer[at] for at in places])
    bert.config.num_hidden_layers = len(places)


@click.command()
@click.argument("base", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--epochs", default=4, show_default=True)
@click.option("--batch", default=32, show_default=True)
@click.option("--rate", default=4e-5, show_default=True)
@click.option("--layers", default=None, type=int, help="Keep that many layers, evenly spread.")
def main(base: Path, out: Path, epochs: int, batch: int, rate: float, layers: int | None) -> None:
    """Fine-tune BASE (a folder written by rebuild_encoder.py) and write the result into OUT."""
    chance = random.Random(_SEED)
    torch.manual_seed(_SEED)
    pairs = load_pairs()
    notes, labels = load_notes()
    plan = [batch_ for _ in range(epochs) for batch_ in pair_batches(pairs, batch, chance)]
    trainer = Trainer(base, labels, len(plan), rate, layers)
    trainer.model.train()
    for number, (own, told) in enumerate(zip(plan, note_batches(notes, batch, chance), strict=False), 1):
        finding, labelling = trainer.step(own, told)
        if number % 20 == 0:
            click.echo(f"step {number}/{len(plan)}: finding {finding:.3f}, labelling {labelling:.3f}", err=True)
        if number % 100 == 0:
            trainer.model.save(str(out))
    trainer.model.eval()
    trainer.model.save(str(out))


if __name__ == "__main__":
    main()
