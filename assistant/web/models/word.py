"""What came back in a Word file: each change and comment as a proposal somebody decides about."""

from django.conf import settings
from django.db import models

from assistant.web.models.case import Case


class WordProposal(models.Model):
    """A change or comment of an uploaded Word file. `paragraph` is ours, empty where it belongs to none."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="proposals")
    batch = models.CharField(max_length=32)
    file = models.CharField(max_length=255)
    kind = models.CharField(max_length=12)
    """returned.Kind's words."""
    paragraph = models.CharField(max_length=120, blank=True)
    ours = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    author = models.CharField(max_length=150, blank=True)
    remark = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, default="open")
    """open, accepted (put in, or done) or rejected."""
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("case", "status")),)
