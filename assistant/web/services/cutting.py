"""Where notes begin and end: paste, split, merge, leave out, take in. Every cut is also a line of 条目更正.jsonl."""

import io
from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils.timezone import localtime, now

from assistant import pipeline
from assistant.casework import (
    CUTS_FILE,
    LABELS_FILE,
    Correction,
    Kind,
    file_notes,
    label_texts,
    read_corrections,
    write_corrections,
)
from assistant.errors import AssistantError
from assistant.web.models import Case, LogEntry, Note
from assistant.web.services import folder, jobs, log, notes, reading
from assistant.web.services.notes import Seen
from assistant.web.services.stale import same_version

PASTE_LIMIT = 2_000_000
"""Most characters of one paste."""
_REPORT = "政府信息公开工作年度报告"


class BadCut(AssistantError):
    """A cut that cannot be made."""


def paste(case: Case, who: Any, text: str) -> int:  # noqa: ANN401
    """Keep a paste as a text file of the case and take it apart; return how many notes it gave.

    The notes are rows at once. Where other files decide too (a report of last year, cuts that may fit), the folder is
    read again beside the pages.

    Raises:
        BadCut: nothing was pasted, or far too much.

    """
    if not text.strip():
        raise BadCut("没有粘贴内容", "请先把记录粘贴到框里")
    if len(text) > PASTE_LIMIT:
        raise BadCut(f"粘贴内容超过 {PASTE_LIMIT // 10_000} 万字", "请存成文件，在“材料”页上传")
    with folder.changing(case) as held:
        name = _free_name(held)
        folder.store(held, name, io.BytesIO(text.replace("\r\n", "\n").encode()))
        found, noise = file_notes(held.inputs / name, held.inputs, held.year, pipeline.settings())
        last = held.notes.aggregate(last=Max("position"))["last"] or 0
        given = {each.text: each for each in read_corrections(held.inputs / LABELS_FILE)}
        Note.objects.bulk_create(reading.index(held, found, given, last // reading.GAP), batch_size=200)
        told = [{"file": each.file, "line": each.line, "text": each.text, "reason": each.reason} for each in noise]
        held.reading = {**held.reading, "noise": [*held.reading.get("noise", ()), *told]}
        held.save(update_fields=["reading"])
        log.record(
            who, "note.paste", held, name, after={"notes": len(found), "noise": len(noise)}, batch=log.new_batch()
        )
    if _REPORT in text[:2000] or (case.inputs / CUTS_FILE).exists():
        Case.objects.filter(pk=case.pk).update(fingerprint="")
        jobs.start(case, "read", who)
    return len(found)


def _free_name(case: Case) -> str:
    base = f"粘贴-{localtime(now()):%Y%m%d-%H%M%S}"
    name, number = f"{base}.txt", 1
    while (case.inputs / name).exists():
        number += 1
        name = f"{base}-{number}.txt"
    return name


def split(case: Case, who: Any, seen: Seen, parts: Sequence[str]) -> list[Note]:  # noqa: ANN401
    """Make several notes of one; return them.

    Raises:
        BadCut: the parts are not the note's words in order.
        Stale: somebody changed the note meanwhile.

    """
    parts = [part.strip() for part in parts if part.strip()]
    with folder.changing(case) as held:
        note = _row(held, seen)
        if len(parts) < 2 or _bare("".join(parts)) != _bare(note.text):
            raise BadCut("拆分后的文字与原记录不一致", "请只在记录中间断开，不要增删文字")
        first = held.notes.filter(text=note.text).order_by("position").first()
        made = Correction(Kind.SPLIT, note.text, note.key, writer=log.display(who), parts=tuple(parts))
        _write(held, made, "note.split", note.key, note.text, who)
        keys = [first.key, *(f"{first.key}/{number}" for number in range(2, len(parts) + 1))]
        return _replace(held, [first], list(zip(keys, parts, strict=True)))


def merge(case: Case, who: Any, seen: Sequence[Seen]) -> Note:  # noqa: ANN401
    """Make one note of several, in their order in the files.

    Raises:
        BadCut: fewer than two.
        Stale: somebody changed one of them meanwhile.

    """
    with folder.changing(case) as held:
        rows = sorted((_row(held, each) for each in seen), key=lambda note: note.position)
        if len(rows) < 2:
            raise BadCut("请先选两条以上记录", "点选记录左边的方框，或按 X 选中")
        text = "；".join(note.text.rstrip("。；;，, ") for note in rows[:-1]) + f"；{rows[-1].text}"
        parts = tuple(note.text for note in rows)
        made = Correction(Kind.MERGE, text, rows[0].key, writer=log.display(who), parts=parts)
        _write(held, made, "note.merge", rows[0].key, list(parts), who)
        return _replace(held, rows, [(rows[0].key, text)])[0]


def leave_out(case: Case, who: Any, seen: Sequence[Seen]) -> int:  # noqa: ANN401
    """Say that notes are none; their words are listed with the other lines left out. Return how many.

    Raises:
        Stale: somebody changed one of them meanwhile.

    """
    with folder.changing(case) as held:
        rows = [_row(held, each) for each in seen]
        batch = log.new_batch()
        for note in rows:
            made = Correction(Kind.REMOVE, note.text, note.key, writer=log.display(who))
            _write(held, made, "note.remove", note.key, note.text, who, batch)
        told = [{"file": note.file, "line": note.line or 0, "text": note.text, "reason": "人工剔除"} for note in rows]
        held.reading = {**held.reading, "noise": [*held.reading.get("noise", ()), *told]}
        held.save(update_fields=["reading"])
        Note.objects.filter(pk__in=[note.pk for note in rows]).delete()
        return len(rows)


def take_in(case: Case, who: Any, text: str) -> Note:  # noqa: ANN401
    """Say that a line left out is a note after all; return it.

    Raises:
        BadCut: there is no such line.

    """
    with folder.changing(case) as held:
        noise = held.reading.get("noise", [])
        if not any(each["text"] == text for each in noise):
            raise BadCut("没有这一行，可能已补为记录", "请刷新页面")
        identity = log.new_batch()[:8]
        made = Correction(Kind.ADD, text, identity, writer=log.display(who))
        _write(held, made, "note.add", identity, None, who)
        held.reading = {**held.reading, "noise": [each for each in noise if each["text"] != text]}
        held.save(update_fields=["reading"])
        last = held.notes.aggregate(last=Max("position"))["last"] or 0
        label = label_texts([text], held.year)[0]
        row = reading.row_of(held, label, f"{CUTS_FILE}:{identity}", last + reading.GAP, None)
        row.file = CUTS_FILE
        row.save()
        return row


def undo(case: Case, who: Any) -> list[Note] | None:  # noqa: ANN401
    """Take back the user's last action on notes; None where there is nothing to take back.

    Raises:
        Stale: somebody changed what would be taken back.

    """
    entries = notes.last_batch(case, who)
    if not entries:
        return None
    if entries[0].what in ("note.label", "note.accept"):
        return notes.undo_labels(case, who, entries)
    _undo_cuts(case, who, entries)
    reading.read(case, pipeline.settings())
    return []


def _undo_cuts(case: Case, who: Any, entries: Sequence[LogEntry]) -> None:  # noqa: ANN401
    with folder.changing(case) as held:
        path = held.inputs / CUTS_FILE
        made = read_corrections(path)
        for entry in entries:
            at = next((at for at in reversed(range(len(made))) if _same(made[at], entry)), None)
            if at is not None:
                del made[at]
            log.record(who, "note.undo", held, entry.batch, entry.after, entry.before, log.new_batch())
        write_corrections(path, made)
        held.fingerprint = ""
        held.save(update_fields=["fingerprint"])


def _same(made: Correction, entry: LogEntry) -> bool:
    return {"kind": made.correction.value, "text": made.text, "parts": list(made.parts)} == entry.after


def _row(case: Case, seen: Seen) -> Note:
    note = case.notes.filter(pk=seen.note).first()
    if note is None:
        raise BadCut("这条记录已不在案例里", "可能已被合并、拆分或剔除，请刷新页面")
    same_version(note, seen.version, note.text)
    return note


def _bare(text: str) -> str:
    return "".join(text.split())


def _write(
    case: Case,
    made: Correction,
    what: str,
    key: str,
    before: object,
    who: Any,  # noqa: ANN401
    batch: str = "",
) -> None:
    path = case.inputs / CUTS_FILE
    write_corrections(path, [*read_corrections(path), made])
    told = {"kind": made.correction.value, "text": made.text, "parts": list(made.parts)}
    log.record(who, what, case, key, before, told, batch or log.new_batch())


def _replace(case: Case, rows: Sequence[Note], wanted: Sequence[tuple[str, str]]) -> list[Note]:
    """Put notes in the place of others, labelled afresh; the first keeps its row."""
    first = rows[0]
    given = {each.text: each for each in read_corrections(case.inputs / LABELS_FILE)}
    Note.objects.filter(pk__in=[note.pk for note in rows[1:]]).delete()
    made = []
    for number, ((key, text), label) in enumerate(
        zip(wanted, label_texts([text for _, text in wanted], case.year), strict=True)
    ):
        row = reading.row_of(case, label, key, first.position + number, given.get(text))
        row.file, row.line = first.file, first.line
        if number == 0:
            row.pk, row.version = first.pk, first.version + 1
        row.save()
        made.append(row)
    return made
