"""The slip on which a leader says who handles a dispatch (phiếu chuyển, phiếu xử lý)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.register.models.entry import Incoming


class Slip(models.Model):
    """``note`` is the leader's (bút phê), ``unit`` handles it until ``due``; a later slip of an entry holds."""

    entry = models.ForeignKey(Incoming, models.CASCADE, related_name="slips")
    leader = models.CharField(max_length=200)
    note = models.TextField()
    unit = models.CharField(max_length=300)
    together = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True)
    noted_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.unit}"
