"""Bodies as the programmes use them, and phrases settled once for good."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Bodies as the programmes use them, and phrases settled once for good."""

    name = "nguon.web.directory"
    label = "directory"
