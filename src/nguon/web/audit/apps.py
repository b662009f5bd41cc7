"""The action log: append-only, hash-chained."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The action log: append-only, hash-chained."""

    name = "nguon.web.audit"
    label = "audit"
