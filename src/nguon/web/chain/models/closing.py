"""The end of a programme, with its figures as they were."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.programme.models import Programme


class Closing(models.Model):
    """A programme was closed; ``figures`` are the counts of that moment, which the row of the action log repeats."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="closings")
    figures = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.at:%d/%m/%Y}"
