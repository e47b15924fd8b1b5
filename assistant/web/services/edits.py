"""What people make of a draft: paragraphs accepted, edited, sent back; edits moved along when it is drafted again."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from assistant.casework import report_of
from assistant.errors import AssistantError
from assistant.numbers import Numbers
from assistant.revision import (
    Placed,
    Report,
    Sentence,
    edited,
    figures_then,
    moved,
    placed,
    sentences_of,
    wrong_numbers,
)
from assistant.web.models import Case, SentenceEdit, Version
from assistant.web.services import folder, log
from assistant.web.services.kept import LOST, current
from assistant.web.services.numbers import numbers_of
from assistant.web.services.stale import Stale

LONGEST = 20_000


class BadEdit(AssistantError):
    """An edit that cannot be made."""


class Standing(NamedTuple):
    """The draft as it stands: the version, its report, the edits by paragraph, and the report with them."""

    version: Version
    draft: Report
    edits: dict[str, SentenceEdit]
    now: Report
    numbers: Numbers

    def text(self, key: str) -> str:
        """Return what stands in a paragraph now."""
        edit = self.edits.get(key)
        return str(edit.text) if edit else placed(self.draft)[key].text


class Seen(NamedTuple):
    """A paragraph as somebody saw it: its key, the digest of its drafted text, the version of its edit (0 for none)."""

    key: str
    digest: str
    version: int


def digest(text: str) -> str:
    """Return a short digest of a paragraph's drafted text."""
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def standing(case: Case) -> Standing | None:
    """Return the draft as it stands, with the tables as the files give them now; None before the first draft."""
    version = current(case)
    if version is None:
        return None
    draft, numbers = report_of(bytes(version.report)), numbers_of(case)
    edits = {each.paragraph: each for each in case.edits.select_related("by")}
    made = numbers.statistics
    tables = Report("", 0, "", (), made.table2, made.table3, made.table4, {})
    return Standing(version, draft, edits, edited(draft, texts(edits), tables), numbers)


def texts(edits: Mapping[str, SentenceEdit]) -> dict[str, tuple[str, str]]:
    """Return what edits put in the place of paragraphs, and whose it is."""
    return {
        key: (each.text, log.display(each.by) if each.by else "")
        for key, each in edits.items()
        if not key.startswith(LOST) and each.text != each.base
    }


def red(here: Standing) -> dict[str, list[list[str]]]:
    """Return by paragraph, for each of its sentences, which figures it no longer tells; only paragraphs with any."""
    told = {key: _told(here, key, each.paragraph.sentences) for key, each in placed(here.now).items()}
    return {key: wrong for key, wrong in told.items() if any(wrong)}


def _told(here: Standing, key: str, sentences: Sequence[Sentence]) -> list[list[str]]:
    then, figures = figures_then(here.draft), here.numbers.statistics.figures
    base = placed(here.draft)[key].text
    return [wrong_numbers(each, base, then, figures) for each in sentences]


def wrong(here: Standing, key: str, text: str) -> list[tuple[str, list[str]]]:
    """Return the sentences a text in the place of a paragraph would have that no longer tell a figure, with which."""
    sentences = sentences_of(placed(here.draft)[key].paragraph, one_line(text)[:LONGEST], "")
    return [(each.text, told) for each, told in zip(sentences, _told(here, key, sentences), strict=True) if told]


def one_line(text: str) -> str:
    """Return a text as a paragraph is kept: on one line."""
    return " ".join(text.replace("\r", "").split("\n")).strip()


def save(case: Case, who: Any, seen: Seen, text: str, what: str = "edit.edit", reason: str = "") -> SentenceEdit:  # noqa: ANN401
    """Put a text in the place of a paragraph; no text leaves the paragraph out.

    Raises:
        Stale: the paragraph was drafted anew or somebody else changed it.
        BadEdit: there is no such paragraph, or the text is far too long.

    """
    text = one_line(text)
    if len(text) > LONGEST:
        raise BadEdit(f"一段最多 {LONGEST} 字", "请分段，或只保留需要的内容")
    return _change(case, who, seen, text, "edited", what, reason)


def accept(case: Case, who: Any, seen: Seen) -> SentenceEdit:  # noqa: ANN401
    """Say that a paragraph is good as it stands."""
    return _change(case, who, seen, None, "accepted", "edit.accept", "")


def reject(case: Case, who: Any, seen: Seen, reason: str) -> SentenceEdit:  # noqa: ANN401
    """Send a paragraph back with a reason; its text stays until somebody edits it.

    Raises:
        BadEdit: there is no reason.

    """
    if not reason.strip():
        raise BadEdit("请写退回的理由", "例如：数字与台账不符，请核对")
    return _change(case, who, seen, None, "rejected", "edit.reject", reason.strip()[:500])


