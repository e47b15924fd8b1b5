"""What people do with notes: other labels, acceptance, undo. Every label is also a line of 标签更正.jsonl."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from assistant.casework import (
    LABELS_FILE,
    NO_CATEGORY,
    Correction,
    Kind,
    Part,
    load_categories,
    read_corrections,
    write_corrections,
)
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.web.models import Case, LogEntry, Note
from assistant.web.services import folder, log, reading
from assistant.web.services.stale import Stale, same_version


class BadLabel(AssistantError):
    """A label there is not, or a note there is not."""


class Seen(NamedTuple):
    """A note as somebody saw it: its number and its version then."""

    note: int
    version: int


class Filter(NamedTuple):
    """Which notes a list shows: `show` is unsure, new, done or all; empty fields choose everything."""

    show: str = "new"
    category: str = ""
    section: str = ""
    words: str = ""


_Wanted = tuple[Note, tuple[str, str]]
"""A row and the category and section it is to have."""


class Changed(NamedTuple):
    """What an action did: the rows it changed, and those it left because somebody had changed them meanwhile."""

    notes: list[Note]
    stale: list[Note]


def categories(settings: Settings) -> list[str]:
    """Return the categories in the order of the keys 1 to 9 and 0, and 无 last."""
    return [*load_categories(settings.taxonomy), NO_CATEGORY]


def sections() -> list[str]:
    """Return the parts of the report a note can belong to."""
    return [part.value for part in Part]


def select(case: Case, chosen: Filter) -> QuerySet[Note]:
    """Return the notes a filter shows, least certain first; those somebody looked at come last."""
    wanted = {
        "unsure": Q(status="new", needs_review=True),
        "new": Q(status="new"),
        "done": ~Q(status="new"),
    }.get(chosen.show, Q())
    if chosen.category:
        wanted &= Q(given_category=chosen.category) | Q(given_category="", category=chosen.category)
    if chosen.section:
        wanted &= Q(given_section=chosen.section) | Q(given_section="", section=chosen.section)
    if chosen.words:
        wanted &= Q(text__icontains=chosen.words)
    return case.notes.filter(wanted).order_by("-status", "-needs_review", "certainty", "position")


def counts(case: Case) -> dict[str, int]:
    """Return how many notes unsure, new, done and all show without further filters."""
    new = Q(status="new")
    told: dict[str, int] = case.notes.aggregate(
        all=Count("pk"), new=Count("pk", filter=new), unsure=Count("pk", filter=new & Q(needs_review=True))
    )
    return {**told, "done": told["all"] - told["new"]}


def relabel(
    case: Case,
    who: Any,  # noqa: ANN401
    seen: Sequence[Seen],
    category: str = "",
    section: str = "",
    known: Iterable[str] = (),
) -> Changed:
    """Give notes a category, a section or both; a note changed meanwhile is left as it is and returned as stale.

    Raises:
        BadLabel: the label or a note does not exist.
        Stale: only one note was meant, and it was changed meanwhile.

    """
    if category and category not in (set(known) or {category}):
        raise BadLabel(f"没有“{category}”这个栏目", "请从列出的栏目中选择")
    if section and section not in sections():
        raise BadLabel(f"没有“{section}”这个部分", "请从列出的部分中选择")
    return _give(case, who, seen, lambda note: (category or note.category_now, section or note.section_now))


def accept(case: Case, who: Any, seen: Sequence[Seen]) -> Changed:  # noqa: ANN401
    """Say that the labels shown are right.

    Raises:
        BadLabel, Stale: as `relabel`.

    """
    return _give(case, who, seen, lambda note: (note.category_now, note.section_now), what="note.accept")


def accept_all(case: Case, who: Any, chosen: Filter) -> Changed:  # noqa: ANN401
    """Accept every label a filter shows that nobody looked at yet."""
    rows = select(case, chosen).filter(status="new")
    return accept(case, who, [Seen(*row) for row in rows.values_list("pk", "version")])


def _give(case: Case, who: Any, seen: Sequence[Seen], give: Any, what: str = "note.label") -> Changed:  # noqa: ANN401
    """Give labels to rows, to rows of the same text, to the file and to the log, all or nothing."""
    with folder.changing(case) as held:
        rows = {note.pk: note for note in held.notes.filter(pk__in=[each.note for each in seen])}
        if missing := [each for each in seen if each.note not in rows]:
            raise BadLabel(f"有{len(missing)}条记录已不在案例里", "可能已被合并、拆分或剔除，请刷新页面")
        fresh: list[_Wanted] = []
        stale: list[_Wanted] = []
        for each in seen:
            note = rows[each.note]
            wanted = give(note)
            if _stands(note, wanted, what):
                continue  # the same answer sent twice, or two people of one mind
            (fresh if note.version == each.version else stale).append((note, wanted))
        if stale and len(seen) == 1:
            same_version(stale[0][0], seen[0].version, stale[0][1])
        _apply(held, who, fresh, what)
        return Changed([rows[each.note] for each in seen], [note for note, _ in stale])


def _stands(note: Note, wanted: tuple[str, str], what: str) -> bool:
    return (
        note.status != "new"
        and (note.category_now, note.section_now) == wanted
        and what in ("note.label", "note.accept")
    )


def _apply(case: Case, who: Any, fresh: list[_Wanted], what: str) -> None:  # noqa: ANN401
    given = {note.text: _correction(note, category, section, log.display(who)) for note, (category, section) in fresh}
    if not given:
        return
    changes = _set(case, given, {note.text: note for note, _ in fresh}, log.display(who))
    write_labels(case, given)
    log.record_all(who, what, case, changes, log.new_batch())


def _correction(note: Note, category: str, section: str, writer: str) -> Correction:
    right = (category, section) == (note.category, note.section)
    return Correction(Kind.ACCEPTED if right else Kind.LABEL, note.text, note.key, category, section, writer)


def _set(
    case: Case, given: dict[str, Correction], rows: dict[str, Note], who: str
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Set the rows of each text, other notes of the same words with them; return what the log tells."""
    twins = [note for note in case.notes.filter(text__in=list(given)) if rows[note.text].pk != note.pk]
    changes, touched = [], [*rows.values(), *twins]
    for note in touched:
        before = state_of(note)
        for name, value in reading.labels_of(given[note.text]).items():
            setattr(note, name, value)
        note.version, note.changed_by = note.version + 1, who
        changes.append((note.key, before, state_of(note)))
    Note.objects.bulk_update(
        touched, ("given_category", "given_section", "status", "version", "changed_by"), batch_size=100
    )
    return changes


