"""Receiving files: what is refused at the door, and the row that follows each."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from nguon.core.errors import NguonError, UsageError
from nguon.core.text import nfc
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.models import Body
from nguon.web.dispatches.domain.holding import hold, wipe
from nguon.web.dispatches.models import ON_THE_WAY, Upload, UploadState
from nguon.web.dispatches.secrecy import degree_in_name
from nguon.web.jobs.domain.queue import ask
from nguon.writing.entries import visible

HALF_SECONDS: Final = 3600
"""Age at which a file that was still being sent belongs to a process that was killed."""


class DiskFull(NguonError):
    """Too little room to take files safely."""

    code = "disk_full"


def receive(by: User, office: Body, files: Sequence[UploadedFile[bytes]], *, together: bool = False) -> list[Upload]:
    """Take files in and ask for their reading; runs in the transaction of the form.

    Args:
        together: the files are one dispatch, its main text and annexes.

    Raises:
        UsageError: no file was chosen. DiskFull: the disk has less than the setting wants; nothing was stored.
    """
    if not files:
        raise UsageError("No file was chosen", hint="Choose one or more files")
    if shutil.disk_usage(settings.INCOMING).free < settings.MIN_FREE_BYTES:
        raise DiskFull("The disk is nearly full", hint="Tell the administrator")
    batch = secrets.token_hex(16) if together and len(files) > 1 else ""
    return [_receive(by, office, file, batch) for file in files]


def _receive(by: User, office: Body, file: UploadedFile[bytes], batch: str) -> Upload:
    name = visible(nfc((file.name or "?").replace("\0", "")))[:255]
    size = file.size or 0
    upload = Upload(office=office, by=by, name=name, size=size, batch=batch)
    if degree_in_name(name):
        upload.state, upload.code = UploadState.REFUSED, "secret_name"
    elif size == 0:
        upload.state, upload.code = UploadState.FAILED, "empty_file"
    elif size > settings.MAX_UPLOAD_BYTES:
        upload.state, upload.code = UploadState.FAILED, "too_large"
    else:
        upload.held = hold(file.chunks())
    try:
        upload.save()
        if upload.held:
            ask("read_upload", upload.pk, by)
    except BaseException:
        wipe(upload.held)
        raise
    record(by, "file_received", "upload", upload.pk, {"state": upload.state, "code": upload.code})
    return upload


@transaction.atomic
def put_away(by: User, upload: Upload) -> None:
    """Take a finished row off the list; of a refused file its name goes too, which may say what nobody may know."""
    if upload.state not in (*ON_THE_WAY, UploadState.HELD):
        upload.put_away = True
        if upload.state == UploadState.REFUSED:
            upload.name = ""
        upload.save(update_fields=["put_away", "name"])
        record(by, "upload_put_away", "upload", upload.pk)


def sweep() -> int:
    """Wipe held files that no waiting row knows, as a killed process leaves them; returns how many."""
    kept_since = timezone.now() - timedelta(hours=settings.HELD_HOURS)
    rows = Upload.objects.filter(Q(state__in=ON_THE_WAY) | Q(state=UploadState.HELD, held_at__gte=kept_since))
    waiting = set(rows.values_list("held", flat=True))
    found = 0
    for path in list(settings.INCOMING.iterdir()):
        name = path.name.removesuffix(".pages").removesuffix(".read")
        half = ".upload" in name and path.stat().st_mtime < time.time() - HALF_SECONDS
        if (name not in waiting and len(name) == 32) or half:
            wipe(path.name if half else name)
            found += 1
    return found
