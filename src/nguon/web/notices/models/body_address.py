"""Where a body without an account gets its tasks by mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.directory.models import Body


class BodyAddress(models.Model):
    """The mail address of a body, and who entered it."""

    body = models.OneToOneField(Body, models.CASCADE, related_name="mail_address")
    email = models.EmailField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.email
