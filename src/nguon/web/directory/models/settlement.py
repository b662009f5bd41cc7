"""A phrase that a person settled: which bodies it means, once for good or for one dispatch."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.directory.models.body import Body


class Settlement(models.Model):
    """``phrase`` (folded) means ``bodies``; none of them where it means nobody who is to be given tasks.

    ``office`` is the body whose dispatches it holds for; with ``dispatch`` it holds for that one alone.
    """

    office = models.ForeignKey(Body, models.PROTECT, related_name="settlements")
    dispatch = models.ForeignKey("dispatches.Dispatch", models.CASCADE, null=True, related_name="settlements")
    phrase = models.CharField(max_length=500)
    printed = models.CharField(max_length=500)
    bodies = models.ManyToManyField(Body, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "phrase"], condition=models.Q(dispatch=None), name="one_settlement_per_phrase"
            ),
            models.UniqueConstraint(fields=["dispatch", "phrase"], name="one_settlement_per_dispatch_phrase"),
        ]

    def __str__(self) -> str:
        return self.printed
