"""A case: its inputs are files in its folder; the notes here are an index of them."""

from pathlib import Path

from django.conf import settings
from django.db import models

from assistant.web.models.people import Agency


class State(models.TextChoices):
    """How far a case is."""

    COLLECTING = "collecting", "收集材料"
    DRAFTING = "drafting", "起草中"
    REVIEW = "review", "审核中"
    FINAL = "final", "已定稿"


class Case(models.Model):
    """An agency's report of a year. `folder` is the name of its folder below DATA_DIR/cases."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases")
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.COLLECTING)
    folder = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of the input files as the notes below were read from them; another one means: read again."""
    reading = models.JSONField(default=dict)
    """What reading told: files, noise, problems."""
    open_findings = models.PositiveIntegerField(default=0)
    all_findings = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agency", "year"), name="one_case_per_year"),)
        ordering = ("-year", "agency__name")

    def __str__(self) -> str:
        """Return agency and year."""
        return f"{self.agency} {self.year}年"

    @property
    def inputs(self) -> Path:
        """The case folder: exactly what `nianbao draft` reads."""
        return Path(settings.DATA_DIR) / "cases" / str(self.folder) / "材料"

    @property
    def outputs(self) -> Path:
        """Where drafts, charts and decisions are written; never read as material."""
        return Path(settings.DATA_DIR) / "cases" / str(self.folder) / "草稿"

    @property
    def locked(self) -> bool:
        """Whether the report is final; nothing may change until it is reopened."""
        return bool(self.state == State.FINAL)


class Note(models.Model):
    """A note of the case's files, with the classifier's label and the one people gave. Rebuilt from the folder."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    key = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    text = models.TextField()
    file = models.CharField(max_length=255)
    line = models.PositiveIntegerField(null=True)
    category = models.CharField(max_length=40)
    section = models.CharField(max_length=40)
    certainty = models.FloatField(default=0)
    """The lesser of the two confidences, 0 to 1."""
    needs_review = models.BooleanField(default=False)
    why = models.JSONField(default=list)
    given_category = models.CharField(max_length=40, blank=True)
    given_section = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=12, default="new")
    """new, accepted (the classifier was right) or corrected."""
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "key"), name="one_note_per_key"),)
        indexes = (models.Index(fields=("case", "status", "certainty")),)

    @property
    def category_now(self) -> str:
        """The category people gave, or the classifier's."""
        return str(self.given_category or self.category)

    @property
    def section_now(self) -> str:
        """The section people gave, or the classifier's."""
        return str(self.given_section or self.section)


class Job(models.Model):
    """Something that takes seconds and runs beside the pages: reading the folder, drafting."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=12)
    """read or draft."""
    state = models.CharField(max_length=12, default="queued")
    """queued, running, done or failed."""
    step = models.CharField(max_length=60, blank=True)
    steps = models.PositiveIntegerField(default=0)
    problem = models.TextField(blank=True)
    hint = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    @property
    def active(self) -> bool:
        """Whether it still waits or works."""
        return bool(self.state in ("queued", "running"))