def _change(
    case: Case,
    who: Any,  # noqa: ANN401
    seen: Seen,
    text: str | None,
    status: str,
    what: str,
    reason: str,
) -> SentenceEdit:
    """Change a paragraph's edit; a text of None leaves its text."""
    with folder.changing(case) as held:
        here = _place(held, seen, text)
        edit = SentenceEdit.objects.filter(case=held, paragraph=here.key).first()
        old = edit.text if edit else here.text
        wanted = old if text is None else text
        if edit is not None and (edit.text, edit.status, edit.reason) == (wanted, status, reason):
            return edit
        if (edit.version if edit else 0) != seen.version:
            raise Stale(edit or here, wanted)
        if edit is None:
            edit = SentenceEdit(case=held, paragraph=here.key, base=here.text, version=0)
        before = {"text": old, "status": edit.status if edit.version else "drafted"}
        edit.base, edit.text, edit.status, edit.other, edit.reason = here.text, wanted, status, "", reason
        edit.by, edit.version = who, edit.version + 1
        edit.save()
        log.record(who, what, held, target(here), before, {"text": wanted, "status": status, "reason": reason})
        Case.objects.filter(pk=held.pk).update(changed_by=who)
        return edit


def _place(case: Case, seen: Seen, wanted: str | None) -> Placed:
    """Return the paragraph somebody saw, where it stands now.

    Raises:
        Stale: it was drafted anew meanwhile.
        BadEdit: there is no draft, or no such paragraph.

    """
    version = current(case)
    drafts = placed(report_of(bytes(version.report))) if version else {}
    same = [each for each in drafts.values() if digest(each.text) == seen.digest]
    found = next((each for each in same if each.key == seen.key), same[0] if same else None)
    if found is not None:
        return found
    if seen.key not in drafts:
        raise BadEdit("草稿里已没有这一段", "可能刚重新起草过，请刷新页面")
    raise Stale(drafts[seen.key], wanted)


def target(here: Placed) -> str:
    """Return a paragraph in words, for the log."""
    return f"{here.heading or '前言'}：{here.text[:30]}"


def resolve(case: Case, who: Any, edit_id: int, version: int, choice: str) -> None:  # noqa: ANN401
    """End a conflict: `mine` keeps the edit on the new draft, `new` takes the draft's text, `drop` gives the edit up.

    Raises:
        Stale: somebody changed it meanwhile.
        BadEdit: there is no such edit.

    """
    with folder.changing(case) as held:
        edit = SentenceEdit.objects.filter(case=held, pk=edit_id).first()
        if edit is None:
            raise BadEdit("这处冲突已处理", "请刷新页面")
        if edit.version != version:
            raise Stale(edit, edit.text)
        before = {"text": edit.text, "other": edit.other}
        if choice == "mine" and not edit.paragraph.startswith(LOST):
            edit.base, edit.other, edit.status, edit.version, edit.by = edit.other, "", "edited", edit.version + 1, who
            edit.save()
        else:
            edit.delete()
        log.record(who, "edit.resolve", held, edit.text[:40], before, {"choice": choice})


_KEPT = ("paragraph", "base", "text", "status", "other", "reason", "extra")


def snapshot(case: Case) -> list[dict[str, Any]]:
    """Return the edits of a case as values, for keeping with a version."""
    rows = case.edits.select_related("by").order_by("paragraph")
    return [
        {
            **{name: getattr(each, name) for name in _KEPT},
            "by": each.by_id,
            "who": log.display(each.by) if each.by else "",
        }
        for each in rows
    ]


def put_back(case: Case, kept: list[dict[str, Any]]) -> None:
    """Put kept edits in the place of those of a case; each gets a version nobody has seen."""
    top = max(case.edits.values_list("version", flat=True), default=0) + 1
    case.edits.all().delete()
    rows = [
        SentenceEdit(case=case, by_id=each.get("by"), version=top, **{name: each[name] for name in _KEPT})
        for each in kept
    ]
    SentenceEdit.objects.bulk_create(rows)


def rebase(case: Case, who: Any, old: Report, new: Report) -> None:  # noqa: ANN401
    """Move the edits of one draft to the next: the same base keeps them, another base makes a conflict, nothing is lost.

    What was only accepted or sent back is open again where the draft changed; the log keeps what it was.
    """
    edits = list(case.edits.all())
    where = moved(old, new, [each.paragraph for each in edits])
    drafts = placed(new)
    case.edits.all().delete()
    kept = []
    for edit in edits:
        now = drafts.get(where.get(edit.paragraph, ""))
        if moved_edit := _moved(edit, now):
            kept.append(moved_edit)
        else:
            log.record(who, "edit.resolve", case, edit.base[:40], {"status": edit.status, "reason": edit.reason}, None)
    SentenceEdit.objects.bulk_create(kept)


def _moved(edit: SentenceEdit, now: Placed | None) -> SentenceEdit | None:
    """Return the edit for the new draft, unsaved; None where there is nothing left to keep."""
    changed = edit.text != edit.base
    edit.pk = None
    if now is None or edit.paragraph.startswith(LOST):
        if not changed:
            return None
        name = edit.paragraph if edit.paragraph.startswith(LOST) else f"{LOST}{digest(edit.text + edit.paragraph)}"
        edit.paragraph, edit.status, edit.version = name, "conflict", edit.version + 1
        return edit
    edit.paragraph = now.key
    if now.text == edit.base:
        return edit
    if edit.text == now.text:
        edit.base, edit.other, edit.status = now.text, "", "edited"
        return edit
    if not changed:
        return None
    edit.other, edit.status, edit.version = now.text, "conflict", edit.version + 1
    return edit
