"""Scanned pages that a person looks at before the file is stored: declaring them, deleting the file, forgetting it."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nguon.core.errors import NguonError
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.domain.holding import held_result, wipe
from nguon.web.dispatches.domain.storing import store
from nguon.web.dispatches.models import Declaration, Upload, UploadState
from nguon.web.jobs.domain.queue import ask, finish
from nguon.web.jobs.models import Job


class NotSeen(NguonError):
    """A page that the declaration leaves out."""

    code = "not_seen"


class NotHeld(NguonError):
    """A file that no longer waits: it was stored, deleted or forgotten."""

    code = "not_held"


def statement(page: int) -> str:
    """What a person signs for a page, in their language."""
    return _("Page %(page)s: I looked at it. It bears no stamp MẬT, TỐI MẬT or TUYỆT MẬT.") % {"page": page}


@transaction.atomic
def declare(by: User, upload: Upload, pages: Collection[int]) -> None:
    """Sign that the pages bear no stamp of a state secret; the file is stored then.

    Raises:
        NotHeld; NotSeen: a page is missing.
    """
    row = _waiting(upload)
    if not {page for page, _why in row.see} <= set(pages):
        raise NotSeen("A page was not ticked", hint="Look at each page, tick it, or delete the file")
    result = held_result(row.held)
    if not result:
        row.state, row.code = UploadState.FAILED, "file_lost"
        row.save()
        return
    dispatch = store(row, json.loads(result))
    if dispatch is not None:
        Declaration.objects.bulk_create(
            Declaration(dispatch=dispatch, page=page, why=why, words=statement(page), by=by) for page, why in row.see
        )
        seen = ", ".join(str(page) for page, _why in row.see)
        record(by, "pages_declared", "dispatch", dispatch.pk, {"pages": seen, "words": statement(row.see[0][0])})
    row.save()
    transaction.on_commit(lambda: wipe(row.held))


@transaction.atomic
def discard(by: User, upload: Upload, *, secret: bool) -> None:
    """Wipe a held file: a person saw a stamp on it (``secret``), or does not want it."""
    row = _waiting(upload)
    row.state, row.code = (UploadState.REFUSED, "secret_seen") if secret else (UploadState.FAILED, "thrown_away")
    row.save()
    record(by, "secret_refused" if secret else "held_file_deleted", "upload", row.pk)
    wipe(row.held)


def forget_after_a_while(upload: Upload) -> None:
    """Have a held file wiped when nobody looked at it in time."""
    ask("forget_held", upload.pk, upload.by, after=timedelta(hours=settings.HELD_HOURS))


def forget_held(job: Job) -> None:
    """The background job of that."""
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(pk=job.subject, state=UploadState.HELD).first()
        if row is not None:
            row.state, row.code = UploadState.FAILED, "held_too_long"
            row.save()
            record(None, "held_file_forgotten", "upload", row.pk)
        finish(job)
    if row is not None:
        wipe(row.held)


def forget_later(job: Job) -> None:
    """The job failed for good: the sweep at the next start wipes the file."""


def _waiting(upload: Upload) -> Upload:
    row = Upload.objects.select_for_update(of=("self",)).select_related("office", "by").get(pk=upload.pk)
    if row.state != UploadState.HELD:
        raise NotHeld("The file no longer waits", hint="Look at the list of files")
    return row
