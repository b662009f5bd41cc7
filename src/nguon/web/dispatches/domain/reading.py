"""The background job that turns a held file into a dispatch, a refusal, or a reason."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.domain.child import prepare, start
from nguon.web.dispatches.domain.holding import held, hold_result, pictures_folder, wipe
from nguon.web.dispatches.domain.seeing import forget_after_a_while
from nguon.web.dispatches.domain.storing import store
from nguon.web.dispatches.models import ON_THE_WAY, Upload, UploadState
from nguon.web.jobs.domain.queue import finish
from nguon.web.jobs.models import Job

PICTURES: Final = 100
"""Pages of which a picture is kept; the text of the others is there."""
GRACE: Final = 10
"""Seconds more than the reader's own limits, of which a file may need two readings, before its process is killed."""


def read_upload(job: Job) -> None:
    """Read one held file. Running it twice does no harm: a finished row only ends the job."""
    upload = Upload.objects.select_related("office", "by").filter(pk=job.subject).first()
    if upload is None or upload.state not in ON_THE_WAY:
        finish(job)
        if upload is not None:
            wipe(upload.held)
        return
    started = time.monotonic()
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.READING, done=5)
    if not held(upload.held).exists():
        result: dict[str, Any] = {"code": "file_lost"}
    else:
        result = _in_child(upload)
    upload.seconds, upload.done = round(time.monotonic() - started, 2), 100
    with transaction.atomic():
        if result.get("see"):
            hold_result(upload.held, json.dumps(result, ensure_ascii=False).encode())
            upload.state, upload.see, upload.held_at = UploadState.HELD, result["see"], timezone.now()
            forget_after_a_while(upload)
            record(upload.by, "file_held", "upload", upload.pk, {"pages": ", ".join(str(one[0]) for one in upload.see)})
        elif "document" in result:
            store(upload, result)
        elif "secret" in result:
            upload.state, upload.code, upload.page = UploadState.REFUSED, "secret", result.get("page")
            record(upload.by, "secret_refused", "upload", upload.pk)
        else:
            upload.state, upload.code, upload.page = UploadState.FAILED, result["code"], result.get("page")
        upload.save()
        finish(job)
    if upload.state != UploadState.HELD:
        wipe(upload.held)


def give_up(job: Job) -> None:
    """Tell the person who chose the file that it could not be read; it is wiped."""
    upload = Upload.objects.filter(pk=job.subject, state__in=ON_THE_WAY).first()
    if upload is not None:
        upload.state, upload.code = UploadState.FAILED, job.code
        upload.save(update_fields=["state", "code"])
        wipe(upload.held)


def _in_child(upload: Upload) -> dict[str, Any]:
    """What the reading process says at last of an upload; its progress goes into the row."""

    def tell(said: dict[str, Any]) -> None:
        Upload.objects.filter(pk=upload.pk).update(
            done=said["done"], at_page=said.get("page"), of_pages=said.get("pages")
        )

    return in_child(upload.held, upload.name, PICTURES, settings.READING_SECONDS, settings.OCR_SECONDS, tell)


def in_child(
    name: str, shown: str, pictures: int, seconds: float, ocr_seconds: float, tell: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    """What the reading process says at last of a held file; it is killed past its time.

    Args:
        name: of the held file.
        shown: its name as it was chosen.
        pictures: how many pages are drawn.
        seconds, ocr_seconds: limits of the reader.
        tell: hears of progress (``done`` in per cent, ``page``, ``pages``).
    """
    folder = pictures_folder(name)
    arguments = (
        str(held(name)), shown, str(folder), str(pictures), str(seconds), str(ocr_seconds),
        str(settings.READING_MEMORY_BYTES), settings.TRUST_STORE,
    )  # fmt: skip
    child = start(arguments, folder)
    late = threading.Event()

    def kill() -> None:
        late.set()
        os.killpg(child.pid, signal.SIGKILL)

    timer = threading.Timer(2 * (seconds + ocr_seconds) + GRACE, kill)
    timer.start()
    last: dict[str, Any] = {}
    try:
        assert child.stdout is not None
        for line in child.stdout:
            last = json.loads(line)
            if "done" in last:
                tell(last)
        child.wait()
    finally:
        timer.cancel()
        if child.poll() is None:
            kill()
            child.wait()
        for pipe in (child.stdout, child.stdin):
            if pipe is not None:
                pipe.close()
        prepare()
    if late.is_set():
        return {"code": "too_slow"}
    if child.returncode or not ({"document", "secret", "code"} & last.keys()):
        return {"code": "unreadable"}
    return last
