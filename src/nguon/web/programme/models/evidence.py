"""Evidence: what shows that a task is done. Never a list of who attended."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.programme.models.task import Task


class EvidenceKind(models.TextChoices):
    """Kinds of evidence."""

    PHOTO = "photo", _("Photograph")
    MINUTES = "minutes", _("Minutes or report")
    LINK = "link", _("Link or clipping")
    HEADCOUNT = "headcount", _("Number of people")
    RECORDING = "recording", _("Recording")


class Evidence(models.Model):
    """One piece: a stored file (``sha256``), a ``link``, or a ``number`` of people.

    It shows that the task was done; with ``activity`` it shows that activity of the task. ``checked_by`` is somebody
    else than the one who attached it.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="evidence")
    activity = models.ForeignKey("activities.Activity", models.CASCADE, null=True, related_name="evidence")
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    note = models.CharField(max_length=500, blank=True)
    link = models.URLField(max_length=500, blank=True)
    number = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.note or self.name or self.link
