"""The action log."""

from __future__ import annotations

from nguon.web.audit.models.entry import LogEntry

__all__ = ["LogEntry"]
