"""A file on its way in: a row that tells the person who chose it what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.directory.models import Body
from nguon.web.dispatches.models.dispatch import Dispatch


class UploadState(models.TextChoices):
    """Where a file stands."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Being read")
    HELD = "held", _("For you to look at")
    READ = "read", _("Read")
    DUPLICATE = "duplicate", _("Duplicate")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Not read")


ON_THE_WAY = (UploadState.WAITING, UploadState.READING)


class Upload(models.Model):
    """``held`` names the file in the private folder while it was not read; ``code`` says why it failed.

    ``at_page`` of ``of_pages`` is being recognised. ``see`` lists ``[page, why]`` that a person must look at before the
    file may be stored; it waits since ``held_at``. Files chosen as one dispatch share a ``batch``.
    """

    office = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    held = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.WAITING)
    done = models.PositiveSmallIntegerField(default=0, help_text="hundredths")
    at_page = models.PositiveIntegerField(null=True)
    of_pages = models.PositiveIntegerField(null=True)
    see = models.JSONField(default=list)
    held_at = models.DateTimeField(null=True)
    batch = models.CharField(max_length=32, blank=True)
    seconds = models.FloatField(null=True)
    code = models.CharField(max_length=60, blank=True)
    page = models.PositiveIntegerField(null=True)
    dispatch = models.ForeignKey(Dispatch, models.SET_NULL, null=True, related_name="uploads")
    put_away = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
