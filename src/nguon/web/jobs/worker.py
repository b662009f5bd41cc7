"""The process of background work: takes one job after another and says that it lives."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from typing import Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from nguon.core.errors import NguonError
from nguon.web.jobs.domain import queue, schedule
from nguon.web.jobs.domain.table import GIVEN_UP, find, warm
from nguon.web.jobs.models import Job, JobState

log = logging.getLogger(__name__)
IDLE_SECONDS: Final = 0.2


class WorkerProcess:
    """One worker; ``run`` returns when ``stop`` was called or a signal came."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(3)}"
        self.ending = threading.Event()

    def stop(self, *_: object) -> None:
        """End after the job in hand."""
        self.ending.set()

    def run(self) -> None:
        """Work until told to stop."""
        heart = threading.Thread(target=self._beat, daemon=True)
        heart.start()
        warm()
        while not self.ending.is_set():
            try:
                close_old_connections()
                if not self.once():
                    self.ending.wait(IDLE_SECONDS)
            except DatabaseError:
                log.exception("database_lost")
                connection.close()
                self.ending.wait(2)
        heart.join(timeout=5)
        queue.leave(self.name)

    def once(self) -> bool:
        """Carry out one job; whether there was one."""
        job = queue.take(self.name)
        if job is None:
            return False
        if job.state == JobState.FAILED:
            find(job.kind, GIVEN_UP)(job)
            return True
        started = time.monotonic()
        try:
            find(job.kind)(job)
        except queue.LostLease:
            log.warning("lease_lost", extra={"job": job.pk})
        except NguonError as error:
            self._failed(job, error.code, again=False)
        except Exception as error:
            # the class alone: a message may hold words of a document
            log.error("job_failed", extra={"job": job.pk, "error": type(error).__name__})
            self._failed(job, "internal", again=True)
        log.info("job_ended", extra={"job": job.pk, "seconds": round(time.monotonic() - started, 3)})
        return True

    def _failed(self, job: Job, code: str, *, again: bool) -> None:
        if queue.fail(job, code, again=again):
            job.code = code
            find(job.kind, GIVEN_UP)(job)

    def _beat(self) -> None:
        while True:
            try:
                queue.keep(self.name)
                schedule.look()
            except DatabaseError:
                connection.close()
            if self.ending.wait(settings.LEASE_SECONDS / 4):
                connection.close()
                return


def main() -> None:
    """Run one worker in this process; SIGTERM and SIGINT end it after the job in hand."""
    worker = WorkerProcess()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    worker.run()
