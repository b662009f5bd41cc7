"""Asking for work, taking it, keeping it, finishing it; whoever dies loses the lease and another takes over."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Least
from django.utils import timezone

from nguon.web.accounts.models import User
from nguon.web.jobs.models import Job, JobState, Worker

ATTEMPTS: Final = 3
PAUSE: Final = timedelta(seconds=2)
"""Pause before a failed job runs again, times the attempt."""
CLOCK_BACK: Final = timedelta(hours=1)
"""Work that was asked for, or leased, this much later than now is from before the clock was set back: it is due."""


def ask(kind: str, subject: object, by: User | None, *, after: timedelta = timedelta(0)) -> None:
    """Ask for work in the caller's transaction.

    Nothing is added where the same work is waiting or running already; one that waits longer is pulled forward. Its
    row stays locked until the caller commits, so that work which looks for more when it ends sees what the caller left.

    Args:
        after: how long the work is to wait at least.
    """
    when = timezone.now() + after
    same = Job.objects.filter(kind=kind, subject=str(subject), state__in=[JobState.WAITING, JobState.RUNNING])
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                made = Job.objects.create(kind=kind, subject=str(subject), asked_by=by)
                if after:
                    Job.objects.filter(pk=made.pk).update(not_before=when)
            return
        except IntegrityError:
            if same.update(not_before=Least("not_before", Value(when))):
                return


def take(worker: str) -> Job | None:
    """Lease the oldest job that waits, or whose worker has died; ``None`` where there is none.

    A job that was tried three times and lost its worker each time has failed: it may be what kills them.
    """
    with transaction.atomic():
        now = timezone.now()
        free = (
            Q(state=JobState.WAITING, not_before__lte=now)
            | Q(state=JobState.RUNNING, leased_until__lt=now)
            | Q(state=JobState.WAITING, asked_at__gt=now + CLOCK_BACK)
            | Q(state=JobState.RUNNING, leased_until__gt=now + CLOCK_BACK)
        )
        jobs = Job.objects.filter(free).order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            jobs = jobs.select_for_update(skip_locked=True)
        job = jobs.first()
        if job is None:
            return None
        if job.attempt >= ATTEMPTS:
            job.state, job.finished_at, job.code = JobState.FAILED, now, "worker_died"
        else:
            job.state, job.worker, job.attempt = JobState.RUNNING, worker, job.attempt + 1
            job.leased_until = now + timedelta(seconds=settings.LEASE_SECONDS)
        job.save()
        return job


def keep(worker: str) -> None:
    """Say that a worker lives: its leases run on."""
    now = timezone.now()
    Worker.objects.update_or_create(name=worker, defaults={"seen": now})
    Job.objects.filter(state=JobState.RUNNING, worker=worker).update(
        leased_until=now + timedelta(seconds=settings.LEASE_SECONDS)
    )


def finish(job: Job) -> None:
    """The work is done; called inside the transaction that stores its result.

    Raises:
        LostLease: another worker took the job over meanwhile; the result must not be stored twice.
    """
    held = Job.objects.filter(pk=job.pk, worker=job.worker, attempt=job.attempt, state=JobState.RUNNING)
    if not held.update(state=JobState.DONE, finished_at=timezone.now(), leased_until=None):
        raise LostLease(f"job {job.pk} is no longer ours")


def fail(job: Job, code: str, *, again: bool) -> bool:
    """The work failed: wait for another attempt where that may help. Returns whether it failed for good."""
    held = Job.objects.filter(pk=job.pk, worker=job.worker, attempt=job.attempt, state=JobState.RUNNING)
    if again and job.attempt < ATTEMPTS:
        held.update(
            state=JobState.WAITING, code=code, leased_until=None, not_before=timezone.now() + PAUSE * job.attempt
        )
        return False
    return bool(held.update(state=JobState.FAILED, code=code, finished_at=timezone.now(), leased_until=None))


def leave(worker: str) -> None:
    """A worker ends in order: its jobs wait for others at once."""
    Job.objects.filter(state=JobState.RUNNING, worker=worker).update(leased_until=timezone.now())
    Worker.objects.filter(name=worker).delete()


class LostLease(Exception):
    """The lease ran out while the work went on; somebody else has the job."""
