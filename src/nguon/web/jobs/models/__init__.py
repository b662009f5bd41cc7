"""Jobs and the workers that carry them out."""

from __future__ import annotations

from nguon.web.jobs.models.job import Job, JobState, Worker
from nguon.web.jobs.models.slot import Slot

__all__ = ["Job", "JobState", "Slot", "Worker"]
