"""Background work that survives a killed worker."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background work that survives a killed worker."""

    name = "nguon.web.jobs"
    label = "jobs"
