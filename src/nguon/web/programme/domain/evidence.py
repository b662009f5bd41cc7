"""Attaching evidence: pictures lose where they were taken, files are checked by their bytes."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageOps

from nguon.core.errors import NguonError, UsageError
from nguon.core.text import nfc, squeeze
from nguon.reading.readers.sniff import media_type
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.programme.domain.acts import DoesNotFit
from nguon.web.programme.models import Event, EventKind, Evidence, EvidenceKind, Task
from nguon.web.storage.files import stored
from nguon.writing.entries import visible

LONGEST_SIDE: Final = 2000
MAX_PIXELS: Final = 50_000_000
DOCUMENTS: Final = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)


class NotEvidence(NguonError):
    """A file of a kind that is not taken, or that does not open."""

    code = "not_evidence"


def attach(
    by: User,
    task: Task,
    kind: str,
    *,
    file: UploadedFile[bytes] | None = None,
    link: str = "",
    number: int | None = None,
    note: str = "",
) -> Evidence:
    """Attach one piece of evidence to a task.

    Raises:
        NotEvidence: the file is no picture, PDF or DOCX, or does not open; UsageError: what the kind needs is missing.
    """
    made = Evidence(task=task, kind=kind, note=squeeze(nfc(note))[:500], by=by)
    if kind == EvidenceKind.PHOTO or kind == EvidenceKind.MINUTES:
        if file is None:
            raise UsageError("No file was chosen", hint="Choose a file")
        _take(made, file, picture=kind == EvidenceKind.PHOTO)
    elif kind == EvidenceKind.LINK:
        if not link.startswith(("https://", "http://")):
            raise UsageError("The link is missing", hint="It begins with https://")
        made.link = link[:500]
    elif kind == EvidenceKind.HEADCOUNT:
        if number is None:
            raise UsageError("The number is missing", hint="Write how many people came; never who")
        made.number = number
    else:
        raise UsageError("There is no such kind of evidence", hint="Choose one of the list")
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
        if held.done_at is not None or held.programme.closed_at is not None:
            raise DoesNotFit("The task is done or its programme closed", hint="Load the page again")
        made.save()
        Event.objects.create(task=held, kind=EventKind.EVIDENCE, by=by, words=made.note)
        record(by, "evidence_attached", "task", held.pk, {"evidence": made.pk, "kind": kind, "sha256": made.sha256})
    return made


@transaction.atomic
def take_evidence_back(by: User, evidence: Evidence) -> None:
    """Take a piece back, as when the wrong picture was chosen; the row stays."""
    evidence.taken_back_at = timezone.now()
    evidence.save(update_fields=["taken_back_at"])
    record(by, "evidence_taken_back", "task", evidence.task_id, {"evidence": evidence.pk})


def _take(made: Evidence, file: UploadedFile[bytes], *, picture: bool) -> None:
    if (file.size or 0) > settings.MAX_UPLOAD_BYTES:
        raise NotEvidence("The file is too large", hint="Make it smaller")
    data = b"".join(file.chunks())
    made.name = visible(nfc((file.name or "?").replace("\0", "")))[:255]
    if picture:
        data, made.media_type = _clean(data), "image/jpeg"
    else:
        made.media_type = media_type(data, "." + made.name.rsplit(".", 1)[-1].lower()) or ""
        if made.media_type not in DOCUMENTS:
            raise NotEvidence("The file is neither PDF nor DOCX", hint="Save it as PDF")
    made.sha256 = hashlib.sha256(data).hexdigest()
    target = stored(made.sha256)
    if not target.exists():
        target.put([data])


def _clean(data: bytes) -> bytes:
    """The picture drawn anew: upright, at most 2,000 pixels a side, without EXIF, so without the place."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise NotEvidence("The picture has more than 50 million pixels", hint="Make it smaller")
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotEvidence("The picture does not open", hint="Choose a JPEG, PNG or WebP picture") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    Image.frombytes("RGB", upright.size, upright.tobytes()).save(out, "JPEG", quality=85)
    return out.getvalue()
