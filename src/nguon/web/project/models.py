"""Forms that were sent: a second sending of the same form does nothing and leads to the same page."""

from __future__ import annotations

from django.db import models


class SentForm(models.Model):
    """The key of a form that was carried out, and where it led."""

    key = models.CharField(max_length=64, unique=True)
    location = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