def state_of(note: Note) -> dict[str, Any]:
    """Return what the log keeps of a note's label."""
    return {
        "text": note.text, "category": note.category_now, "section": note.section_now, "status": note.status
    }  # fmt: skip


def write_labels(case: Case, given: dict[str, Correction], taken: Iterable[str] = ()) -> None:
    """Put corrections into the case's file, each text once, and take texts out."""
    path = case.inputs / LABELS_FILE
    made = {each.text: each for each in read_corrections(path)} | given
    for text in taken:
        made.pop(text, None)
    write_corrections(path, list(made.values()))


def last_batch(case: Case, who: Any) -> list[LogEntry]:  # noqa: ANN401
    """Return the entries of the user's last action on notes that was not undone, in order."""
    mine = case.log.filter(by=who, what__startswith="note.").exclude(batch="")
    undone = set(mine.filter(what="note.undo").values_list("target", flat=True))
    for entry in mine.exclude(what="note.undo").exclude(what="note.paste")[:400]:
        if entry.batch not in undone:
            return list(case.log.filter(batch=entry.batch).order_by("id"))
    return []


def undo_labels(case: Case, who: Any, entries: Sequence[LogEntry]) -> list[Note]:  # noqa: ANN401
    """Put labels back to what they were before an action; notes changed since stay.

    Raises:
        Stale: none of them is still as the action left it.

    """
    with folder.changing(case) as held:
        rows = {note.key: note for note in held.notes.filter(key__in=[entry.target for entry in entries])}
        back = [
            (rows[entry.target], entry.before)
            for entry in entries
            if entry.target in rows and state_of(rows[entry.target]) == entry.after
        ]
        if not back:
            raise Stale(list(rows.values()), "undo")
        changes = [_put_back(note, before, log.display(who)) for note, before in back]
        given = {note.text: _of_row(note) for note, _ in back if note.status != "new"}
        write_labels(held, given, [note.text for note, _ in back if note.status == "new"])
        batch = entries[0].batch
        for target, before, after in changes:
            log.record(who, "note.undo", held, batch, before, {"key": target, **after}, log.new_batch())
        return [note for note, _ in back]


def _put_back(note: Note, before: dict[str, Any], who: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    was = state_of(note)
    new = before["status"] == "new"
    note.given_category = "" if new else before["category"]
    note.given_section = "" if new else before["section"]
    note.status, note.version, note.changed_by = before["status"], note.version + 1, who
    note.save()
    return note.key, was, state_of(note)


def _of_row(note: Note) -> Correction:
    return _correction(note, note.category_now, note.section_now, note.changed_by)
