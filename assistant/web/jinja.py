"""The templates' environment: addresses, static files, words and times as people read them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from assistant.web.access import Action, agencies_of, may
from assistant.web.services.log import WORDS, display
from assistant.web.static_files import address

TABS: list[tuple[str, str, str]] = [
    ("files", "case", "材料"),
    ("notes", "notes", "记录"),
    ("numbers", "numbers", "数据"),
    ("draft", "draft", "草稿"),
    ("findings", "findings", "检查"),
    ("word", "word", "Word"),
    ("history", "history", "历史"),
]
"""The tabs of a case: what the page calls itself in `active`, the name of its address, its words."""


def environment(**options: Any) -> Environment:  # noqa: ANN401
    """Return the environment of all pages; an unknown name in a template is an error, never a blank."""
    options = {**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    made = Environment(autoescape=True, **options)
    made.globals.update(url=_url, static=address, may=_may, Action=Action, tabs=lambda: TABS)
    made.globals.update(manages=_manages, shown_name=display, size=size, desk=lambda: settings.DESK)
    made.filters.update(moment=moment, day=day, percent=percent, log_words=lambda what: WORDS.get(what, what))
    return made


def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)


@pass_context
def _may(context: Context, action: Action) -> bool:
    """Say whether the user may do something in the page's case."""
    return may(context["request"].user, context["case"].agency, action)


def _manages(user: Any) -> bool:  # noqa: ANN401
    """Say whether somebody looks after other users."""
    return not settings.DESK and agencies_of(user, Action.MANAGE).exists()


def size(count: int) -> str:
    """Return a file's size as people read it.

    >>> size(1536)
    '1.5 KB'
    """
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:.1f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def moment(at: datetime | None) -> str:
    """Return a time as people read it: 2026-01-08 09:30; nothing for None."""
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def day(at: datetime | None) -> str:
    """Return a date: 2026-01-08; nothing for None."""
    return f"{localtime(at):%Y-%m-%d}" if at else ""


def percent(share: float) -> str:
    """Return a share in whole per cent.

    >>> percent(0.874)
    '87%'
    """
    return f"{share:.0%}"
