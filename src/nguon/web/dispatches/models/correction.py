"""What a person corrected; what the machine read stays beside it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.dispatches.models.dispatch import Dispatch


class Correction(models.Model):
    """``field`` (``number``, ``date``, ``i_1__duty_1.due`` …) was ``read`` and is ``value``; the last one holds."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=200)
    read = models.TextField(blank=True)
    value = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
