"""A body (cơ quan) that a programme, an account or a dispatch of this server uses."""

from __future__ import annotations

from django.db import models


class Body(models.Model):
    """A body. ``ref`` is its id in the library's directory; ``own:…`` for one that was added here."""

    ref = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True, help_text="unit within which its dispatches speak")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
