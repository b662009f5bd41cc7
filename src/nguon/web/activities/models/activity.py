"""An activity (hoạt động) that an organisation plans from its task. Its state is derived, never stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.programme.models import Programme, Task, Theme


class Activity(models.Model):
    """``kind`` is a key of ``domain/kinds.py``; ``programme`` repeats that of the task, for lists.

    ``place_key`` is the folded ``place``: two activities with the same one at the same time clash. ``audience`` is how
    many people are expected; how many came is evidence. ``public`` says whether the other bodies of the programme see
    it; nothing of this is shown to people without an account.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="activities")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=200)
    place_key = models.CharField(max_length=200)
    organisers = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    audience = models.PositiveIntegerField(null=True)
    public = models.BooleanField(default=False)
    themes = models.ManyToManyField(Theme, related_name="activities")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts", "pk"]
        indexes = [
            models.Index(fields=["programme", "starts"]),
            models.Index(fields=["programme", "place_key", "starts"]),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityEventKind(models.TextChoices):
    """What can happen to an activity."""

    PLANNED = "planned", _("Planned")
    CHANGED = "changed", _("Changed")
    CHANGE_UNDONE = "change_undone", _("Change taken back")
    STEP_DONE = "step_done", _("Step done")
    STEP_OPEN = "step_open", _("Step open again")
    STEP_WAIVED = "step_waived", _("Step not needed")
    STEP_ADDED = "step_added", _("Step added")
    CALLED_OFF = "called_off", _("Called off")
    TAKEN_UP = "taken_up", _("Taken up again")


class ActivityEvent(models.Model):
    """One thing that happened; ``before`` holds the values that a change replaced, so that it can be taken back."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=ActivityEventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.TextField(blank=True)
    before = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d/%m/%Y}"
