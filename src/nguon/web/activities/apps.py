"""Activities of a programme and their preparation."""

from __future__ import annotations

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Tables of activities."""

    name = "nguon.web.activities"
    label = "activities"
