"""The findings of a draft that people are changing: checked again at once, fixed where a fix is safe, accepted."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from assistant.check import (
    RULES,
    Choices,
    Evidence,
    Finding,
    Rule,
    Severity,
    accept,
    check,
    evidence_key,
    load_accepted,
    load_choices,
    open_findings,
)
from assistant.export.anchor import Anchor, anchor
from assistant.export.html import anchor_id
from assistant.export.notes import SEVERITY_WORDS, finding_details
from assistant.numbers import Numbers
from assistant.report import Report, document_of

__all__ = [
    "RULES", "SEVERITY_WORDS", "Anchor", "Choices", "Finding", "Rule", "Severity", "accept", "accepted_only", "choices",
    "evidence_key", "finding_details", "fix", "load_accepted", "open_findings", "place_of", "recheck", "rule_of",
    "save_choices",
]  # fmt: skip

_OF_NOTES = frozenset({"unsourced-number"})
"""Rules that need the notes' own words: only drafting has them."""


def recheck(draft: Report, drafted: list[Finding], now: Report, numbers: Numbers, chosen: Choices) -> list[Finding]:
    """Return the findings of a draft as people changed it.

    What the text and the tables alone can tell is found afresh in `now`. What only drafting could tell (contradictions
    between notes and spreadsheets, files that could not be read) is kept, unless the words it quotes were changed.
    """
    fresh = _found(now, numbers, chosen)
    before = {evidence_key(each) for each in _found(draft, numbers, chosen)}
    then, today = _words(draft), _words(now)
    kept = [
        each
        for each in drafted
        if evidence_key(each) not in before
        and each.rule not in {rule.rule for rule in fresh}
        and each.rule not in chosen.off
        and not (_bare(each.quote) in then and _bare(each.quote) not in today)
    ]
    order = list(Severity)
    return sorted([*fresh, *kept], key=lambda each: order.index(each.severity))


def _found(report: Report, numbers: Numbers, chosen: Choices) -> list[Finding]:
    made = numbers.statistics
    evidence = Evidence(
        document_of(report),
        previous=numbers.previous,
        level=numbers.case.level,
        report=report,
        figures=made.figures,
        violations=made.violations,
        deadlines=made.ledger.deadlines,
    )
    return [each for each in check(evidence, chosen) if each.rule not in _OF_NOTES]


def _words(report: Report) -> str:
    return _bare("".join(paragraph.text for _, paragraph in report.paragraphs()))


def _bare(text: str) -> str:
    return "".join(text.split()).strip("…")


def place_of(report: Report, finding: Finding) -> tuple[str, Anchor]:
    """Return the id of the element of the draft page a finding points to, and where in it."""
    place = anchor(report, finding)
    return anchor_id(place), place


def rule_of(name: str, chosen: Choices) -> Rule | None:
    """Return a rule by its name, the office's own too."""
    return next((rule for rule in chosen.rules(RULES) if rule.name == name), None)


def choices(path: Path) -> Choices:
    """Return what an office chose; without a file nothing is changed.

    Raises:
        BadSettings: the file says something else.

    """
    return load_choices(path if path.exists() else None, (rule.name for rule in RULES))


def save_choices(path: Path, chosen: Choices) -> None:
    """Write what an office chose."""
    from assistant.export import write_aside

    write_aside(path, msgspec.yaml.encode(msgspec.to_builtins(chosen)))


def accepted_only(path: Path, reasons: dict[str, str]) -> None:
    """Write the record of accepted findings anew: key to reason."""
    from assistant.export import write_aside

    write_aside(path, msgspec.yaml.encode(reasons))


_WIDE = str.maketrans(",:;?!()", "，：；？！（）")
_NARROW = re.compile(
    r"(?<=[一-鿿》”）])[,:;?!()]|[(](?=[一-鿿《])|(?<=[%\d])[,;](?=[一-鿿《])|(?<=[%\d])\)(?=[一-鿿，。])"
)


def _wide(finding: Finding) -> str:
    return _NARROW.sub(lambda found: found.group().translate(_WIDE), finding.quote)


def _number_form(finding: Finding) -> str:
    text = re.sub(r"[\[（(【]((?:19|20)\d\d)[\]）)】]", r"〔\1〕", finding.quote)
    return re.sub(r"〕第?0*(?=\d+号)", "〕", text)


def _doubled(finding: Finding) -> str:
    text = re.sub(r"、(?=等|以及|和|与)", "", finding.quote) if "顿号" in finding.suggestion else finding.quote
    return re.sub(r"([，。；：、])\1+", r"\1", text)


def _once(finding: Finding) -> str:
    return str(finding.expected) if finding.expected else finding.quote[:1]


def _expected(finding: Finding) -> str:
    return str(finding.expected or finding.quote)


def _curled(finding: Finding) -> str:
    return f"“{finding.quote[1:-1]}”" if finding.quote[:1] == '"' else f"‘{finding.quote[1:-1]}’"


_FIXES: dict[str, Callable[[Finding], str]] = {
    "halfwidth-punctuation": _wide,
    "document-number-form": _number_form,
    "doubled-punctuation": _doubled,
    "repeated-word": _once,
    "padded-date": _expected,
    "straight-quotes": _curled,
}


def fix(finding: Finding) -> str | None:
    """Return what the quoted words are to be, where a rule's suggestion is mechanical and changes no fact; else None.

    >>> fix(Finding("repeated-word", Severity.WARNING, "", quote="进行进行", expected="进行"))
    '进行'
    """
    mend = _FIXES.get(finding.rule)
    if mend is None or not finding.quote:
        return None
    better = mend(finding)
    return better if better != finding.quote else None
