"""Which dispatch carries out which."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.dispatches.models import Dispatch


class Link(models.Model):
    """``lower`` carries out ``higher``, as somebody of the lower office confirmed, or took back (``undone_at``)."""

    lower = models.ForeignKey(Dispatch, models.CASCADE, related_name="links_up")
    higher = models.ForeignKey(Dispatch, models.CASCADE, related_name="links_down")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lower", "higher"], condition=models.Q(undone_at=None), name="one_link_per_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lower_id} → {self.higher_id}"
