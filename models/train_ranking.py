"""Teach the retriever how likely a passage fits: models/ranking/weights.json and card.json.

Run python models/train_ranking.py after training the encoder. For every note of the writers of corpus/pairs.jsonl that
the encoder never read (it knows the others too well) the three searches are run over the starter corpus; the one
passage that belongs to the note is right, every other found is wrong; a logistic regression learns from
`ranking.Features`.

Nearly all pairs share no wording with their passage, and what clerks ask often does: the dev half of
tests/retrieve/questions.jsonl is learned from as well, against the passages it was written for, and everything that
shares wording is weighed so that it is a fifth of the whole.

Every figure of the card is of a model that never read the note's writer. To choose what the office's own passages are
worth beside the starter corpus, some of the passages play the office's own; the card tells how often a note finds its
passage among five, where it is one of those and where it is not.
"""

import json
import random
import tempfile
from pathlib import Path
from typing import Any

import click
import msgspec
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.encoder import open_encoder
from assistant.retrieve.heldout import HELD_OUT_PAIRS
from assistant.retrieve.index import open_index
from assistant.retrieve.library import read_passages, starter_files
from assistant.retrieve.passage import STARTER_SOURCE, Passage
from assistant.retrieve.ranking import Features, features_of
from assistant.retrieve.search import Retriever
from assistant.retrieve.store import Wanted

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "models" / "ranking"
_SEED = 11
_OWN = 200
"""Passages that play the office's own."""
_STRENGTH = 0.3
_NEAR = 0.2
"""How much of what is learned from shares wording with its passage."""
_QUESTIONS = PROJECT / "tests" / "retrieve" / "questions.jsonl"
_LOOKED_THROUGH = PROJECT / "corpus" / "passages" / "starter.jsonl"
"""The passages among which those that fit the questions were sought, one by one."""
_NAMES = Features.__struct_fields__
_WITHOUT = tuple(name for name in _NAMES if name not in ("cosine", "behind", "by_vector"))


class Asked(msgspec.Struct):
    """A note with every passage found for it."""

    writer: str
    far: bool
    right: frozenset[str]
    found: list[tuple[Passage, Features]]
    pair: bool = True
    """False for a question of the tests, which nothing is measured on here."""


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def material() -> tuple[list[Passage], list[dict[str, Any]]]:
    """Return the passages and the pairs that may teach."""
    rows = [row for row in read_lines(PROJECT / "corpus" / "pairs.jsonl") if row["writer"] in HELD_OUT_PAIRS]
    return list(read_passages(starter_files())), rows


