"""People, their roles, signing in."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their roles, signing in."""

    name = "nguon.web.accounts"
    label = "accounts"
