"""Programmes, duties, tasks, what happened to them, evidence."""

from __future__ import annotations

from nguon.web.programme.models.duty import Duty
from nguon.web.programme.models.evidence import Evidence, EvidenceKind
from nguon.web.programme.models.outlet import Outlet
from nguon.web.programme.models.programme import Programme, ProgrammeRole
from nguon.web.programme.models.task import Event, EventKind, Task
from nguon.web.programme.models.theme import Theme

__all__ = [
    "Duty", "Event", "EventKind", "Evidence", "EvidenceKind", "Outlet", "Programme", "ProgrammeRole", "Task", "Theme",
]  # fmt: skip
