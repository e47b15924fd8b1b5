"""The log: only ever added to."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from assistant.web.models.case import Case


class LogEntry(models.Model):
    """Who did what, when, and what stood there before and after. Only ever added to; the database refuses the rest."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="log")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=40)
    """A key of services.log.WORDS."""
    target = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    batch = models.CharField(max_length=32, blank=True)
    """Entries of one action carry one batch."""

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("case", "batch")),)

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Add the entry; a second save is refused."""
        if self.pk is not None:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401
        """Refuse."""
        _refuse()


def _refuse() -> NoReturn:
    raise TypeError("the log is only ever added to")
