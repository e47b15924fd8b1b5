"""People of an office: users, roles, agencies, the log."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from assistant.web.access import Action, agencies_of, manager_page
from assistant.web.models import Agency, Role
from assistant.web.services import log, people
from assistant.web.views.parse import BadForm, number


@manager_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List users with their roles."""
    return _page(request)


def _page(request: HttpRequest, link: str = "", for_user: Any = None) -> HttpResponse:  # noqa: ANN401
    agencies = agencies_of(request.user, Action.MANAGE)
    shown = {
        "users": people.managed(request.user),
        "agencies": agencies,
        "managed": set(agencies.values_list("pk", flat=True)),
        "roles": Role,
        "link": link,
        "for_user": for_user,
        "active": "people",
    }
    return render(request, "people.html", shown)


@manager_page
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make a user and show the link that sets the password, once."""
    given = request.POST
    user, token = people.create(
        request.user, given.get("name", ""), given.get("shown", ""), _agency(request), _role(request)
    )
    return _page(request, request.build_absolute_uri(reverse("ticket", args=[token])), user)


def _agency(request: HttpRequest) -> Agency:
    agency = agencies_of(request.user, Action.MANAGE).filter(pk=number(request.POST, "agency")).first()
    if agency is None:
        raise people.Refused("这个机关不归您管理", "请联系管理员")
    return agency


def _role(request: HttpRequest) -> Role:
    if (role := request.POST.get("role", "")) not in Role.values:
        raise BadForm("没有这个角色", "请刷新页面后重试")
    return Role(role)


def _user(request: HttpRequest) -> Any:  # noqa: ANN401
    user = people.managed(request.user).filter(pk=number(request.POST, "user")).first()
    if user is None:
        raise Http404
    return user


@manager_page
@require_POST
def grant(request: HttpRequest) -> HttpResponse:
    """Give a user a role at an agency; a user of another agency is named by user name."""
    name = request.POST.get("name", "").strip()
    user = get_user_model().objects.filter(username=name, is_superuser=False).first() if name else _user(request)
    if user is None or user.username == people.DESK_USER:
        raise people.Refused("没有这个用户", "请核对用户名")
    people.grant(request.user, user, _agency(request), _role(request))
    return redirect("people")


@manager_page
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Take a role away."""
    people.revoke(request.user, _user(request), _agency(request))
    return redirect("people")


@manager_page
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Let a user in or keep them out."""
    people.switch(request.user, _user(request), request.POST.get("active") == "1")
    return redirect("people")


@manager_page
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Show a new link that sets a user's password, once."""
    user = _user(request)
    token = people.invite(request.user, user)
    return _page(request, request.build_absolute_uri(reverse("ticket", args=[token])), user)


@manager_page
@require_POST
def new_agency(request: HttpRequest) -> HttpResponse:
    """Make an agency."""
    people.new_agency(request.user, request.POST.get("name", ""))
    return redirect("people")


@manager_page
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show the log, latest first."""
    pages = Paginator(people.audit(request.user), 100)
    return render(request, "audit.html", {"entries": pages.get_page(request.GET.get("page")), "active": "audit"})


@manager_page
@require_safe
def audit_export(request: HttpRequest) -> HttpResponse:
    """Send the log as a CSV."""
    data = log.as_csv(people.audit(request.user).order_by("id").iterator())
    log.record(request.user, "audit.export")
    return HttpResponse(
        data,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )


urls = [
    path("people/", index, name="people"),
    path("people/new/", new, name="people-new"),
    path("people/grant/", grant, name="people-grant"),
    path("people/revoke/", revoke, name="people-revoke"),
    path("people/switch/", switch, name="people-switch"),
    path("people/invite/", invite, name="people-invite"),
    path("people/agency/", new_agency, name="people-agency"),
    path("audit/", audit, name="audit"),
    path("audit/audit.csv", audit_export, name="audit-export"),
]
