"""A time at which something of the schedule was asked for."""

from __future__ import annotations

from django.db import models


class Slot(models.Model):
    """One row a name and time: of several workers one puts it in, and it is never put in twice."""

    kind = models.CharField(max_length=60)
    slot = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slot"], name="one_run_per_slot")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slot}"
