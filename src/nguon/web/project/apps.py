"""The part that every page shares: shell, forms that are sent once, template tags."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Shared tables."""

    name = "nguon.web.project"
    label = "project"
