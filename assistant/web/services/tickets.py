"""One-time links: only their hash is kept, and using one spends it."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from assistant.web.models import Ticket

_HOURS = {"enter": 24, "first": 24, "invite": 72}


def issue(kind: str, user: Any = None) -> str:  # noqa: ANN401
    """Return a new token of a kind; earlier ones of that kind (for that user) no longer work."""
    token = secrets.token_urlsafe(32)
    Ticket.objects.filter(kind=kind, user=user).delete()
    until = now() + timedelta(hours=_HOURS[kind])
    Ticket.objects.create(kind=kind, digest=_digest(token), user=user, until=until)
    return token


def find(token: str, kinds: tuple[str, ...]) -> Ticket | None:
    """Return the unspent ticket of a token, or None."""
    return Ticket.objects.filter(digest=_digest(token), kind__in=kinds, until__gt=now()).first()


def spend(token: str, kinds: tuple[str, ...]) -> Ticket | None:
    """Return a token's ticket and spend it: of two who come at once, one gets it."""
    with transaction.atomic():
        ticket = (
            Ticket.objects.select_for_update().filter(digest=_digest(token), kind__in=kinds, until__gt=now()).first()
        )
        if ticket is None or not Ticket.objects.filter(pk=ticket.pk).delete()[0]:
            return None
        return ticket


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
