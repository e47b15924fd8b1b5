"""Drafting: the same function the command uses, its result kept as a version."""

from collections.abc import Callable
from typing import Any

import msgspec

from assistant import pipeline
from assistant.casework import bytes_of, report_of
from assistant.web.access import Locked
from assistant.web.models import Case, State, Version
from assistant.web.services import edits, findings, folder, log
from assistant.web.services.kept import current, keep

__all__ = ["current", "draft", "keep"]


def draft(case: Case, who: Any, say: Callable[[str], None]) -> Version:  # noqa: ANN401
    """Draft the case from its folder, as `nianbao draft` does, and keep the result.

    Raises:
        AssistantError: something in the case's files must be mended first.

    """
    seen = folder.fingerprint(case.inputs)
    drafted = pipeline.draft(case.inputs, case.outputs, findings.settings_of(case), say=say)
    say("保存")
    with folder.changing(case) as held:
        if held.locked:
            raise Locked("年报已定稿，没有保存新草稿", "需要修改时，请审核人员先在“历史”页重新打开")
        before = current(held)
        report, found = bytes_of(drafted.report), msgspec.json.encode(drafted.findings)
        if before is not None:
            edits.rebase(held, who, report_of(bytes(before.report)), drafted.report)
        version = keep(held, "drafted", report, found, who, inputs=seen, edits=edits.snapshot(held))
        if held.state == State.COLLECTING:
            held.state = State.DRAFTING
        held.save(update_fields=["state", "changed_at"])
        log.record(who, "draft.done", held, after={"version": version.pk, "sha256": version.sha256})
    findings.recount(case)
    return version
