"""What takes seconds runs beside the pages: a row tells how far it is, a worker takes the rows in order."""

from typing import Any

from django.db import transaction
from django.utils.timezone import now

from assistant import pipeline
from assistant.errors import AssistantError
from assistant.web.models import Case, Job
from assistant.web.services import drafting, reading

STEPS = {"read": 1, "draft": 6}
"""How many steps each kind has, for the progress bar."""


def start(case: Case, kind: str, who: Any) -> Job:  # noqa: ANN401
    """Ask for a job; one that still waits or works is not asked for twice."""
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        if waiting := case.jobs.filter(kind=kind, state="queued").first():
            return waiting
        return Job.objects.create(case=case, kind=kind, by=who)


def latest(case: Case, kind: str) -> Job | None:
    """Return the case's last job of a kind."""
    return case.jobs.filter(kind=kind).first()


def claim() -> Job | None:
    """Take the job that waits longest, unless its case already has one working; or None."""
    with transaction.atomic():
        busy = Job.objects.filter(state="running").values("case_id")
        job = Job.objects.select_for_update().filter(state="queued").exclude(case_id__in=busy).order_by("id").first()
        if job is not None:
            job.state = "running"
            job.save(update_fields=["state"])
        return job


def perform(job: Job) -> None:
    """Do a job and write down how it ended; a problem the user can mend is told, everything else is told as such."""
    try:
        _KINDS[job.kind](job)
        job.state = "done"
    except AssistantError as error:
        job.state, job.problem, job.hint = "failed", error.problem, error.hint
    except Exception:
        job.state, job.problem, job.hint = "failed", "程序出错，没有完成", "请重试；仍不行请联系管理人员"
        raise
    finally:
        job.ended = now()
        job.save()


def step(job: Job, words: str) -> None:
    """Tell that a job came one step further."""
    job.step, job.steps = words, job.steps + 1
    job.save(update_fields=["step", "steps"])


def recover() -> int:
    """Put back into the queue what worked when the program ended; return how many."""
    return int(Job.objects.filter(state="running").update(state="queued", step="", steps=0))


def _read(job: Job) -> None:
    reading.read(job.case, pipeline.settings())


def _draft(job: Job) -> None:
    drafting.draft(job.case, job.by, lambda words: step(job, words))


_KINDS = {"read": _read, "draft": _draft}
