"""A link that makes an account or gives one a role, once."""

from __future__ import annotations

from django.db import models

from nguon.web.accounts.models.membership import Role
from nguon.web.accounts.models.user import User
from nguon.web.directory.models import Body


class Invitation(models.Model):
    """Only the hash of the link's secret is kept.

    With ``renews`` it gives that person a new password; with a body a role in it; with a programme a role in that;
    with none of them it makes an administrator. ``email`` is where the link was sent by mail.
    """

    secret_hash = models.CharField(max_length=64, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role.choices, blank=True)
    programme = models.ForeignKey("programme.Programme", models.CASCADE, null=True, related_name="invitations")
    programme_role = models.CharField(max_length=12, blank=True)
    renews = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    email = models.EmailField(blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.note or str(self.pk)
