"""Cases: the list, a new one, one from a zip; a case's first page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from assistant import pipeline
from assistant.casework import LEVELS
from assistant.web.access import Action, agencies_of, case_page, page
from assistant.web.models import Case, State
from assistant.web.services import cases, folder, jobs, log, reading
from assistant.web.views.parse import BadForm, number


@page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the cases the user may see."""
    shown = {
        "cases": cases.visible(request.user),
        "agencies": agencies_of(request.user, Action.INPUT),
        "free": settings.DESK or request.user.is_superuser,
        "year": pipeline.default_year(),
        "levels": LEVELS,
        "active": "cases",
    }
    return render(request, "cases.html", shown)


@page
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make an empty case."""
    given = request.POST
    made = cases.create(
        request.user,
        given.get("agency", ""),
        number(given, "year"),
        given.get("level", ""),
        given.get("short_name", ""),
        given.get("region", ""),
    )
    return redirect("case", made.pk)


@page
@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Make a case of a zipped case folder."""
    archive = request.FILES.get("archive")
    if archive is None:
        raise BadForm("没有选择压缩包", "请选择一个 zip 文件")
    made = cases.take_in(request.user, archive)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": f"/cases/{made.pk}/"})
    return redirect("case", made.pk)


@case_page()
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Show a case's files, what they were read as, and what could not be read."""
    if not reading.up_to_date(case):
        jobs.start(case, "read", None)
    shown = {
        "case": case,
        "profile": cases.profile_of(case),
        "levels": LEVELS,
        "states": [State.COLLECTING, State.DRAFTING, State.REVIEW],
        "active": "files",
        **told(case),
    }
    return render(request, "case.html", shown)


def told(case: Case) -> dict[str, object]:
    """Return what the list of files shows."""
    read = {each["name"]: each for each in case.reading.get("files", ())}
    names = [path.relative_to(case.inputs).as_posix() for path in folder.list_files(case.inputs)]
    job = jobs.latest(case, "read")
    return {
        "files": [
            {"name": name, "size": (case.inputs / name).stat().st_size, "read": read.get(name)} for name in names
        ],
        "problems": case.reading.get("problems", ()),
        "noise": case.reading.get("noise", ()),
        "notes_count": case.notes.count(),
        "job": job,
    }


@case_page(Action.INPUT)
def profile(request: HttpRequest, case: Case) -> HttpResponse:
    """Change short name, level, region and contact."""
    if request.method == "POST":
        given = request.POST
        values = {name: given.get(name, "").strip()[:200] for name in ("short_name", "level", "region")}
        contact = {
            name: given.get(name, "").strip()[:200] for name in ("office", "address", "postcode", "phone", "email")
        }
        cases.save_profile(case, request.user, number(given, "version"), values, contact)
    return redirect("case", case.pk)


@case_page(Action.DECIDE)
def state(request: HttpRequest, case: Case) -> HttpResponse:
    """Say how far the case is."""
    if request.method == "POST":
        if (wanted := request.POST.get("state", "")) not in State.values:
            raise BadForm("没有这个状态", "请刷新页面后重试")
        cases.move_to(case, request.user, number(request.POST, "version"), State(wanted))
    return redirect("case", case.pk)


@case_page()
def export(request: HttpRequest, case: Case) -> HttpResponse:
    """Send the case folder as a zip, every file as it is."""
    from urllib.parse import quote

    log.record(request.user, "case.export", case, str(case))
    name = quote(f"{case.agency.name}-{case.year}.zip", safe="")
    return HttpResponse(
        folder.pack(case),
        content_type="application/zip",
        headers={"Content-Disposition": f"attachment; filename=\"case.zip\"; filename*=UTF-8''{name}"},
    )


urls = [
    path("", index, name="cases"),
    path("cases/new/", new, name="case-new"),
    path("cases/import/", take_in, name="case-import"),
    path("cases/<int:case_id>/", case, name="case"),
    path("cases/<int:case_id>/profile/", profile, name="case-profile"),
    path("cases/<int:case_id>/state/", state, name="case-state"),
    path("cases/<int:case_id>/export/", export, name="case-export"),
]
