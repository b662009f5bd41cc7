"""Finds the person of a session; passwords are checked in ``domain/signing.py``."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend

from nguon.web.accounts.domain.queries.rights import hold
from nguon.web.accounts.models import User


class ByNumber(BaseBackend):
    """Only fetches; an account that was closed is signed out."""

    def get_user(self, user_id: int) -> User | None:
        """The active person of a number, holding their rights as long as the request lasts."""
        found = User.objects.filter(pk=user_id, is_active=True).first()
        if found is not None:
            hold(found)
        return found
