"""Where a person is signed in, and how often it went wrong."""

from __future__ import annotations

from django.db import models

from nguon.web.accounts.models.user import User


class SignIn(models.Model):
    """A session of one person on one device, for its owner to see and to end."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=120)
    started = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.device


class FailedSignIn(models.Model):
    """A failed sign-in; ``key`` is a keyed hash of the account or the address, neither of which is kept."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"])]

    def __str__(self) -> str:
        return self.key[:8]
