"""A step of the preparation of an activity."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from nguon.web.activities.domain.kinds import step_words
from nguon.web.activities.models.activity import Activity


class Step(models.Model):
    """``key`` names a step of the table in ``domain/kinds.py``; ``words`` are those of one that people added.

    ``days`` counts from the first day of the activity: 14 is two weeks before, -3 three days after. A step that is
    ``waived`` was looked at and is not needed.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="steps")
    key = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=200, blank=True)
    days = models.IntegerField(default=0)
    number = models.PositiveIntegerField()
    waived = models.BooleanField(default=False)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return step_words(self.key) if self.key else self.words

    @property
    def due(self) -> date:
        """The day by which it is to be done."""
        return timezone.localdate(self.activity.starts) - timedelta(self.days)
