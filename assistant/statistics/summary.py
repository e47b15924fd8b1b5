"""Statistics as JSON for report.json, and a figure opened down to its rows."""

from collections.abc import Iterable, Iterator

from assistant.ingest import Problem
from assistant.statistics.cells import plain
from assistant.statistics.compute import Statistics
from assistant.statistics.figure import Figure, Figures, Rows
from assistant.statistics.identities import Violation
from assistant.statistics.labels import label_of
from assistant.statistics.rows import Unused, gather, ranges


def summary(statistics: Statistics) -> dict[str, object]:
    """Return the statistics as JSON values: figures with the rows behind them, what does not hold, what was not used.

    Row numbers are those of the files, written as ranges ("3-40"); whole numbers are int, others float.
    """
    previous = statistics.previous
    return {
        "figures": [_figure(figure) for figure in statistics.figures.values()],
        "violations": [_violation(violation) for violation in statistics.violations],
        "problems": [_problem(problem) for problem in statistics.problems],
        "unused": list(_unused(statistics.unused)),
        "mapping": dict(statistics.mapping),
        "previous": {"file": previous.file, "year": previous.year} if previous else None,
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "key": figure.key,
        "label": label_of(figure.key),
        "value": plain(figure.value),
        "unit": figure.unit,
        "origin": str(figure.origin),
        "rows": [
            {"file": rows.file, "sheet": rows.sheet, "rows": ranges(rows.numbers)} for rows in gather(figure.rows)
        ],
        "parts": list(figure.parts),
    }


def _violation(violation: Violation) -> dict[str, object]:
    return {
        "identity": violation.identity,
        "severity": violation.severity,
        "message": violation.message,
        "expected": plain(violation.expected),
        "actual": plain(violation.actual),
    }


def _problem(problem: Problem) -> dict[str, str]:
    return {"place": str(problem.place), "problem": problem.problem, "hint": problem.hint}


def _unused(unused: Iterable[Unused]) -> Iterator[dict[str, object]]:
    """Yield one entry per sheet and reason, with the rows it holds for; a whole sheet has none."""
    rows: dict[tuple[str, str | None, str], list[int]] = {}
    for place, reason in unused:
        rows.setdefault((place.file, place.sheet, reason), []).extend([place.row] if place.row else [])
    for (file, sheet, reason), numbers in rows.items():
        yield {"file": file, "sheet": sheet, "reason": reason, "rows": ranges(numbers)}


def explain(figures: Figures, key: str) -> tuple[Rows, ...]:
    """Return all rows behind a figure, through the parts of computed ones, sheet by sheet and each row once.

    Raises:
        KeyError: there is no such figure.

    """
    return gather(_rows(figures, figures[key], {key}))


def _rows(figures: Figures, figure: Figure, seen: set[str]) -> Iterator[Rows]:
    """Yield the rows of a figure and of its parts; a part met before is not opened again."""
    yield from figure.rows
    for part in figure.parts:
        if part not in seen and part in figures:
            seen.add(part)
            yield from _rows(figures, figures[part], seen)
