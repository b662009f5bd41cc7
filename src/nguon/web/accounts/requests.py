"""The request of a person who is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from nguon.web.accounts.models import User


class SignedRequest(HttpRequest):
    """What a view behind ``login_required`` gets."""

    user: User
