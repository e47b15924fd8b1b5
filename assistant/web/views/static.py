"""Style sheet and scripts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from assistant.web.access import open_page
from assistant.web.static_files import files


@open_page
@require_safe
def static(request: HttpRequest, name: str) -> HttpResponse:
    """Send a static file; its address changes with its content, so that it may be kept for a year."""
    file = files().get(name)
    if file is None:
        raise Http404
    return HttpResponse(
        file.data, content_type=file.kind, headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


urls = [path("static/<str:name>", static, name="static")]
