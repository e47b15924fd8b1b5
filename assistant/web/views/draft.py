"""The draft: as it will print, each paragraph with its sources, past wording, edits and conflicts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.numbers import grids, label_of
from assistant.revision import GAP, placed, word_diff
from assistant.web.access import Action, case_page
from assistant.web.models import Case, SentenceEdit
from assistant.web.services import edits, findings, folder, jobs
from assistant.web.services.kept import LOST
from assistant.web.services.stale import Stale
from assistant.web.views.numbers import plain
from assistant.web.views.parse import number

_KINDS = {"item": "工作记录", "figure": "统计数字", "template": "固定表述", "user": "人工修改"}


@case_page()
def index(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the report as it stands."""
    here = edits.standing(case)
    shown: dict[str, Any] = {"case": case, "active": "draft", "here": here, "job": jobs.latest(case, "draft")}
    if here is not None:
        shown |= _page(case, here)
    return render(request, "draft.html", shown)


def _page(case: Case, here: edits.Standing) -> dict[str, Any]:
    red = edits.red(here)
    flags: dict[str, list[Any]] = {}
    for each in findings.live(case, here):
        if each.decision is None:
            flags.setdefault(each.target, []).append(each.finding)
    shown = {key: _paragraph(here, key, red, flags) for key in placed(here.draft)}
    lost = [each for key, each in here.edits.items() if key.startswith(LOST)]
    conflicts = [each for key, each in here.edits.items() if each.status == "conflict" and key in shown]
    stale = here.version.inputs != folder.fingerprint(case.inputs)
    return {
        "report": here.now, "shown": shown, "lost": lost, "conflicts": conflicts, "grids": grids(), "plain": plain,
        "red": red, "stale": stale, "flags": flags,
    }  # fmt: skip


def _paragraph(here: edits.Standing, key: str, red: dict[str, Any], flags: dict[str, Any]) -> dict[str, Any]:
    now = placed(here.now)[key]
    wrong = red.get(key) or [[] for _ in now.paragraph.sentences]
    return {
        "key": key,
        "edit": here.edits.get(key),
        "sentences": [
            {"parts": _parts(one.text), "sources": _sources(one), "wrong": bad}
            for one, bad in zip(now.paragraph.sentences, wrong, strict=True)
        ],
        "flags": flags.get(key, []),
        "name": now.text[:16],
    }


def _parts(text: str) -> list[tuple[str, bool]]:
    pieces, end = [], 0
    for gap in GAP.finditer(text):
        pieces += [(text[end : gap.start()], False), (gap.group(), True)]
        end = gap.end()
    return [each for each in (*pieces, (text[end:], False)) if each[0]]


def _sources(sentence: Any) -> list[str]:  # noqa: ANN401
    return [
        f"{_KINDS.get(each.kind, each.kind)}：{label_of(each.id) if each.kind == 'figure' else each.id}"
        for each in sentence.sources
    ] or ["没有来源"]


