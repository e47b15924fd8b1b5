"""Versions: saved, compared, restored, and the final one that never changes."""

from typing import Any, NamedTuple

import msgspec

from assistant.casework import bytes_of, report_of
from assistant.errors import AssistantError
from assistant.returned import annotated
from assistant.revision import Change, Heading, Paragraph, Piece, Report, TableBlock, edited, printable, word_diff
from assistant.web.models import Case, State, Version
from assistant.web.services import edits, findings, folder, log
from assistant.web.services.kept import keep, kept_texts
from assistant.web.services.numbers import charts_of
from assistant.web.services.stale import same_version

FINAL_FILE = "定稿.docx"


class BadVersion(AssistantError):
    """A version there is not, or that cannot be made."""


class Compared(NamedTuple):
    """A paragraph or heading of two versions: its words, and whether anything differs."""

    pieces: list[Piece]
    differs: bool


def save(case: Case, who: Any, note: str) -> Version:  # noqa: ANN401
    """Keep the draft as it stands.

    Raises:
        BadVersion: nothing was drafted yet.

    """
    with folder.changing(case) as held:
        version = _keep(held, who, "saved", note)
        log.record(who, "version.save", held, note, after={"version": version.pk, "sha256": version.sha256})
    return version


def _keep(case: Case, who: Any, kind: str, note: str, **rest: Any) -> Version:  # noqa: ANN401
    here = _standing(case)
    found = [each.finding for each in findings.live(case, here)]
    report = bytes_of(here.draft) if kind == "saved" else bytes_of(printable(here.now))
    return keep(
        case, kind, report, msgspec.json.encode(found), who,
        note=note.strip()[:200], inputs=here.version.inputs, edits=edits.snapshot(case), **rest,
    )  # fmt: skip


def _standing(case: Case) -> edits.Standing:
    here = edits.standing(case)
    if here is None:
        raise BadVersion("还没有草稿", "请先在“材料”页起草年报")
    return here


def text_of(version: Version) -> Report:
    """Return a version's report with the edits it was kept with."""
    report = report_of(bytes(version.report))
    return report if version.kind == "final" else edited(report, kept_texts(version.edits))


def version_of(case: Case, number: int) -> Version:
    """Return a version of a case.

    Raises:
        BadVersion: there is none of that number.

    """
    found = case.versions.filter(pk=number).first()
    if found is None:
        raise BadVersion("没有这个版本", "请刷新页面后重试")
    return found


def compare(one: Report, other: Report) -> list[Compared]:
    """Compare two reports word by word, paragraph beside paragraph; tables cell by cell in words."""
    from difflib import SequenceMatcher

    before, after = _lines(one), _lines(other)
    made: list[Compared] = []
    for kind, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            made += [Compared([Piece(line, Change.SAME)], False) for line in before[start:end]]
            continue
        gone, new = before[start:end], after[from_:to]
        shared = min(len(gone), len(new))
        made += [Compared(word_diff(a, b), True) for a, b in zip(gone, new, strict=False)]
        made += [Compared([Piece(line, Change.GONE)], True) for line in gone[shared:]]
        made += [Compared([Piece(line, Change.NEW)], True) for line in new[shared:]]
    return made


def _lines(report: Report) -> list[str]:
    lines = [report.title]
    for section in report.sections:
        lines += [section.heading] * bool(section.heading)
        for block in section.blocks:
            if isinstance(block, Heading | Paragraph):
                lines += [block.text] * bool(block.text)
            elif isinstance(block, TableBlock):
                lines += _table(report, block.table)
    return lines


def _table(report: Report, number: int) -> list[str]:
    table = {2: report.table2, 3: report.table3, 4: report.table4}[number]
    return [
        f"表{number} {row}：{'、'.join('空' if value is None else f'{value:g}' for value in cells.values())}"
        for row, cells in table.items()
    ]


def restore(case: Case, who: Any, number: int) -> Version:  # noqa: ANN401
    """Make a kept version the draft again; what stood before is kept as a version first. Files are not touched.

    Raises:
        BadVersion: there is no such version, or the report is final.

    """
    with folder.changing(case) as held:
        if held.locked:
            raise BadVersion("年报已定稿，不能恢复旧版本", "请先重新打开")
        wanted = version_of(held, number)
        _keep(held, who, "saved", f"恢复第{number}版之前自动保存")
        edits.put_back(held, [] if wanted.kind == "final" else wanted.edits)
        made = keep(
            held, "restored", bytes(wanted.report), bytes(wanted.findings), who,
            inputs=wanted.inputs, note=f"恢复自第{number}版", edits=wanted.edits,
        )  # fmt: skip
        log.record(who, "version.restore", held, f"第{number}版", after={"version": made.pk, "sha256": made.sha256})
    findings.recount(case)
    return made


def lock(case: Case, who: Any, version: int, note: str) -> Version:  # noqa: ANN401
    """Make the draft as it stands the final report: locked, with its hash and the findings of now.

    Raises:
        Stale: somebody changed the case meanwhile.
        BadVersion: conflicts wait for a decision, or nothing was drafted.

    """
    with folder.changing(case) as held:
        if held.locked:
            raise BadVersion("年报已定稿", "需要修改时请先重新打开")
        same_version(held, version, None)
        if held.edits.filter(status="conflict").exists():
            raise BadVersion("还有没处理的冲突，不能定稿", "请先在“草稿”页处理")
        made = _keep(held, who, "final", note, locked=True)
        held.state, held.version, held.changed_by = State.FINAL, held.version + 1, who
        held.save()
        data = annotated(report_of(bytes(made.report)), (), charts_of(held))
        (held.outputs / f"{made.pk}-{FINAL_FILE}").write_bytes(data)
        log.record(who, "version.lock", held, note, after={"version": made.pk, "sha256": made.sha256})
    return made


def reopen(case: Case, who: Any, version: int, reason: str) -> None:  # noqa: ANN401
    """Let a final report change again; its locked version stays.

    Raises:
        BadVersion: there is no reason.
        Stale: somebody changed the case meanwhile.

    """
    if not reason.strip():
        raise BadVersion("请写重新打开的理由", "例如：上级要求更正表三")
    with folder.changing(case) as held:
        same_version(held, version, None)
        held.state, held.version, held.changed_by = State.REVIEW, held.version + 1, who
        held.save()
        log.record(who, "version.unlock", held, reason.strip()[:200])
