"""The JSON other programs build on: fields are added, never renamed or dropped."""

from collections import Counter
from collections.abc import Iterable

from assistant.check import Finding, Severity
from assistant.items import Item
from assistant.pipeline import Drafted, Labelled


def item_json(item: Item) -> dict[str, object]:
    """Return an item as `nianbao items --json` prints it."""
    facts = item.facts
    return {
        "id": item.id,
        "text": item.text,
        "date": facts.date,
        "quantities": [
            {"value": each.value, "unit": each.unit, "of": each.of, "approximate": each.approximate}
            for each in facts.quantities
        ],
        "titles": list(dict.fromkeys(title.name for title in facts.titles)),
        "organisations": list(facts.organisations),
        "people": [{"name": person.name, "role": person.role} for person in facts.people],
        "source": {"file": item.source.file, "line": item.source.line},
    }


def labelled_json(labelled: Labelled) -> dict[str, object]:
    """Return a labelled item as `nianbao classify --json` prints it; other fields of a .jsonl line pass through."""
    label = labelled.label
    return {
        **labelled.fields,
        **item_json(labelled.item),
        "category": label.category,
        "category_confidence": round(label.category_confidence, 4),
        "section": label.section,
        "section_confidence": round(label.section_confidence, 4),
        "needs_review": label.needs_review,
        "reportable": label.reportable,
        "why": list(label.why),
    }


def drafted_json(drafted: Drafted) -> dict[str, object]:
    """Return what `nianbao draft --json` prints: the files and the counts."""
    return {
        "title": drafted.report.title,
        "files": [str(path) for path in drafted.files],
        "counts": count_findings(drafted.findings),
        "unused": len(drafted.report.unused),
    }


def count_findings(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity."""
    counted = Counter(finding.severity for finding in findings)
    return {severity.value: counted[severity] for severity in Severity}
