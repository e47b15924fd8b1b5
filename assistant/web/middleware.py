"""What every request passes: headers, the gate, and problems told as pages."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.timezone import now

from assistant.errors import AssistantError
from assistant.web.access import Locked
from assistant.web.project import REQUEST_LIMIT
from assistant.web.services.stale import Stale
from assistant.web.views import errors

Answer = Callable[[HttpRequest], HttpResponse]

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN = ("/static/", "/enter/", "/login/", "/ticket/")
_SEEN = "seen"
_FRESH_SECONDS = 300


def headers(answer: Answer) -> Answer:
    """Put the security headers on every response; pages are not kept by caches."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = errors.too_large(request) if _size(request) > REQUEST_LIMIT else answer(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answered


def _size(request: HttpRequest) -> int:
    size = request.META.get("CONTENT_LENGTH") or "0"
    return int(size) if size.isdecimal() else 0


def gate(answer: Answer) -> Answer:
    """Let in who is signed in; the others are sent to the login (office) or refused (desk)."""

    def answered(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_OPEN):
            return answer(request)
        if not request.user.is_authenticated or _idle(request):
            return _refuse(request)
        return answer(request)

    return answered


def _idle(request: HttpRequest) -> bool:
    """Say whether the session lay still too long; if not, remember now and then that it did not."""
    at = int(now().timestamp())
    seen = request.session.get(_SEEN, 0)
    if seen and at - seen > settings.IDLE_SECONDS:
        request.session.flush()
        return True
    if at - seen > _FRESH_SECONDS:
        request.session[_SEEN] = at
    return False


def _refuse(request: HttpRequest) -> HttpResponse:
    if settings.DESK:
        return errors.closed(request)
    login = f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={"HX-Redirect": settings.LOGIN_URL})
    return HttpResponseRedirect(login if request.method == "GET" else settings.LOGIN_URL)


class Problems:
    """Tell what the user can mend as problem and hint; everything else is logged without the material it met."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for an error, or None for Django's own handling (404, 403)."""
        if isinstance(error, (Stale, Locked)):
            return errors.problem(request, error, 409)
        if isinstance(error, AssistantError):
            return errors.problem(request, error, 400)
        if type(error).__module__.startswith("django."):
            return None
        logging.getLogger("nianbao.web").error("%s at %s", type(error).__name__, request.resolver_match)
        return None
