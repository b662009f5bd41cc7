"""A person's role in a body."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.accounts.models.user import User
from nguon.web.directory.models import Body


class Role(models.TextChoices):
    """What a member may do, each more than the next."""

    MANAGER = "manager", _("manager")
    EDITOR = "editor", _("editor")
    VERIFIER = "verifier", _("verifier")
    READER = "reader", _("reader")


class Membership(models.Model):
    """One person in one body: a manager also invites, an editor works, a verifier checks, a reader reads."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "body"], name="one_role_per_body")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.body}"
