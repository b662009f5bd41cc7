"""Dispatches: receiving, reading, checking, who is meant."""

from __future__ import annotations

from django.apps import AppConfig


class DispatchesConfig(AppConfig):
    """Dispatches: receiving, reading, checking, who is meant."""

    name = "nguon.web.dispatches"
    label = "dispatches"
