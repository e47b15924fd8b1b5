"""A corpus of 10,000 passages (`--sizes 10000,100000 --million` for more): import, embed, index, search; what 60 million would take.

Passages are put together from clauses of the starter corpus with other numbers. Embedding is timed on real passages; the
vectors of the generated ones are those of the starter corpus, mixed and perturbed, since encoding a million takes hours.
"""

import argparse
import json
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.encoder import open_encoder
from assistant.retrieve.index import open_index
from assistant.retrieve.library import add_passages, own_files, read_passages, starter_files
from assistant.retrieve.passage import Passage
from assistant.retrieve.search import Retriever
from assistant.retrieve.store import Wanted
from assistant.retrieve.vectors import passage_vectors, shipped_vectors
from assistant.retrieve.wording import mask

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "retrieve" / "questions.jsonl"
NATION = 60_000_000
_SAMPLE = 192
_NOISE = 0.6
_CLAUSE = re.compile(r"[^，；。]{4,}[，；。]?")
_PARTS = ("words", "characters", "vectors", "hybrid")


class Drawn:
    """Reads questions with the encoder that ships; draws the vectors of passages around those of the starter corpus."""

    name = "drawn"

    def __init__(self) -> None:
        """Load the encoder."""
        self._encoder = open_encoder()
        self._base = np.stack(list(shipped_vectors(self._encoder.name).values())).astype(np.float32)

    def questions(self, texts: Sequence[str]) -> np.ndarray:
        """Return a row per question."""
        return self._encoder.questions(texts)

    def passages(self, texts: Iterable[str]) -> Iterator[np.ndarray]:
        """Yield a vector per passage, always the same for the same text."""
        for text in texts:
            drawn = np.random.default_rng([*text.encode()[-24:], len(text)])
            noise = drawn.standard_normal(self._base.shape[1]).astype(np.float32)
            row = _unit(self._base[drawn.integers(0, len(self._base), drawn.integers(1, 4))].mean(axis=0))
            yield _unit(row + _NOISE * _unit(noise))


def generated(count: int, seed: int = 1) -> Iterator[Passage]:
    """Yield passages of about real length, a thousand to an agency."""
    drawn, starter = random.Random(seed), list(read_passages(starter_files()))
    clauses = [clause for passage in starter for clause in _CLAUSE.findall(passage.text)]
    for number in range(count):
        text = "".join(drawn.choices(clauses, k=drawn.choice((2, 3, 3, 4, 5))))
        text = re.sub(r"\d+", lambda found: str(drawn.randrange(1, 10 ** min(4, len(found.group())))), text)
        agency = f"{drawn.choice(starter).agency[:2]}第{number // 1000}局"
        section = drawn.choice(starter).section
        yield Passage(f"{seed:02}{number:014}", text, section, agency, drawn.randrange(2010, 2025), "生成")


def embedding_rate() -> float:
    """Return real passages encoded a second."""
    encoder = open_encoder()
    some = [mask(passage.text, passage.agency) for passage in list(read_passages(starter_files()))[:_SAMPLE]]
    start = time.perf_counter()
    list(encoder.passages(iter(some)))
    return _SAMPLE / (time.perf_counter() - start)


def measured(size: int, folder: Path) -> dict[str, float]:
    """Import, index and search `size` passages below `folder`, and return the figures."""
    corpus, encoder = folder / "corpus", Drawn()
    start = time.perf_counter()
    result = add_passages(corpus, generated(size))
    imported = time.perf_counter()
    opened(corpus, folder, encoder)
    indexed = time.perf_counter()
    add_passages(corpus, generated(10, seed=2))
    opened(corpus, folder, encoder)
    more = time.perf_counter()
    told = subprocess.run([sys.executable, __file__, "--search", str(folder)], check=True, stdout=subprocess.PIPE)
    return {
        "passages": result.added,
        "near_duplicates_left_out": result.similar,
        "import_passages_per_second": round(size / (imported - start)),
        "index_passages_per_second": round(size / (indexed - imported)),
        "ten_more_seconds": round(more - indexed, 2),
        "corpus_bytes_per_passage": round(_bytes(corpus) / size),
        "vectors_bytes_per_passage": round(_bytes(folder / "vectors") / size),
        "index_bytes_per_passage": round(_bytes(folder / "index") / size),
        **json.loads(told.stdout.splitlines()[-1]),
    }


def opened(corpus: Path, home: Path, encoder: Drawn):  # noqa: ANN201
    """Open the index of a corpus, bringing it up to date first."""
    files = (*starter_files(), *own_files(corpus))
    return open_index(files, "scale", home, encoder, encoder.name, at_once=1 << 62)


