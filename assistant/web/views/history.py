"""History: who did what, versions kept, compared, restored, locked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.casework import findings_of
from assistant.revision import word_diff
from assistant.web.access import Action, case_page
from assistant.web.models import Case, LogEntry
from assistant.web.services import history
from assistant.web.services.kept import current
from assistant.web.services.told import in_words
from assistant.web.views.parse import number

PAGE = 50
"""Log entries shown at once."""
_KINDS = {"drafted": "起草", "saved": "保存", "restored": "恢复", "final": "定稿"}


@case_page()
def index(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the versions and the log, latest first."""
    total = case.log.count()
    page = _page(request)
    entries = case.log.all()[(page - 1) * PAGE : page * PAGE]
    versions = case.versions.select_related("by").defer("report")
    told = {
        "case": case,
        "active": "history",
        "drafted": current(case) is not None,
        "versions": [(each, len(findings_of(bytes(each.findings)))) for each in versions[:100]],
        "kinds": _KINDS,
        "entries": [(each, _diff(each)) for each in entries],
        "page": page,
        "pages": max(1, -(-total // PAGE)),
    }
    return render(request, "history.html", told)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def _diff(entry: LogEntry) -> list[object]:
    before, after = in_words(entry.before), in_words(entry.after)
    return list(word_diff(before[:2000], after[:2000])) if before or after else []


@case_page()
def compare(request: HttpRequest, case: Case) -> HttpResponse:
    """Compare two versions word by word."""
    asked = [request.GET.get(name, "") for name in ("one", "other")]
    if not all(each.isdecimal() and len(each) < 12 for each in asked):
        return redirect("history", case.pk)
    one, other = (history.version_of(case, int(each)) for each in asked)
    told = {
        "case": case,
        "active": "history",
        "one": one,
        "other": other,
        "kinds": _KINDS,
        "lines": history.compare(history.text_of(one), history.text_of(other)),
    }
    return render(request, "compare.html", told)


@case_page(Action.DRAFT)
def save(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep the draft as it stands."""
    if request.method == "POST":
        history.save(case, request.user, request.POST.get("note", ""))
    return redirect("history", case.pk)


@case_page(Action.LOCK)
def restore(request: HttpRequest, case: Case, number_: int) -> HttpResponse:
    """Make a version the draft again."""
    if request.method == "POST":
        history.restore(case, request.user, number_)
    return redirect("history", case.pk)


@case_page(Action.LOCK)
def lock(request: HttpRequest, case: Case) -> HttpResponse:
    """Make the draft final."""
    if request.method == "POST":
        history.lock(case, request.user, number(request.POST, "version"), request.POST.get("note", ""))
    return redirect("history", case.pk)


@case_page(Action.LOCK)
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    """Let a final report change again."""
    if request.method == "POST":
        history.reopen(case, request.user, number(request.POST, "version"), request.POST.get("reason", ""))
    return redirect("history", case.pk)


_HERE = "cases/<int:case_id>/history/"
urls = [
    path(_HERE, index, name="history"),
    path(f"{_HERE}compare/", compare, name="history-compare"),
    path(f"{_HERE}save/", save, name="history-save"),
    path(f"{_HERE}<int:number_>/restore/", restore, name="history-restore"),
    path(f"{_HERE}lock/", lock, name="history-lock"),
    path(f"{_HERE}reopen/", reopen, name="history-reopen"),
]
