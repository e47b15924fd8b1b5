"""Numbers of the text that no cell they name holds, with what may have been taken instead."""

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.reading.arithmetic import summed
from assistant.check.reading.cells import GROUP_WORDS, ORGANISATIONS, Number, Target, request_target, tidy
from assistant.check.reading.metrics import Binding, bind
from assistant.check.reading.normal import normal
from assistant.check.rule import Rule
from assistant.items import format_number
from assistant.report import Document
from assistant.tables import load_tables

_PROBLEMS = 5
_SHARE = re.compile("一半|半数|分之|成即")


class Cause(StrEnum):
    """What was taken instead of the cell the words name."""

    UNKNOWN = "unknown"
    APPLICANT = "applicant"
    PART = "part"
    LAST_YEAR = "last year"


class Mismatch(msgspec.Struct, frozen=True):
    """A number that differs from the cell it names; `taken` is the cell it equals, where that explains it."""

    binding: Binding
    target: Target
    expected: Number
    cause: Cause = Cause.UNKNOWN
    taken: Target | None = None

    @property
    def firm(self) -> bool:
        """Tell whether nothing else explains the difference: no sum in its paragraph, no share, no list of problems."""
        line, plain = self.binding.line, normal(self.binding.line.text)
        return (
            self.binding.firm
            and line.section != _PROBLEMS
            and self.binding.number not in summed(plain)
            and not _SHARE.search(self.binding.quote)
        )

    def finding(self, rule: Rule, message: str, suggestion: str) -> Finding:
        """Return the finding a rule makes of it: an error where the words are firm, else a question."""
        line = self.binding.line
        return Finding(
            rule=rule.name,
            severity=rule.severity if self.firm else Severity.WARNING,
            message=message,
            section=line.section,
            quote=self.binding.quote,
            expected=self.expected,
            actual=self.binding.number,
            suggestion=suggestion,
            place=line.place,
        )


def find_mismatches(document: Document, previous: Document | None = None) -> Iterator[Mismatch]:
    """Yield every bound number that none of its readings explains, once per clause and cell."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for binding in bind(document):
        held = previous if binding.last else document
        if held is None:
            continue
        values = [(target, target.value(held)) for target in binding.targets]
        known = [(target, value) for target, value in values if value is not None]
        if len(known) < len(values) or not known or _agrees(binding, known, held):
            continue
        if not binding.sure and _is_held(binding, held):
            continue
        target, expected = known[0]
        mark = (binding.line.place, binding.quote, target.keys)
        if mark not in seen:
            seen.add(mark)
            cause, taken = _cause(binding, target, held)
            if (
                previous
                and not binding.last
                and binding.number
                and target.value(previous) == binding.number
                and not binding.part
            ):
                cause, taken = Cause.LAST_YEAR, target
            yield Mismatch(binding, target, expected, cause, taken)


def agreeing(document: Document) -> dict[str, frozenset[Number]]:
    """Return the numbers that equal a cell they name, by their paragraph."""
    found: dict[str, set[Number]] = {}
    for binding in bind(document):
        values = [target.value(document) for target in binding.targets] if not binding.last else []
        if binding.number in values and not binding.part:
            found.setdefault(binding.line.text, set()).add(binding.number)
    return {text: frozenset(numbers) for text, numbers in found.items()}


def _agrees(binding: Binding, known: list[tuple[Target, Number]], document: Document) -> bool:
    if binding.part:
        return binding.low <= max(value for _, value in known)
    if any(binding.low <= value <= binding.high for _, value in known):
        return True
    return any(value == binding.number for target, _ in known for value in _recounted(target, document))


def _is_held(binding: Binding, document: Document) -> bool:
    """Tell whether a number equals any cell of the table that its words may mean."""
    table = binding.targets[0].keys[0].partition(".")[0]
    cells = [value for row in getattr(document, table).values() for value in row.values() if value is not None]
    groups = [request_target(rows).value(document) for rows in load_tables().groups3.values()]
    organisations = request_target(("new_received",), ORGANISATIONS).value(document)
    held = cells if table != "table3" else [*cells, *groups, organisations]
    return binding.number in held


def _recounted(target: Target, document: Document) -> Iterator[Number]:
    """Yield what a computed cell of table 3 should hold: then the table is wrong, not the text, and that is said elsewhere."""
    tables = load_tables()
    if len(target.keys) != 1 or not target.keys[0].startswith("table3."):
        return
    _, row, column = target.keys[0].split(".")
    if column == "total":
        yield from _sum((f"table3.{row}.{each}" for each in tables.leaf_columns3), document)
    if row == "result_total":
        yield from _sum((f"table3.{each}.{column}" for each in tables.leaf_rows3), document)


def _sum(keys: Iterator[str], document: Document) -> Iterator[Number]:
    values = [document.cell(key) for key in keys]
    present = [value for value in values if value is not None]
    if len(present) == len(values):
        yield tidy(sum(present))


def _cause(binding: Binding, target: Target, document: Document) -> tuple[Cause, Target | None]:
    """Tell what the number may have been taken from: the 自然人 column, or one row of the group."""
    rows = tuple(dict.fromkeys(key.split(".")[1] for key in target.keys))
    if not target.keys[0].startswith("table3.") or not target.keys[0].endswith(".total") or binding.part:
        return Cause.UNKNOWN, None
    single = request_target(rows, ("natural_person",))
    if binding.number and single.value(document) == binding.number:
        return Cause.APPLICANT, single
    if rows in {load_tables().groups3[group] for group in GROUP_WORDS}:
        for row in rows:
            leaf = request_target((row,))
            if binding.number and leaf.value(document) == binding.number:
                return Cause.PART, leaf
    return Cause.UNKNOWN, None


def calculation(mismatch: Mismatch, document: Document) -> str:
    """Return how the expected number comes about, where several cells are added up: 1＋1＋2＋2＝6."""
    values = [document.cell(key) for key in mismatch.target.keys]
    terms = [format_number(value) for value in values if value]
    if len(values) < 2 or not terms:
        return ""
    return f"{'＋'.join(terms)}＝{format_number(mismatch.expected)}"
