"""The register of incoming dispatches."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register of incoming dispatches."""

    name = "nguon.web.register"
    label = "register"
