"""Notes labelled per second, by characters alone and with sentence vectors, beside plain pipelines of others.

The others are scikit-learn's tf-idf of one to three characters with logistic regression and, where it is installed,
fastText (an import is tried; it is no dependency). Each learns category and section of the training writers' notes.
Speed is measured on the notes of corpus/pairs.jsonl, which no model of labels learned, in notes per second of processor
time, so that other work on the machine does not decide; `wall` is by the clock. Ratios are of one run. Accuracy (both
labels right) is of the held-out writers; ours stands in models/labels/card.json.
"""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.classify import Classifier, load_classifier
from assistant.classify.masked import masked
from assistant.classify.notes import Note, read_notes
from assistant.classify.train import HELD_OUT
from assistant.settings import resource

_REPEATS = 3


def rate(
    label: Callable[[Sequence[str]], object],
    texts: Sequence[str],
    repeats: int = _REPEATS,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Return texts per second, the best of a few runs."""
    times = []
    for _ in range(repeats):
        start = clock()
        label(texts)
        times.append(clock() - start)
    return len(texts) / min(times)


def tf_idf(notes: Sequence[Note], wanted: Sequence[str]) -> Callable[[Sequence[str]], Sequence[str]]:
    """Return scikit-learn's plain pipeline, trained."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True),
        LogisticRegression(C=10, max_iter=300),
    )
    model.fit([masked(note.text) for note in notes], list(wanted))
    return lambda texts: list(model.predict([masked(text) for text in texts]))


def fast_text(notes: Sequence[Note], wanted: Sequence[str]) -> Callable[[Sequence[str]], Sequence[str]] | None:
    """Return fastText over characters, trained on one thread; nothing where it is not installed."""
    try:
        import fasttext
    except ImportError:
        return None

    def spaced(text: str) -> str:
        return " ".join(masked(text))

    with TemporaryDirectory() as folder:
        path = Path(folder) / "train.txt"
        lines = [f"__label__{label} {spaced(note.text)}" for note, label in zip(notes, wanted, strict=True)]
        path.write_text("\n".join(lines), encoding="utf-8")
        model: Any = fasttext.train_supervised(
            str(path), lr=0.5, epoch=40, wordNgrams=3, dim=50, bucket=200_000, thread=1, verbose=0, seed=1
        )
    # predict() of several texts at once is not of use with NumPy 2; the binding below it is
    return lambda texts: [model.f.predict(f"{spaced(text)}\n", 1, 0.0, "strict")[0][1][9:] for text in texts]


def accuracy(told: Sequence[str], notes: Sequence[Note]) -> float:
    """Return the share of notes with both labels right."""
    right = [one == f"{note.category}/{note.section}" for one, note in zip(told, notes, strict=True)]
    return round(sum(right) / len(right), 4)


def always_full(classifier: Classifier) -> Classifier:
    """Return a classifier that reads every note with its vector, however sure characters alone are."""
    from dataclasses import replace

    import msgspec

    quick = classifier.weights.quick
    unsure = replace(quick, bounds=msgspec.structs.replace(quick.bounds, sure=2.0))
    return Classifier(replace(classifier.weights, quick=unsure), classifier._open_encoder)


def main() -> None:
    """Print the figures."""
    notes = read_notes(resource("corpus", "notes.jsonl"))
    learned = [note for note in notes if note.writer not in HELD_OUT]
    asked = [note for note in notes if note.writer in HELD_OUT]
    pairs = resource("corpus", "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["note"] for line in pairs]
    wanted = [f"{note.category}/{note.section}" for note in learned]
    fast, whole = load_classifier(vectors=False), load_classifier(vectors=True)
    every = always_full(whole)
    for each in (fast, whole, every):
        each.label(texts[:50])
    start = time.perf_counter()
    load_classifier(vectors=False).label(["发布政策解读1份"])
    cold = time.perf_counter() - start
    figures: dict[str, float] = {
        "fast": rate(fast.label, texts),
        "with_vectors_where_unsure": rate(whole.label, texts[:1000], 1),
        "with_vectors_always": rate(every.label, texts[:500], 1),
    }
    walls = {
        "fast_wall": round(rate(fast.label, texts, clock=time.perf_counter)),
        "with_vectors_always_wall": round(rate(every.label, texts[:500], 1, time.perf_counter)),
    }
    others: dict[str, float] = {}
    plain = tf_idf(learned, wanted)
    figures["tf_idf"] = rate(plain, texts)
    others["tf_idf_both_right"] = accuracy(plain([note.text for note in asked]), asked)
    if quick := fast_text(learned, wanted):
        figures["fasttext"] = rate(quick, texts)
        others["fasttext_both_right"] = accuracy(quick([note.text for note in asked]), asked)
    ratios = {f"{name}_against_tf_idf": round(figure / figures["tf_idf"], 3) for name, figure in figures.items()}
    rates = {f"{name}_notes_per_second": round(figure) for name, figure in figures.items()}
    print(json.dumps({**rates, **walls, **ratios, **others, "load_and_first_note_seconds": round(cold, 3)}))


if __name__ == "__main__":
    main()
