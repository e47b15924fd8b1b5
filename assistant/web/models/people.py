"""Who works for which agency, failed logins, one-time links."""

from django.conf import settings
from django.db import models


class Role(models.TextChoices):
    """What somebody may do for an agency."""

    DRAFTER = "drafter", "起草"
    REVIEWER = "reviewer", "审核"
    ADMINISTRATOR = "administrator", "管理"


class Agency(models.Model):
    """An organ that publishes a report."""

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        """Return the full name."""
        return str(self.name)


class Membership(models.Model):
    """A role of a user at an agency; one user has at most one role there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "agency"), name="one_role_per_agency"),)


class Attempt(models.Model):
    """A failed login: by name and by address, to lock out who tries too often."""

    name = models.CharField(max_length=150, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)


class Ticket(models.Model):
    """A one-time link: `enter` opens the desk, `first` makes the administrator, `invite` sets a user's password."""

    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    until = models.DateTimeField()