def searched(folder: Path) -> dict[str, float]:
    """Search the index below `folder` with every question, once to warm up; return times, recall and memory."""
    encoder = Drawn()
    store = opened(folder / "corpus", folder, encoder)
    questions = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    rows = encoder.questions([mask(question) for question in questions])
    retriever, everything = Retriever(store, encoder), Wanted()
    asks = {
        "words": lambda number: store.by_words(mask(questions[number]), everything, 50),
        "characters": lambda number: store.by_characters(mask(questions[number]), everything, 50),
        "vectors": lambda number: store.by_vector(rows[number], everything, 50),
        "hybrid": lambda number: retriever.search(questions[number]),
    }
    figures: dict[str, float] = {}
    for name, ask in asks.items():
        times = _times(ask, len(questions))
        figures |= {f"{name}_p50_ms": round(times[len(times) // 2], 1), f"{name}_p99_ms": round(times[-1], 1)}
    figures["search_peak_megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    found = [[hit.passage.id for hit in store.by_vector(row, everything, 10)] for row in rows]
    figures["vector_recall_at_10"] = _recall(found, rows, folder, encoder)
    return figures


def _recall(found: list[list[str]], rows: np.ndarray, folder: Path, encoder: Drawn) -> float:
    """Return the share of the ten nearest by exact cosine that were found."""
    files = (*starter_files(), *own_files(folder / "corpus"))
    best: list[list[tuple[float, str]]] = [[] for _ in rows]
    ids = (passage.id for passage in read_passages(files))
    vectors = passage_vectors(read_passages(files), encoder, encoder.name, folder)
    while block := list(zip(range(20_000), vectors, ids, strict=False)):
        scores = rows @ np.stack([vector for _, vector, _ in block]).T
        for number, row in enumerate(scores):
            top = np.argpartition(-row, 10)[:10] if len(row) > 10 else range(len(row))
            best[number] = sorted([*best[number], *((row[each], block[each][2]) for each in top)], reverse=True)[:10]
    hits = sum(len({name for _, name in exact} & set(some)) for exact, some in zip(best, found, strict=True))
    return round(hits / (10 * len(best)), 3)


def _times(ask, count: int) -> list[float]:  # noqa: ANN001
    for number in range(count):
        ask(number)
    times = []
    for number in range(count):
        start = time.perf_counter()
        ask(number)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def predicted(runs: Sequence[dict[str, float]], embedding: float) -> dict[str, float]:
    """Return what 60 million passages would take on this machine, by the growth between the smallest and largest run."""
    first, last = runs[0], runs[-1]
    per_passage = sum(last[f"{part}_bytes_per_passage"] for part in ("corpus", "vectors", "index"))
    figures = {
        "embedding_days": round(NATION / embedding / 86400, 1),
        "import_hours": round(NATION / last["import_passages_per_second"] / 3600, 1),
        "index_hours": round(NATION / last["index_passages_per_second"] / 3600, 1),
        "gigabytes": round(NATION * per_passage / 1e9),
    }
    for part in _PARTS:
        power = _growth(first, last, f"{part}_p50_ms")
        figures[f"{part}_p50_grows_with_power"] = round(power, 2)
        figures[f"{part}_p50_ms"] = round(last[f"{part}_p50_ms"] * (NATION / last["passages"]) ** power)
    return figures


def _growth(first: dict[str, float], last: dict[str, float], name: str) -> float:
    """Return p of time = c · size^p through two runs."""
    if first["passages"] == last["passages"]:
        return 1.0
    return math.log(last[name] / first[name]) / math.log(last["passages"] / first["passages"])


def _unit(row: np.ndarray) -> np.ndarray:
    return row / np.linalg.norm(row)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def main() -> None:
    """Print the figures of every size, each as soon as it is there, and all of them as one object at the end."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10000", help="passages, separated by commas")
    options.add_argument("--million", action="store_true", help="1,000,000 passages as well")
    options.add_argument("--search", type=Path, help="only search what lies below a folder")
    given = options.parse_args()
    if given.search:
        print(json.dumps(searched(given.search)))
        return
    embedding, runs = embedding_rate(), []
    for size in [*map(int, given.sizes.split(",")), *([1_000_000] if given.million else [])]:
        with tempfile.TemporaryDirectory() as folder:
            runs.append(measured(size, Path(folder)))
        print(json.dumps(runs[-1]), file=sys.stderr, flush=True)
    figures = {"embedding_passages_per_second": round(embedding), "vectors": "drawn around those of the starter corpus"}
    print(
        json.dumps({"benchmark": "scale", **figures, "sizes": runs, "predicted_60_million": predicted(runs, embedding)})
    )


if __name__ == "__main__":
    main()
