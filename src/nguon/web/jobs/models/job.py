"""One piece of background work, leased to a worker for a while."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Job(models.Model):
    """Work to do.

    ``kind`` names a function of the registry, ``subject`` the row that it works on; ``leased_until`` is when another
    worker may take it over; ``attempt`` counts from 1. ``code`` says why it failed.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=60, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_live_job_per_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.state}"


class Worker(models.Model):
    """A process that carries out jobs and says every few seconds that it lives."""

    name = models.CharField(max_length=60, primary_key=True)
    seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
