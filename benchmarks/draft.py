"""Whole-process time of the demo draft beside merely importing its heavy dependencies; throughput of items, classify, statistics."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "examples" / "jinan-bigdata-2023"
HEAVY = "import jieba, numpy, scipy.sparse, lancedb, docx, jinja2, yaml, msgspec, python_calamine; jieba.initialize()"


def process_seconds(arguments: list[str], repeats: int = 3) -> float:
    """Return the best whole-process time of a command, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=False, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def throughput() -> dict[str, float]:
    """Return items and notes per second over the example's pastes repeated to 5,000 notes, rows per second over its export."""
    from assistant import pipeline
    from assistant.classify import load_classifier
    from assistant.ingest import Line, Material, Text, read_case
    from assistant.statistics import compute

    case, material = read_case(CASE)
    lines = [line.text for text in material.texts for line in text.lines]
    many = (lines * (5000 // len(lines) + 1))[:5000]
    paste = Text("many.txt", tuple(Line(number, text) for number, text in enumerate(many, 1)))
    start = time.perf_counter()
    found, _, _ = pipeline.items(Material(texts=(paste,)), case.year)
    split_seconds = time.perf_counter() - start
    classifier = load_classifier()
    classifier.label(["热身"])
    start = time.perf_counter()
    classifier.label([item.text for item in found])
    label_seconds = time.perf_counter() - start
    start = time.perf_counter()
    compute(material, case.year)
    rows = sum(len(sheet) for sheet in material.sheets)
    return {
        "items_per_second": round(len(found) / split_seconds),
        "notes_classified_per_second": round(len(found) / label_seconds),
        "rows_counted_per_second": round(rows / (time.perf_counter() - start)),
    }


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as out:
        demo = ["-m", "assistant", "draft", str(CASE), "-o", out]
        process_seconds(demo, repeats=1)  # the first run builds the index of the starter corpus
        draft = process_seconds(demo)
    imports = process_seconds(["-c", HEAVY])
    click = process_seconds(["-c", "import click"], repeats=5)
    start_up = process_seconds(["-m", "assistant", "--help"], repeats=5)
    figures = {
        "benchmark": "draft",
        "draft_seconds": round(draft, 2),
        "imports_seconds": round(imports, 2),
        "draft_over_imports": round(draft / imports, 2),
        "help_over_click": round(start_up / click, 2),
        **throughput(),
    }
    print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    main()
