"""The Word round trip: download with comments, upload what came back, decide."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.revision import word_diff
from assistant.web.access import Action, case_page
from assistant.web.models import Case
from assistant.web.services import word
from assistant.web.services.kept import current
from assistant.web.views.parse import BadForm, number

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@case_page()
def index(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the proposals that wait and those decided."""
    rows = list(case.proposals.select_related("by", "uploaded_by"))
    told = {
        "case": case,
        "active": "word",
        "drafted": current(case) is not None,
        "waiting": [(row, word_diff(row.ours, row.theirs)) for row in rows if row.status == "open"],
        "done": [row for row in reversed(rows) if row.status != "open"],
    }
    return render(request, "word.html", told)


@case_page()
def download(request: HttpRequest, case: Case) -> HttpResponse:
    """Send the report as it stands."""
    if current(case) is None:
        return redirect("word", case.pk)
    name = quote(f"{case.agency.name}{case.year}年政府信息公开工作年度报告.docx", safe="")
    return HttpResponse(
        word.download(case, request.user),
        content_type=_DOCX,
        headers={"Content-Disposition": f"attachment; filename=\"report.docx\"; filename*=UTF-8''{name}"},
    )


@case_page(Action.DRAFT)
def upload(request: HttpRequest, case: Case) -> HttpResponse:
    """Take the file that came back."""
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None:
            raise BadForm("没有选择文件", "请选择改回来的 .docx 文件")
        if file.size > word.LIMIT:
            raise word.BadWord("文件太大", "请去掉文件里的大图片后重试")
        word.upload(case, request.user, file.name, file.read())
    return redirect("word", case.pk)


@case_page(Action.DECIDE)
def decide(request: HttpRequest, case: Case, proposal_id: int) -> HttpResponse:
    """Accept or reject a proposal."""
    if request.method == "POST":
        given = request.POST
        word.decide(
            case, request.user, proposal_id, number(given, "version"), given.get("choice", ""), given.get("reason", "")
        )
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("word", case.pk)


_HERE = "cases/<int:case_id>/word/"
urls = [
    path(_HERE, index, name="word"),
    path(f"{_HERE}report.docx", download, name="word-download"),
    path(f"{_HERE}upload/", upload, name="word-upload"),
    path(f"{_HERE}<int:proposal_id>/decide/", decide, name="word-decide"),
]
