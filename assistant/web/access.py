"""Who may do what: one table of roles, one decorator for every page."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from assistant.errors import AssistantError
from assistant.web.models import Agency, Case, Membership, Role

View = Callable[..., HttpResponse]


class Action(StrEnum):
    """What can be done in a case. The value is the word a refusal prints."""

    VIEW = "查看"
    INPUT = "增改材料"
    DRAFT = "起草和改稿"
    DECIDE = "接受或退回"
    LOCK = "定稿和恢复"
    MANAGE = "管理人员"


_GRANTED = {
    Role.DRAFTER: {Action.VIEW, Action.INPUT, Action.DRAFT, Action.DECIDE},
    Role.REVIEWER: {Action.VIEW, Action.DECIDE, Action.LOCK},
    Role.ADMINISTRATOR: set(Action),
}
_FROZEN = {Action.INPUT, Action.DRAFT, Action.DECIDE}
"""What a final report no longer allows."""


class Locked(AssistantError):
    """The report is final."""


def role_of(user: Any, agency: Agency) -> Role | None:  # noqa: ANN401
    """Return what a user is at an agency; the desk's user and the office's administrator are so everywhere."""
    if settings.DESK or user.is_superuser:
        return Role(Role.ADMINISTRATOR)
    roles = _roles(user)
    return roles.get(agency.pk)


def _roles(user: Any) -> dict[int, Role]:  # noqa: ANN401
    """Return a user's roles by agency, asked once a request."""
    if not hasattr(user, "_roles_here"):
        found = Membership.objects.filter(user=user).values_list("agency_id", "role")
        user._roles_here = {agency: Role(role) for agency, role in found}
    return user._roles_here


def may(user: Any, agency: Agency, action: Action) -> bool:  # noqa: ANN401
    """Say whether a user may do something in an agency's cases."""
    role = role_of(user, agency)
    return role is not None and action in _GRANTED[role]


def agencies_of(user: Any, action: Action = Action.VIEW) -> QuerySet[Agency]:  # noqa: ANN401
    """Return the agencies in whose cases a user may do something."""
    if settings.DESK or user.is_superuser:
        return Agency.objects.order_by("name")
    granting = [role for role, actions in _GRANTED.items() if action in actions]
    return Agency.objects.filter(memberships__user=user, memberships__role__in=granting).order_by("name")


def case_page(write: Action | None = None, read: Action = Action.VIEW) -> Callable[[View], View]:
    """Make a view a page of a case: it gets the Case in place of its number.

    GET needs `read`; POST needs `write`, and is refused where there is none. A case of another agency is not there (404);
    a role that lacks the action is refused (403); a final report refuses changes (409).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, case_id: int, **rest: Any) -> HttpResponse:  # noqa: ANN401
            case = Case.objects.select_related("agency").filter(pk=case_id).first()
            if case is None or not may(request.user, case.agency, Action.VIEW):
                raise Http404
            if request.method not in ("GET", "HEAD", "POST") or (request.method == "POST" and write is None):
                return HttpResponseNotAllowed(["GET", "HEAD"] + ["POST"] * (write is not None))
            require(request.user, case, write if request.method == "POST" and write else read)
            return view(request, case, **rest)

        guarded.guard = ("case", write, read)  # type: ignore[attr-defined]
        return guarded

    return decorate


def require(user: Any, case: Case, action: Action) -> None:  # noqa: ANN401
    """Refuse what a user may not do in a case.

    Raises:
        PermissionDenied: the user's role lacks the action.
        Locked: the report is final.

    """
    if not may(user, case.agency, action):
        raise PermissionDenied(f"您的角色不能{action}")
    if case.locked and action in _FROZEN:
        raise Locked("年报已定稿，不能再改", "需要修改时，请审核人员先在“历史”页重新打开")


def page(view: View) -> View:
    """Make a view a page for everybody who is signed in; it looks after what it shows itself."""
    view.guard = ("page", None, None)  # type: ignore[attr-defined]
    return view


def open_page(view: View) -> View:
    """Make a view a page for everybody, signed in or not."""
    view.guard = ("open", None, None)  # type: ignore[attr-defined]
    return view


def manager_page(view: View) -> View:
    """Make a view a page for the office's administrator; on a desk there is none."""

    @wraps(view)
    def guarded(request: HttpRequest, **rest: Any) -> HttpResponse:  # noqa: ANN401
        if settings.DESK:
            raise Http404
        if not request.user.is_superuser and not agencies_of(request.user, Action.MANAGE).exists():
            raise PermissionDenied("只有管理人员可以打开这一页")
        return view(request, **rest)

    guarded.guard = ("manager", None, None)  # type: ignore[attr-defined]
    return guarded
