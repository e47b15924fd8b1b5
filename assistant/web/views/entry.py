"""The door: the desk's one-time link, login and logout, links that set a password."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assistant.web.access import open_page, page
from assistant.web.services import people, tickets
from assistant.web.views import errors

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_page
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Open the desk with the address that was printed; it works once."""
    if not settings.DESK or request.method != "GET":
        raise Http404
    if request.user.is_authenticated:
        return redirect("cases")
    if tickets.spend(token, ("enter",)) is None:
        return errors.closed(request)
    login(request, people.desk_user(), backend=_BACKEND)
    return redirect("cases")


@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password."""
    if settings.DESK:
        raise Http404
    if request.method != "POST":
        return render(request, "login.html", {"next": request.GET.get("next", ""), "refused": None, "name": ""})
    name = request.POST.get("name", "")
    try:
        user = people.log_in(name, request.POST.get("password", ""), request.META.get("REMOTE_ADDR", ""))
    except people.Refused as refused:
        told = {"next": request.POST.get("next", ""), "refused": refused, "name": name}
        return render(request, "login.html", told, status=403)
    login(request, user, backend=_BACKEND)
    return redirect(_inside(request, request.POST.get("next", "")))


def _inside(request: HttpRequest, address: str) -> str:
    """Return an address of these pages, never another site's."""
    inside = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure())
    return address if inside and address.startswith("/") else "/"


@page
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return errors.closed(request) if settings.DESK else redirect("login")


@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first administrator, or let an invited user set a password; the link works until that is done."""
    found = None if settings.DESK else tickets.find(token, ("first", "invite"))
    if found is None:
        raise Http404
    told: dict[str, Any] = {"first": found.kind == "first", "for_user": found.user, "refused": None, "token": token}
    if request.method != "POST":
        return render(request, "ticket.html", told)
    try:
        user = _made(found, request.POST)
    except people.Refused as refused:
        return render(request, "ticket.html", {**told, "refused": refused}, status=400)
    tickets.spend(token, ("first", "invite"))
    login(request, user, backend=_BACKEND)
    return redirect("cases")


def _made(found: Any, given: Any) -> Any:  # noqa: ANN401
    password, again = given.get("password", ""), given.get("again", "")
    if found.kind == "first":
        return people.first_administrator(given.get("name", ""), given.get("shown", ""), password, again)
    people.set_password(found.user, password, again)
    return found.user


urls = [
    path("enter/<str:token>/", enter, name="enter"),
    path("login/", log_in, name="login"),
    path("logout/", log_out, name="logout"),
    path("ticket/<str:token>/", ticket, name="ticket"),
]
