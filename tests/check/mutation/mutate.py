"""Every mutant of a clean report, the same for the same seed."""

from collections.abc import Iterator
from random import Random

from clean_reports import Clean
from mutant import Mutant
from structure_broken import broken_structure
from tables_broken import against_last_year, broken_cells, impossible_rules, odd_cells
from text_broken import broken_claims, broken_numbers
from words_broken import added_sentences, broken_words


def mutate(report: Clean, seed: int) -> Iterator[Mutant]:
    """Yield the report with one thing broken at a time."""
    chance = Random(f"{seed}:{report.name}")
    yield from broken_numbers(report)
    yield from broken_claims(report)
    yield from broken_cells(report, chance)
    yield from odd_cells(report, chance)
    yield from impossible_rules(report)
    yield from against_last_year(report)
    yield from broken_words(report, chance)
    yield from added_sentences(report, chance)
    yield from broken_structure(report, chance)