@case_page()
def pane(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Show what can be done with a paragraph."""
    if not request.headers.get("HX-Request"):
        return redirect("draft", case.pk)
    return render(request, "_pane.html", _pane(case, key))


def _pane(case: Case, key: str, **more: object) -> dict[str, Any]:
    here = edits.standing(case)
    drafts = placed(here.draft) if here else {}
    if here is None or key not in drafts:
        raise Http404
    base, edit = drafts[key], here.edits.get(key)
    text = here.text(key)
    notes = {each.key: each.text for each in case.notes.all()}
    ids = {one.id for each in base.paragraph.sentences for one in each.sources if one.kind == "item"}
    return {
        "case": case,
        "key": key,
        "heading": base.heading,
        "text": text,
        "digest": edits.digest(base.text),
        "version": edit.version if edit else 0,
        "edit": edit,
        "base": base.text,
        "edited": word_diff(base.text, text) if edit and text != base.text and edit.status != "conflict" else None,
        "clash": word_diff(edit.text, edit.other) if edit and edit.status == "conflict" else None,
        "gaps": list(dict.fromkeys(GAP.findall(text))),
        "notes": [(name, notes[name]) for name in sorted(ids) if name in notes],
        "suggestions": [
            {
                "it": each,
                "parts": _parts(each.adapted or ""),
                "diff": word_diff(text, each.adapted or each.text),
                "gaps": list(dict.fromkeys(each.gaps)),
            }
            for each in base.paragraph.suggestions
        ],
        "conflict": None,
        "wrong": edits.wrong(here, key, text),
        **more,
    }


@case_page(Action.DRAFT)
def typed(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Say which sentences of a text that is being typed no longer tell their figures; nothing is kept."""
    if request.method != "POST":
        return redirect("draft", case.pk)
    here = edits.standing(case)
    if here is None or key not in placed(here.draft):
        raise Http404
    return render(request, "_wrong.html", {"wrong": edits.wrong(here, key, request.POST.get("text", ""))})


def _seen(request: HttpRequest, key: str) -> edits.Seen:
    return edits.Seen(key, request.POST.get("digest", "")[:40], number(request.POST, "version"))


@case_page(Action.DRAFT)
def edit(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Put another text in the place of a paragraph."""
    if request.method != "POST":
        return redirect("draft", case.pk)
    text = request.POST.get("text", "")
    return _answer(request, case, key, lambda: edits.save(case, request.user, _seen(request, key), text))


@case_page(Action.DRAFT)
def insert(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Put a past wording with its gaps filled into a paragraph: in its place, or behind it."""
    if request.method != "POST":
        return redirect("draft", case.pk)
    seen = _seen(request, key)
    told = _pane(case, key)
    found = next((each for each in told["suggestions"] if each["it"].passage_id == request.POST.get("passage")), None)
    if found is None or found["it"].inspiration_only:
        raise edits.BadEdit("这条写法不能插入", "请刷新页面后重试")
    words = str(found["it"].adapted)
    for at, gap in enumerate(found["gaps"]):
        if given := request.POST.get(f"gap{at}", "").strip()[:100]:
            words = words.replace(gap, given)
    text = words if request.POST.get("how") == "instead" else f"{told['text']}{words}"
    return _answer(request, case, key, lambda: edits.save(case, request.user, seen, text))


@case_page(Action.DECIDE)
def decide(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Accept a paragraph, or send it back with a reason."""
    if request.method != "POST":
        return redirect("draft", case.pk)
    if request.POST.get("choice") == "reject":
        reason = request.POST.get("reason", "")
        return _answer(request, case, key, lambda: edits.reject(case, request.user, _seen(request, key), reason))
    return _answer(request, case, key, lambda: edits.accept(case, request.user, _seen(request, key)))


@case_page(Action.DRAFT)
def resolve(request: HttpRequest, case: Case, edit_id: int) -> HttpResponse:
    """End a conflict between an edit and a new draft."""
    if request.method == "POST":
        choice = request.POST.get("choice", "")
        edits.resolve(case, request.user, edit_id, number(request.POST, "version"), choice)
    if not request.headers.get("HX-Request"):
        return redirect("draft", case.pk)
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def _answer(request: HttpRequest, case: Case, key: str, act: Any) -> HttpResponse:  # noqa: ANN401
    """Answer with the paragraph and what can be done with it; 409 with both texts where somebody else was faster."""
    try:
        done: SentenceEdit = act()
    except Stale as stale:
        if not request.headers.get("HX-Request"):
            raise
        response = render(request, "_pane.html", _pane(case, key, conflict=_clash(stale)), status=409)
        response.headers["HX-Retarget"] = "#pane"
        return response
    findings.recount(case)
    if not request.headers.get("HX-Request"):
        return redirect("draft", case.pk)
    here = edits.standing(case)
    told = {**_pane(case, done.paragraph), "plain": plain}
    if here is not None:
        shown = _page(case, here)
        told |= {"paragraph": shown["shown"][done.paragraph], "saved": True}
    return render(request, "_saved.html", told)


def _clash(stale: Stale) -> dict[str, Any]:
    now = stale.current
    by = now.by.first_name or now.by.username if getattr(now, "by", None) else ""
    wanted = stale.wanted if stale.wanted is not None else now.text
    return {"theirs": now.text, "mine": wanted, "by": by, "diff": word_diff(now.text, wanted)}


_HERE = "cases/<int:case_id>/draft/"
urls = [
    path(_HERE, index, name="draft"),
    path(f"{_HERE}p/<str:key>/", pane, name="draft-pane"),
    path(f"{_HERE}p/<str:key>/edit/", edit, name="draft-edit"),
    path(f"{_HERE}p/<str:key>/typed/", typed, name="draft-typed"),
    path(f"{_HERE}p/<str:key>/insert/", insert, name="draft-insert"),
    path(f"{_HERE}p/<str:key>/decide/", decide, name="draft-decide"),
    path(f"{_HERE}conflicts/<int:edit_id>/", resolve, name="draft-resolve"),
]
