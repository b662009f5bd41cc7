"""Finds the person of a session; passwords are checked in ``domain/signing.py``."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend

from nguon.web.accounts.models import User


class ByNumber(BaseBackend):
    """Only fetches; an account that was closed is signed out."""

    def get_user(self, user_id: int) -> User | None:
        """The active person of a number."""
        return User.objects.filter(pk=user_id, is_active=True).first()
