"""Programmes: duties, tasks and what happens to them."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programmes: duties, tasks and what happens to them."""

    name = "nguon.web.programme"
    label = "programme"