def ask(passages: list[Passage], rows: list[dict[str, Any]]) -> list[Asked]:
    """Run the searches for every note; some passages play the office's own."""
    chance = random.Random(_SEED)
    answers = sorted({row["passage_id"] for row in rows})
    own = set(chance.sample(answers, min(_OWN, len(answers) // 2)))
    encoder = open_encoder()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passages.jsonl"
        played = [msgspec.structs.replace(each, source="年报") if each.id in own else each for each in passages]
        file.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in played))
        store = open_index([file], "train", Path(folder), encoder, encoder.name)
        retriever = Retriever(store, encoder)
        near = [_question(retriever, row) for row in read_lines(_QUESTIONS) if row["half"] == "dev"]
        return [_asked(retriever, row) for row in rows] + near


def _asked(retriever: Retriever, row: dict[str, Any]) -> Asked:
    right = frozenset([row["passage_id"]])
    return Asked(row["writer"], row["shared"] <= 1, right, _found(retriever, row["note"]))


def _question(retriever: Retriever, row: dict[str, Any]) -> Asked:
    """Return a question with what was found of the passages that were looked through for it."""
    known = {each["id"] for each in read_lines(_LOOKED_THROUGH)}
    found = [each for each in _found(retriever, row["text"]) if each[0].id in known]
    return Asked("questions", False, frozenset(row["fits"]), found, pair=False)


def _found(retriever: Retriever, note: str) -> list[tuple[Passage, Features]]:
    return features_of(retriever.rankings(note, Wanted()), note)


def fit(asked: list[Asked], names: tuple[str, ...]) -> LogisticRegression:
    """Return a regression over the named features; notes that share wording with their passage are a fifth of all."""
    rows = np.array([[getattr(known, name) for name in names] for each in asked for _, known in each.found])
    far = sum(each.far for each in asked)
    near = _NEAR / (1 - _NEAR) * far / max(1, len(asked) - far)
    weight = np.array([1.0 if each.far else near for each in asked for _ in each.found])
    right = np.array([passage.id in each.right for each in asked for passage, _ in each.found])
    return LogisticRegression(C=_STRENGTH, max_iter=5000).fit(rows, right, sample_weight=weight)


def log_odds(model: LogisticRegression, each: Asked, names: tuple[str, ...]) -> np.ndarray:
    """Return how likely each passage fits, as log-odds."""
    return model.decision_function([[getattr(known, name) for name in names] for _, known in each.found])


def places(asked: list[Asked], scores: list[np.ndarray], own: float) -> np.ndarray:
    """Return how many passages stand before the right one, for every note."""
    found = []
    for each, score in zip(asked, scores, strict=True):
        ids = [passage.id for passage, _ in each.found]
        weighed = score + own * np.array([passage.source != STARTER_SOURCE for passage, _ in each.found])
        best = max((weighed[at] for at, name in enumerate(ids) if name in each.right), default=np.inf)
        found.append(int((weighed > best).sum()) if np.isfinite(best) else 999)
    return np.array(found)


def figures(found: np.ndarray) -> dict[str, float]:
    """Return recall among five and nDCG among ten."""
    gain = np.where(found < 10, 1 / np.log2(found + 2.0), 0.0)
    return {"recall_at_5": round(float((found < 5).mean()), 4), "ndcg_at_10": round(float(gain.mean()), 4)}


def crossed(asked: list[Asked], names: tuple[str, ...]) -> list[np.ndarray]:
    """Return the log-odds of every note's passages by a model that never read its writer."""
    scores: list[np.ndarray] = [np.zeros(0)] * len(asked)
    for learn, test in GroupKFold(4).split(asked, groups=[each.writer for each in asked]):
        model = fit([asked[at] for at in learn], names)
        for at in test:
            scores[at] = log_odds(model, asked[at], names)
    return scores


def weights(model: LogisticRegression, names: tuple[str, ...]) -> dict[str, Any]:
    """Return a model as it is shipped."""
    worth = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), "features": worth}


@click.command()
def main() -> None:
    """Train, measure by writer, write."""
    passages, rows = material()
    asked = ask(passages, rows)
    pairs = np.array([each.pair for each in asked])
    sources = {passage.id: passage.source for each in asked for passage, _ in each.found}
    with_vectors, without = crossed(asked, _NAMES), crossed(asked, _WITHOUT)
    vectors = [np.array([known.cosine for _, known in each.found]) for each in asked]
    theirs = np.array([sources.get(min(each.right)) != STARTER_SOURCE for each in asked])
    card = {
        "name": "weights of the retriever's rankings",
        "command": "python models/train_ranking.py",
        "pairs": int(pairs.sum()),
        "questions": int((~pairs).sum()),
        "writers": sorted({each.writer for each in asked if each.pair}),
        "passages": len(passages),
        "encoder": open_encoder().name,
        "vectors_alone": figures(places(asked, vectors, 0.0)[pairs]),
        "cross_validated": figures(places(asked, with_vectors, 0.0)[pairs]),
        "cross_validated_without_vectors": figures(places(asked, without, 0.0)[pairs]),
        "worth_of_own": {
            str(worth): {
                "where_own_answer": figures(places(asked, with_vectors, worth)[pairs & theirs]),
                "where_starter_answers": figures(places(asked, with_vectors, worth)[pairs & ~theirs]),
            }
            for worth in (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 7.0)
        },
    }
    models = {
        "with_vectors": weights(fit(asked, _NAMES), _NAMES),
        "without_vectors": weights(fit(asked, _WITHOUT), _WITHOUT),
    }
    OUT.mkdir(exist_ok=True)
    (OUT / "weights.json").write_text(json.dumps(models, indent=2) + "\n", encoding="utf-8")
    (OUT / "card.json").write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    click.echo(json.dumps(card, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
