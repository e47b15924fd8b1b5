"""Check every clean report and every mutant and print, as JSON, what was found.

python tests/check/mutation/measure.py [--seed 1] [--sample 600]
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from random import Random

from clean_reports import Clean, load_reports
from mutant import Broken, Mutant
from mutate import mutate

from assistant.check import Evidence, Finding, Severity, check

_OVERLAP = 6
"""Characters a quotation and the broken sentence share at least, or half of a short quotation."""


def all_mutants(seed: int = 1, reports: Iterable[Clean] | None = None) -> list[Mutant]:
    """Return every mutant of every clean report."""
    return [each for report in reports or load_reports() for each in mutate(report, seed)]


def sampled(mutants: list[Mutant], size: int, seed: int = 1) -> list[Mutant]:
    """Return a sample that holds every kind, the rarer kinds more often than their share."""
    chance, by_kind = Random(seed), defaultdict(list)
    for each in mutants:
        by_kind[each.kind].append(each)
    share = max(1, size // len(by_kind))
    return [each for kind in by_kind.values() for each in chance.sample(kind, min(share, len(kind)))]


def outcome(mutant: Mutant, untouched: frozenset[Finding]) -> tuple[bool, bool]:
    """Say whether the broken place was found, and whether with the right value (True where no number was broken)."""
    found = check(Evidence(mutant.document, previous=mutant.previous, level=mutant.level))
    loud = [each for each in found if each not in untouched]
    loud = loud if mutant.broken.info else [each for each in loud if each.severity != Severity.INFO]
    here = [each for each in loud if _points_at(each, mutant.broken)]
    return bool(here), bool(here) and _right(here, mutant.broken)


def _points_at(finding: Finding, broken: Broken) -> bool:
    said = f"{finding.message}{finding.place}{finding.quote}"
    return any(name in said for name in broken.names) or _overlaps(finding.quote, broken.sentence)


def _overlaps(quote: str, sentence: str) -> bool:
    if not quote or not sentence:
        return False
    if quote in sentence or sentence in quote:
        return True
    shared = min(_OVERLAP, max(4, len(quote) // 2))
    return any(quote[at : at + shared] in sentence for at in range(len(quote) - shared + 1))


def _right(findings: Iterable[Finding], broken: Broken) -> bool:
    if not broken.right:
        return True
    said = {each.expected for each in findings}
    said |= {each.actual for each in findings} if broken.either_side else set()
    numbers = [value for value in map(_number, said) if value is not None]
    return any(abs(value - right) <= _tolerance(right, broken) for value in numbers for right in broken.right)


def _tolerance(right: float, broken: Broken) -> float:
    return 0.06 if isinstance(broken.actual, str) and "%" in broken.actual and right >= 1 else 0.0005


def _number(value: float | str | None) -> float | None:
    try:
        return float(str(value).replace(",", "").removesuffix("%"))
    except ValueError:
        return None


def measure(mutants: list[Mutant], reports: list[Clean]) -> dict[str, object]:
    """Return the rates: per kind, common against unseen phrasings, numbers with the right value, false errors."""
    clean = {each.name: check(Evidence(each.document, previous=each.previous, level=each.level)) for each in reports}
    rows = [(each, *outcome(each, frozenset(clean[each.report]))) for each in mutants]
    numbers = [row for row in rows if row[0].broken.right]
    text = [row for row in numbers if row[0].kind.startswith(("text-", "second-"))]
    return {
        "mutants": len(rows),
        "kinds": len({each.kind for each, *_ in rows}),
        "found": _rate(found for _, found, _ in rows),
        "numbers_right": _rate(right for _, _, right in numbers),
        "text_numbers_right": {
            phrasing: _rate(right for each, _, right in text if each.broken.phrasing == phrasing)
            for phrasing in ("common", "unseen")
        },
        "per_kind": _per_kind(rows),
        "reports": len(reports),
        "false_errors": {name: _told(found, Severity.ERROR) for name, found in clean.items()},
        "false_warnings": {name: _told(found, Severity.WARNING) for name, found in clean.items()},
    }


def _rate(values: Iterable[bool]) -> dict[str, float]:
    counted = Counter(values)
    return {"of": counted.total(), "rate": round(counted[True] / max(1, counted.total()), 4)}


def _per_kind(rows: list[tuple[Mutant, bool, bool]]) -> dict[str, dict[str, float]]:
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for each, found, right in rows:
        kinds[each.kind].append((found, right))
    return {
        kind: {
            "of": len(each),
            "found": round(sum(found for found, _ in each) / len(each), 3),
            "right": round(sum(right for _, right in each) / len(each), 3),
        }
        for kind, each in sorted(kinds.items())
    }


def _told(found: list[Finding], severity: Severity) -> list[str]:
    return [f"{each.rule}: {each.message}" for each in found if each.severity == severity]


def main() -> None:
    """Print the measurement."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--sample", type=int, default=0, help="about how many mutants; 0 is all")
    chosen = options.parse_args()
    mutants = all_mutants(chosen.seed)
    mutants = sampled(mutants, chosen.sample, chosen.seed) if chosen.sample else mutants
    print(json.dumps(measure(mutants, load_reports()), ensure_ascii=False, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
