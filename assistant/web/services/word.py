"""The Word round trip: our file with comments goes out, the file that came back becomes proposals."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import now

from assistant.errors import AssistantError
from assistant.returned import Kind, annotated, proposals
from assistant.revision import placed
from assistant.web.models import Case, WordProposal
from assistant.web.services import edits, findings, folder, log
from assistant.web.services.numbers import charts_of
from assistant.web.services.stale import same_version

LIMIT = 20 * folder.MEGABYTE


class BadWord(AssistantError):
    """A Word file or a proposal that cannot be taken."""


def download(case: Case, who: Any) -> bytes:  # noqa: ANN401
    """Return the report as it stands as a Word file, open findings as comments.

    Raises:
        BadWord: nothing was drafted yet.

    """
    here = _standing(case)
    left = [each.finding for each in findings.live(case, here) if each.decision is None]
    data = annotated(here.now, left, charts_of(case))
    log.record(who, "word.download", case, str(case), after={"version": here.version.pk, "findings": len(left)})
    return data


def _standing(case: Case) -> edits.Standing:
    here = edits.standing(case)
    if here is None:
        raise BadWord("还没有草稿", "请先在“材料”页起草年报")
    return here


def upload(case: Case, who: Any, name: str, data: bytes) -> list[WordProposal]:  # noqa: ANN401
    """Take a Word file that came back; every change and comment becomes a proposal, the file is kept aside.

    Raises:
        BadWord: it is too large.
        UnreadableFile: it is no Word file.

    """
    name = folder.safe_name(name).rsplit("/", 1)[-1]
    if len(data) > LIMIT:
        raise BadWord(f"文件超过 {LIMIT // folder.MEGABYTE} MB 的上限", "请去掉文件里的大图片后重试")
    here = _standing(case)
    found = proposals(data, here.now, charts_of(case))
    batch = log.new_batch()
    kept = case.outputs / "Word" / f"{now():%Y%m%d-%H%M%S}-{batch[:6]}" / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    with folder.changing(case) as held:
        rows = [
            WordProposal(
                case=held,
                batch=batch,
                file=name,
                kind=each.kind.value,
                paragraph=each.key,
                ours=each.ours,
                theirs=each.theirs,
                author=each.author[:150],
                remark=each.remark,
                place=each.place[:200],
                uploaded_by=who,
            )
            for each in found
        ]
        WordProposal.objects.bulk_create(rows)
        log.record(who, "word.upload", held, name, after={"proposals": len(rows)}, batch=batch)
    return rows


def waiting(case: Case) -> QuerySet[WordProposal]:
    """Return the proposals nobody has decided about."""
    return case.proposals.filter(status="open")


def decide(case: Case, who: Any, proposal_id: int, version: int, choice: str, reason: str = "") -> WordProposal:  # noqa: ANN401
    """Accept a proposal (a change is put into its paragraph) or reject it.

    Raises:
        BadWord: there is no such proposal, or its text cannot be put in by itself.
        Stale: somebody decided otherwise, or changed the paragraph meanwhile.

    """
    status = {"accept": "accepted", "reject": "rejected"}.get(choice)
    row = WordProposal.objects.filter(case=case, pk=proposal_id).first()
    if status is None or row is None:
        raise BadWord("没有这条修改", "请刷新页面")
    if row.status == status:
        return row
    same_version(row, version, status)
    with folder.changing(case) as held:
        if status == "accepted" and row.paragraph and row.kind in (Kind.CHANGE, Kind.MISSING):
            _put_in(held, who, row)
        row.status, row.by, row.version, row.decided = status, who, row.version + 1, now()
        row.reason = reason.strip()[:500]
        row.save()
        log.record(
            who, "word.decide", held, f"{row.kind}：{(row.theirs or row.remark or row.ours)[:60]}", row.ours, status
        )
    findings.recount(case)
    return row


def _put_in(case: Case, who: Any, row: WordProposal) -> None:  # noqa: ANN401
    here = _standing(case)
    drafts = placed(here.draft)
    if row.paragraph not in drafts or here.text(row.paragraph) != row.ours:
        known = next((key for key in drafts if here.text(key) == row.ours), None)
        if known is None:
            raise BadWord("上传之后这一段又改过，没有覆盖", "请到“草稿”页对照两份文字修改，再把这条标为已处理或不采用")
        row.paragraph = known
    edit = here.edits.get(row.paragraph)
    seen = edits.Seen(row.paragraph, edits.digest(drafts[row.paragraph].text), edit.version if edit else 0)
    text = row.theirs if row.kind == Kind.CHANGE else ""
    edits.save(case, who, seen, text, "word.decide", f"Word 修改：{row.author}"[:500])
