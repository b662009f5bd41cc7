"""Which documents a dispatch cites, for finding what it carries out and what answers it."""

from __future__ import annotations

from django.db import models

from nguon.web.dispatches.models.dispatch import Dispatch


class Cited(models.Model):
    """One citation: ``number`` and symbol folded (``12/qd-ubnd``), date and issuer where the text gives them."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="cited")
    number = models.CharField(max_length=120)
    date = models.DateField(null=True)
    issuer = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["number"])]

    def __str__(self) -> str:
        return self.number
