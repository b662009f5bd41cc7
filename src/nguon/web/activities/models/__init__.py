"""Activities, the steps of their preparation, what happened to them."""

from __future__ import annotations

from nguon.web.activities.models.activity import Activity, ActivityEvent, ActivityEventKind
from nguon.web.activities.models.step import Step

__all__ = ["Activity", "ActivityEvent", "ActivityEventKind", "Step"]
