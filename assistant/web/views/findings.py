"""Findings: grouped by rule, jumped to, fixed, accepted; an office's rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.rechecking import RULES, SEVERITY_WORDS, finding_details
from assistant.web.access import Action, case_page
from assistant.web.models import Case
from assistant.web.services import edits, findings
from assistant.web.views.parse import number


@case_page()
def index(request: HttpRequest, case: Case) -> HttpResponse:
    """List the findings of the draft as it stands."""
    here = edits.standing(case)
    shown = findings.live(case, here)
    office = findings.chosen(case.agency)
    told = {
        "case": case,
        "active": "findings",
        "drafted": here is not None,
        "groups": findings.grouped(case, [each for each in shown if each.decision is None]),
        "accepted": [each for each in shown if each.decision is not None],
        "words": SEVERITY_WORDS,
        "details": finding_details,
        "rules": RULES,
        "office": office,
    }
    return render(request, "findings.html", told)


@case_page(Action.DECIDE)
def accept(request: HttpRequest, case: Case) -> HttpResponse:
    """Accept a finding with a reason."""
    if request.method == "POST":
        findings.accept(case, request.user, request.POST.get("key", ""), request.POST.get("reason", ""))
    return _back(request, case)


@case_page(Action.DECIDE)
def reopen(request: HttpRequest, case: Case) -> HttpResponse:
    """Take an acceptance back."""
    if request.method == "POST":
        findings.reopen(case, request.user, request.POST.get("key", ""), number(request.POST, "version"))
    return _back(request, case)


@case_page(Action.DRAFT)
def fix(request: HttpRequest, case: Case) -> HttpResponse:
    """Put a safe fix into its paragraph."""
    if request.method == "POST":
        findings.mend(case, request.user, request.POST.get("key", ""))
    return _back(request, case)


@case_page(Action.MANAGE)
def rules(request: HttpRequest, case: Case) -> HttpResponse:
    """Switch the office's rules off or give them another severity."""
    if request.method == "POST":
        findings.choose(case, request.user, {rule.name: request.POST.get(f"rule-{rule.name}", "") for rule in RULES})
    return _back(request, case)


def _back(request: HttpRequest, case: Case) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return redirect("findings", case.pk)


_HERE = "cases/<int:case_id>/findings/"
urls = [
    path(_HERE, index, name="findings"),
    path(f"{_HERE}accept/", accept, name="finding-accept"),
    path(f"{_HERE}reopen/", reopen, name="finding-reopen"),
    path(f"{_HERE}fix/", fix, name="finding-fix"),
    path(f"{_HERE}rules/", rules, name="finding-rules"),
]
