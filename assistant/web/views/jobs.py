"""What runs beside the pages: start a draft, ask how far it is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.web.access import Action, case_page
from assistant.web.models import Case, Job
from assistant.web.services import jobs, log


@case_page(Action.DRAFT)
def draft(request: HttpRequest, case: Case) -> HttpResponse:
    """Start drafting; hand edits are kept."""
    if request.method != "POST":
        return redirect("case", case.pk)
    job = jobs.start(case, "draft", request.user)
    log.record(request.user, "draft.start", case)
    return _shown(request, case, job)


@case_page()
def job(request: HttpRequest, case: Case, job_id: int) -> HttpResponse:
    """Tell how far a job is; when it is done, the page that asked is told by an event."""
    found = case.jobs.filter(pk=job_id).first()
    if found is None:
        raise Http404
    return _shown(request, case, found)


def _shown(request: HttpRequest, case: Case, job: Job) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("case", case.pk)
    response = render(request, "_job.html", {"case": case, "job": job, "share": share(job)})
    if job.state == "done":
        response.headers["HX-Trigger"] = f"{job.kind}-done"
    return response


def share(job: Job) -> int:
    """Return how much of a job is done, in per cent."""
    return min(100 * job.steps // jobs.STEPS[job.kind], 95) if job.active else 100


urls = [
    path("cases/<int:case_id>/draft/start/", draft, name="draft-start"),
    path("cases/<int:case_id>/jobs/<int:job_id>/", job, name="job"),
]
