"""Background work: leases, attempts, and a worker that is killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from nguon.web.dispatches.domain.receiving import receive, sweep
from nguon.web.dispatches.models import Dispatch, Upload
from nguon.web.jobs.domain import queue
from nguon.web.jobs.models import Job
from tests.web.conftest import LETTER
from tests.web.processes import start, wait_until

LONG = LETTER.replace(
    "Nơi nhận:", "\n".join(f"{n}. Sở Y tế tổ chức đợt {n}.\n" for n in range(3, 4000)) + "\nNơi nhận:"
)
"""Takes about a second to read."""


def test_the_same_work_is_asked_for_once_while_it_waits(db):
    queue.ask("read_upload", 7, None)
    queue.ask("read_upload", 7, None)
    assert Job.objects.count() == 1


def test_a_dead_workers_job_is_taken_over_and_its_result_is_refused(db):
    queue.ask("read_upload", 7, None)
    first = queue.take("one")
    assert queue.take("two") is None
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    second = queue.take("two")
    assert (second.pk, second.attempt) == (first.pk, 2)
    with pytest.raises(queue.LostLease):
        queue.finish(first)
    queue.finish(second)
    assert Job.objects.get().state == "done"


def test_a_job_that_kills_its_worker_three_times_has_failed(db):
    queue.ask("read_upload", 7, None)
    for _ in range(queue.ATTEMPTS):
        assert queue.take("one").state == "running"
        Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert (queue.take("one").state, Job.objects.get().code) == ("failed", "worker_died")


def test_a_job_that_raises_waits_and_runs_again(db):
    queue.ask("read_upload", 7, None)
    job = queue.take("one")
    assert queue.fail(job, "internal", again=True) is False
    assert queue.take("one") is None, "it pauses first"
    Job.objects.update(not_before=timezone.now())
    assert queue.take("one").attempt == 2


@pytest.mark.usefixtures("live")
def test_work_survives_kill_9_and_is_done_once(coordinator, office, settings):
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("dai.txt", LONG.encode())])
    lease = {"NGUON_LEASE_SECONDS": "1"}
    killed = start("-m", "nguon.web.jobs", **lease)
    try:
        wait_until(lambda: Upload.objects.get().state == "reading", what="reading")
    finally:
        killed.kill()
        killed.wait()
    assert Upload.objects.get().state == "reading"
    second = start("-m", "nguon.web.jobs", **lease)
    try:
        wait_until(lambda: Upload.objects.get().state == "read", what="reading again")
    finally:
        second.terminate()
        assert second.wait(timeout=20) == 0
    job = Job.objects.get(kind="read_upload")
    assert (Dispatch.objects.count(), job.state, job.attempt) == (1, "done", 2)
    wait_until(lambda: list(settings.INCOMING.iterdir()) == [], what="wiping")


def test_what_a_killed_process_left_is_wiped_at_the_next_start(db, coordinator, office, settings):
    with transaction.atomic():
        receive(coordinator, office, [SimpleUploadedFile("cho.txt", LETTER.encode())])
    (settings.INCOMING / ("a" * 32)).write_bytes(b"left over")
    assert sweep() == 1
    assert [path.name for path in settings.INCOMING.iterdir()] == [Upload.objects.get().held]
