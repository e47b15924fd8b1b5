"""What people made of a draft: typed figures, edited paragraphs, decisions, kept versions."""

from django.conf import settings
from django.db import models

from assistant.web.models.case import Case


class TypedFigure(models.Model):
    """A cell of table 2, 3 or 4 typed by hand; the figures file in the case folder says the same."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="typed")
    table = models.CharField(max_length=10)
    row = models.CharField(max_length=60)
    column = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "table", "row", "column"), name="one_figure_per_cell"),)


class SentenceEdit(models.Model):
    """What people made of a drafted paragraph. `base` is the draft's text the edit started from."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="edits")
    paragraph = models.CharField(max_length=120)
    base = models.TextField()
    text = models.TextField()
    status = models.CharField(max_length=12, default="edited")
    """accepted, edited, rejected or conflict (the draft changed below the edit; `other` is the new draft text)."""
    other = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    extra = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "paragraph"), name="one_edit_per_paragraph"),)


class FindingDecision(models.Model):
    """What people decided about a finding; `key` is check.accepted.evidence_key."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=64)
    rule = models.CharField(max_length=80)
    decision = models.CharField(max_length=12, default="accepted")
    reason = models.TextField(blank=True)
    extra = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "key"), name="one_decision_per_finding"),)


class Version(models.Model):
    """A report as it was: the latest drafted one is what the pages edit; a locked one is final and never changes."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=12)
    """drafted, saved, restored or final."""
    report = models.BinaryField()
    """JSON of casework.bytes_of."""
    findings = models.BinaryField(default=b"[]")
    edits = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    locked = models.BooleanField(default=False)
    inputs = models.CharField(max_length=64, blank=True)
    """Fingerprint of the input files it was drafted from."""
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
