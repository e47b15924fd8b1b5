"""Every address of the pages: each page area lists its own."""

from assistant.web.views import (
    cases,
    draft,
    entry,
    files,
    findings,
    history,
    jobs,
    notes,
    numbers,
    people,
    static,
    word,
)

AREAS = (static, entry, cases, files, notes, numbers, draft, findings, word, history, jobs, people)
"""A page area is a module of views with a list `urls`."""

urlpatterns = [pattern for area in AREAS for pattern in area.urls]

handler400 = "assistant.web.views.errors.bad"
handler403 = "assistant.web.views.errors.forbidden"
handler404 = "assistant.web.views.errors.missing"
handler500 = "assistant.web.views.errors.broken"
