"""The case's notes as rows: an index of its folder, rebuilt whenever a file changed."""

from collections import Counter
from typing import Any

import msgspec
from django.db import transaction

from assistant.casework import CaseNotes, Correction, Kind, Labelled, case_notes
from assistant.settings import Settings
from assistant.web.models import Case, Note
from assistant.web.services import folder

GAP = 100
"""Positions between two notes, so that the parts of one find room."""
_MOST_TOLD = 2000
_FIELDS = (
    "position", "text", "file", "line", "category", "section", "certainty", "needs_review", "why", "given_category",
    "given_section", "status", "version",
)  # fmt: skip
_SAID = ("text", "given_category", "given_section", "status")
"""What people see and change; only another one of these is another version."""


def up_to_date(case: Case) -> bool:
    """Say whether the rows were read from the files as they are now."""
    return bool(case.fingerprint == folder.fingerprint(case.inputs))


def read(case: Case, chosen: Settings) -> None:
    """Read the case folder and bring its rows up to date; rows that stay the same keep their version.

    Raises:
        BadCase: its case.yaml cannot be used.

    """
    while True:
        seen = folder.fingerprint(case.inputs)
        told = case_notes(case.inputs, chosen)
        with transaction.atomic():
            held = Case.objects.select_for_update().get(pk=case.pk)
            if folder.fingerprint(case.inputs) != seen:
                continue  # a file changed while it was read
            _write(held, told)
            held.fingerprint, held.reading = seen, _told(told)
            held.save(update_fields=["fingerprint", "reading"])
            return


def _write(case: Case, told: CaseNotes) -> None:
    before = {note.key: note for note in case.notes.all()}
    rows = index(case, told.notes, told.given)
    kept = {row.key for row in rows}
    Note.objects.filter(pk__in=[note.pk for key, note in before.items() if key not in kept]).delete()
    new, changed = [], []
    for row in rows:
        old = before.get(row.key)
        if old is None:
            new.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in _FIELDS[:-1]):
            said = any(getattr(old, name) != getattr(row, name) for name in _SAID)
            row.pk, row.version, row.changed_by = old.pk, old.version + said, old.changed_by
            changed.append(row)
    Note.objects.bulk_create(new, batch_size=200)
    Note.objects.bulk_update(changed, _FIELDS, batch_size=100)


def index(case: Case, notes: tuple[Labelled, ...], given: dict[str, Correction], first: int = 0) -> list[Note]:
    """Return unsaved rows for notes; a key met twice gets a number."""
    seen: Counter[str] = Counter()
    rows = []
    for number, each in enumerate(notes, first + 1):
        seen[each.item.id] += 1
        times = seen[each.item.id]
        key = each.item.id if times == 1 else f"{each.item.id}#{times}"
        rows.append(row_of(case, each, key, number * GAP, given.get(each.item.text)))
    return rows


def row_of(case: Case, note: Labelled, key: str, position: int, given: Correction | None) -> Note:
    """Return an unsaved row for a note with the classifier's label and the one people gave."""
    item, label = note.item, note.label
    return Note(
        case=case,
        key=key[:300],
        position=position,
        text=item.text,
        file=item.source.file[:255],
        line=item.source.line,
        category=label.category,
        section=label.section,
        certainty=min(label.category_confidence, label.section_confidence),
        needs_review=label.needs_review,
        why=list(label.why),
        **labels_of(given),
    )


def labels_of(given: Correction | None) -> dict[str, str]:
    """Return the fields of a row that a correction sets."""
    if given is None:
        return {"given_category": "", "given_section": "", "status": "new"}
    status = "accepted" if given.correction is Kind.ACCEPTED else "corrected"
    return {"given_category": given.category, "given_section": given.section, "status": status}


def _told(told: CaseNotes) -> dict[str, Any]:
    return {
        "files": [msgspec.to_builtins(each) for each in told.files],
        "noise": [
            {"file": each.file, "line": each.line, "text": each.text, "reason": each.reason}
            for each in told.noise[:_MOST_TOLD]
        ],
        "problems": [
            {"place": str(each.place), "problem": each.problem, "hint": each.hint}
            for each in told.problems[:_MOST_TOLD]
        ],
    }
