"""From a question to fitted passages: cold and warm, with vectors and by words alone, over the starter corpus.

Cold is a new process that opens an index that is there, and asks once; it is compared with a process that only loads the
libraries (LanceDB, ONNX Runtime, tokenizers). Warm is one process, every question of tests/retrieve/questions.jsonl.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assistant.items import find_facts
from assistant.retrieve.search import open_retriever

QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "retrieve" / "questions.jsonl"
_YEAR = 2024
_LIBRARIES = "import lancedb, onnxruntime, tokenizers"
_ASK = """
import sys
from pathlib import Path
from assistant.items import find_facts
from assistant.retrieve.search import open_retriever
home = Path(sys.argv[1])
retriever = open_retriever(home / "corpus", home, vectors=sys.argv[2] == "vectors")
assert retriever.suggest(sys.argv[3], find_facts(sys.argv[3], 2024))
"""


def seconds(*command: str) -> float:
    """Return the best of three runs of a new interpreter."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-P", "-c", *command], check=True)
        times.append(time.perf_counter() - start)
    return min(times)


def warm(home: Path, questions: list[str], *, vectors: bool) -> dict[str, float]:
    """Return what one question takes in a process that has asked before."""
    retriever = open_retriever(home / "corpus", home, vectors=vectors)
    times = []
    for question in (*questions[:5], *questions):
        start = time.perf_counter()
        retriever.suggest(question, find_facts(question, _YEAR))
        times.append(time.perf_counter() - start)
    ordered = sorted(times[5:])
    return {
        "warm_p50_ms": round(1000 * ordered[len(ordered) // 2], 1),
        "warm_p99_ms": round(1000 * ordered[int(0.99 * len(ordered))], 1),
    }


def main() -> None:
    """Print the figures."""
    questions = [json.loads(line)["text"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    libraries = seconds(_LIBRARIES)
    figures: dict[str, dict[str, float]] = {}
    for way in ("vectors", "words"):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            start = time.perf_counter()
            retriever = open_retriever(home / "corpus", home, vectors=way == "vectors")
            built = time.perf_counter() - start
            figures[way] = {
                "index_built_passages_per_second": round(len(retriever._store) / built),
                "cold_against_libraries": round(seconds(_ASK, folder, way, questions[0]) / libraries, 2),
                **warm(home, questions, vectors=way == "vectors"),
            }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
