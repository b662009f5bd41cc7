"""Jobs and the workers that carry them out."""

from __future__ import annotations

from nguon.web.jobs.models.job import Job, JobState, Worker

__all__ = ["Job", "JobState", "Worker"]
