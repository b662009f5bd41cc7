"""An outlet (kênh) in which a body publishes: a link counts as evidence only where its outlet was registered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.directory.models import Body


class Outlet(models.Model):
    """``host`` is a name of a server in small letters, without ``www.``; names below it belong to it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="outlets")
    host = models.CharField(max_length=253)
    name = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["host"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "host"], condition=models.Q(ended_at=None), name="one_outlet_per_host"
            )
        ]

    def __str__(self) -> str:
        return self.host
