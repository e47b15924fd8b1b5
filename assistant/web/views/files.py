"""A case's files: upload by choosing or dropping, take out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.web.access import Action, case_page
from assistant.web.models import Case
from assistant.web.services import cases
from assistant.web.views.cases import told
from assistant.web.views.parse import BadForm


@case_page(Action.INPUT)
def upload(request: HttpRequest, case: Case) -> HttpResponse:
    """Take files in; `paths` carries their places below a dropped folder."""
    if request.method != "POST":
        return _files(request, case)
    files, paths = request.FILES.getlist("files"), request.POST.getlist("paths")
    if not files:
        raise BadForm("没有选择文件", "请选择文件，或把文件拖进框里")
    names = paths if len(paths) == len(files) else [file.name for file in files]
    cases.upload(case, request.user, list(zip(names, files, strict=True)))
    return _files(request, case)


@case_page(Action.INPUT)
def remove(request: HttpRequest, case: Case) -> HttpResponse:
    """Take a file out; it is kept aside."""
    if request.method == "POST":
        cases.remove_file(case, request.user, request.POST.get("name", ""))
    return _files(request, case)


def _files(request: HttpRequest, case: Case) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("case", case.pk)
    case.refresh_from_db()
    return render(request, "_files.html", {"case": case, **told(case)})


urls = [
    path("cases/<int:case_id>/files/", upload, name="files"),
    path("cases/<int:case_id>/files/remove/", remove, name="file-remove"),
]
