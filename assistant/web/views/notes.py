"""Notes: paste, look, relabel, accept, cut."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant import pipeline
from assistant.web.access import Action, case_page
from assistant.web.models import Case, Note
from assistant.web.services import cutting, jobs, notes, reading
from assistant.web.services.notes import Filter
from assistant.web.services.stale import Stale
from assistant.web.views.parse import BadForm, number, seen

PAGE = 100
"""Notes shown at once."""


@case_page()
def index(request: HttpRequest, case: Case) -> HttpResponse:
    """List the notes a filter shows, least certain first."""
    if not reading.up_to_date(case):
        jobs.start(case, "read", None)
    shown = {"case": case, "active": "notes", "noise": case.reading.get("noise", ()), **_list(request, case)}
    return render(request, "_notes.html" if _fragment(request) else "notes.html", shown)


def _fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "notes"


def chosen(given: Any) -> Filter:  # noqa: ANN401
    """Return the filter that an address or a form names."""
    return Filter(
        given.get("show", "new"), given.get("category", ""), given.get("section", ""), given.get("words", "")[:100]
    )


def _list(request: HttpRequest, case: Case) -> dict[str, Any]:
    wanted = chosen(request.GET)
    rows = notes.select(case, wanted)
    total = rows.count()
    last = max(1, -(-total // PAGE))
    page = min(max(1, int(request.GET["page"]) if request.GET.get("page", "").isdecimal() else 1), last)
    labels = _labels()
    return {
        "filter": wanted,
        "query": urlencode(wanted._asdict()),
        "rows": [shown_row(note) for note in rows[(page - 1) * PAGE : page * PAGE]],
        "total": total,
        "page": page,
        "pages": last,
        "counts": notes.counts(case),
        "job": jobs.latest(case, "read"),
        **labels,
    }


def _labels() -> dict[str, list[str]]:
    return {"categories": notes.categories(pipeline.settings()), "sections": notes.sections()}


def shown_row(note: Note) -> dict[str, Any]:
    """Return a note with its words cut at the evidence: (words, whether they decided)."""
    return {"note": note, "parts": marked(note.text, note.why)}


def marked(text: str, why: Sequence[str]) -> list[tuple[str, bool]]:
    """Cut a text at the words that decided.

    >>> marked("挂了图解1份", ["图解"])
    [('挂了', False), ('图解', True), ('1份', False)]
    """
    words = sorted((word for word in why if word), key=len, reverse=True)
    if not words:
        return [(text, False)]
    pieces = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


@case_page(Action.INPUT)
def paste(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep a paste and show its notes."""
    if request.method == "POST":
        cutting.paste(case, request.user, request.POST.get("text", ""))
    return _back(request, case)


def _back(request: HttpRequest, case: Case) -> HttpResponse:
    address = f"/cases/{case.pk}/notes/"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


@case_page(Action.INPUT)
def label(request: HttpRequest, case: Case) -> HttpResponse:
    """Give notes another category or section."""
    if request.method != "POST":
        return _back(request, case)
    given = request.POST
    category, section = given.get("category", ""), given.get("section", "")
    if not category and not section:
        raise BadForm("没有选择标签", "请先选栏目或部分")
    known = notes.categories(pipeline.settings())
    return _answer(
        request,
        case,
        lambda: notes.relabel(case, request.user, seen(given.getlist("seen")), category, section, known),
    )


@case_page(Action.INPUT)
def accept(request: HttpRequest, case: Case) -> HttpResponse:
    """Accept the labels shown: of the notes named, or of all that the filter shows."""
    if request.method != "POST":
        return _back(request, case)
    if request.POST.get("all"):
        changed = notes.accept_all(case, request.user, chosen(request.POST))
        return _changed(request, case, f"已确认{len(changed.notes) - len(changed.stale)}条")
    return _answer(request, case, lambda: notes.accept(case, request.user, seen(request.POST.getlist("seen"))))


def _answer(request: HttpRequest, case: Case, act: Any) -> HttpResponse:  # noqa: ANN401
    """Answer with the rows as they are now; 409 where somebody else was faster."""
    try:
        changed = act()
    except Stale as stale:
        return _rows(request, case, [stale.current], conflict=stale.wanted, status=409)
    fresh = list(case.notes.filter(pk__in=[note.pk for note in changed.notes]))
    status = 409 if changed.stale else 200
    return _rows(request, case, fresh, stale={note.pk for note in changed.stale}, status=status)


def _rows(
    request: HttpRequest,
    case: Case,
    rows: Sequence[Note],
    conflict: object = None,
    stale: frozenset[int] | set[int] = frozenset(),
    status: int = 200,
) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect("notes", case.pk)
    shown = {
        "case": case,
        "rows": [shown_row(note) for note in rows],
        "conflict": conflict,
        "stale": stale,
        "counts": notes.counts(case),
    }
    return render(request, "_rows.html", shown, status=status)


def _changed(request: HttpRequest, case: Case, message: str) -> HttpResponse:
    """Answer an action after which the list is to be loaded again."""
    if not request.headers.get("HX-Request"):
        return redirect("notes", case.pk)
    response = render(request, "_message.html", {"message": message})
    response.headers["HX-Trigger"] = "reload-notes"
    return response


@case_page(Action.INPUT)
def split(request: HttpRequest, case: Case) -> HttpResponse:
    """Make several notes of one, at the breaks in `text`."""
    if request.method == "POST":
        parts = request.POST.get("text", "").splitlines()
        cutting.split(case, request.user, seen(request.POST.getlist("seen"))[0], parts)
    return _changed(request, case, "已拆分")


@case_page(Action.INPUT)
def merge(request: HttpRequest, case: Case) -> HttpResponse:
    """Make one note of those named."""
    if request.method == "POST":
        cutting.merge(case, request.user, seen(request.POST.getlist("seen")))
    return _changed(request, case, "已合并")


@case_page(Action.INPUT)
def leave_out(request: HttpRequest, case: Case) -> HttpResponse:
    """Say that notes are none."""
    if request.method == "POST":
        cutting.leave_out(case, request.user, seen(request.POST.getlist("seen")))
    return _changed(request, case, "已剔除，可按 U 撤销")


@case_page(Action.INPUT)
def take_in(request: HttpRequest, case: Case) -> HttpResponse:
    """Say that a line left out is a note."""
    if request.method == "POST":
        lines = case.reading.get("noise", ())
        at = number(request.POST, "line")
        if at >= len(lines) or lines[at]["text"] != request.POST.get("text", ""):
            raise BadForm("列表已变化，没有保存", "请刷新页面后重试")
        cutting.take_in(case, request.user, lines[at]["text"])
    return _back(request, case)


@case_page(Action.INPUT)
def undo(request: HttpRequest, case: Case) -> HttpResponse:
    """Take back the user's last action on notes."""
    if request.method != "POST":
        return _back(request, case)
    back = cutting.undo(case, request.user)
    return _changed(request, case, "没有可撤销的操作" if back is None else "已撤销")


_HERE = "cases/<int:case_id>/notes/"
urls = [
    path(_HERE, index, name="notes"),
    path(f"{_HERE}paste/", paste, name="notes-paste"),
    path(f"{_HERE}label/", label, name="notes-label"),
    path(f"{_HERE}accept/", accept, name="notes-accept"),
    path(f"{_HERE}split/", split, name="notes-split"),
    path(f"{_HERE}merge/", merge, name="notes-merge"),
    path(f"{_HERE}leave-out/", leave_out, name="notes-leave-out"),
    path(f"{_HERE}take-in/", take_in, name="notes-take-in"),
    path(f"{_HERE}undo/", undo, name="notes-undo"),
]
