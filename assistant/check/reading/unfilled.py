"""Cells of a read document without a number: blank, marked as nothing, or holding something else."""

import re
from collections import defaultdict
from collections.abc import Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import all_cells, place_words, section_of
from assistant.check.rule import Evidence, Rule

MARKS = re.compile(r"[/／\\—–\-－一~～]+|无|空|N/?A|不适用|没有", re.IGNORECASE)
SHOWN = 6
"""Cells a finding names before it says 等N格."""


def unfilled(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield each cell that was read from a document and holds no number, with what is printed there (stripped)."""
    document = evidence.document
    if evidence.report is None:
        for key, value in all_cells(document):
            if value is None and key in document.raw:
                yield key, document.raw[key].strip()


def one_per_table(
    rule: Rule, cells: Iterator[tuple[str, str]], problem: str, suggestion: str, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield a finding per table that lists its cells; `problem` says what is wrong with them, after their number.

    Its severity is the rule's unless given.
    """
    tables: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, printed in cells:
        tables[section_of(key)].append((key, printed))
    for section, found in tables.items():
        named = "；".join(place_words(key) + f"（“{printed}”）" * bool(printed) for key, printed in found[:SHOWN])
        rest = f"等{len(found)}格" if len(found) > SHOWN else ""
        yield Finding(
            rule=rule.name,
            severity=severity or rule.severity,
            message=f"有{len(found)}格{problem}：{named}{rest}",
            section=section,
            actual=len(found),
            expected=0,
            suggestion=suggestion,
            place=found[0][0],
        )
