"""Attaching evidence: pictures and recordings lose where they were taken, files are known by their bytes."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, Never

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from nguon.core.errors import UsageError
from nguon.core.text import nfc, squeeze
from nguon.reading.readers.sniff import media_type
from nguon.web.accounts.models import User
from nguon.web.activities.models import Activity
from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.domain.stamped import bears_stamp
from nguon.web.dispatches.secrecy import degree_in_name
from nguon.web.programme.domain.acts import DoesNotFit, SamePerson
from nguon.web.programme.domain.outlets import check_link
from nguon.web.programme.domain.pictures import NotEvidence, clean, is_picture
from nguon.web.programme.domain.recordings import HEAD, container, plays, take_place_out
from nguon.web.programme.models import Event, EventKind, Evidence, EvidenceKind, Task
from nguon.web.storage.files import blocks, stored
from nguon.writing.entries import visible

__all__ = ["NotEvidence", "attach", "check_evidence", "kind_of", "take_check_back", "take_evidence_back"]
MAX_PICTURE_BYTES: Final = 40_000_000
DOCUMENTS: Final = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
FILES: Final = frozenset({EvidenceKind.PHOTO, EvidenceKind.MINUTES, EvidenceKind.RECORDING})


class SecretName(NotEvidence):
    """A file whose name says that it is a state secret; nothing of it is stored."""

    code = "secret_name"


class SecretStamp(NotEvidence):
    """A document with a stamp of secrecy; nothing of it is stored."""

    code = "secret"


def is_secret(file: UploadedFile[bytes]) -> bool:
    """Whether a document bears a stamp of secrecy; called before the form's transaction, since it may take seconds."""
    if kind_of(file) != EvidenceKind.MINUTES or (file.size or 0) > settings.MAX_UPLOAD_BYTES:
        return False
    found = bears_stamp(file.chunks(), file.name or "")
    file.seek(0)
    return found


def refuse_secret(by: User, task: Task) -> Never:
    """Say that a file was refused for its stamp, and keep that in the log, without its name.

    Raises:
        SecretStamp: always.
    """
    record(by, "secret_refused", "task", task.pk)
    raise SecretStamp("The file bears a stamp of secrecy", hint="Use a stand-alone machine")


def kind_of(file: UploadedFile[bytes]) -> EvidenceKind:
    """The kind of evidence that a file is, by its first bytes: picture, recording, else minutes."""
    head = file.read(HEAD)
    file.seek(0)
    if is_picture(head):
        return EvidenceKind.PHOTO
    return EvidenceKind.RECORDING if container(head) else EvidenceKind.MINUTES


def attach(
    by: User,
    task: Task,
    kind: str,
    *,
    file: UploadedFile[bytes] | None = None,
    link: str = "",
    number: int | None = None,
    note: str = "",
    activity: Activity | None = None,
) -> Evidence:
    """Attach one piece of evidence to a task, or to one of its activities.

    Raises:
        SecretName; NotEvidence: the file is no picture, recording, PDF or DOCX, does not open, or is too large;
            OutletUnknown: the link leads to no outlet of the body; UsageError: what the kind needs is missing;
            DoesNotFit: the task is done.
    """
    made = Evidence(task=task, activity=activity, kind=kind, note=squeeze(nfc(note))[:500], by=by)
    if kind in FILES:
        if file is None:
            raise UsageError("No file was chosen", hint="Choose a file")
        _take(made, file)
    elif kind == EvidenceKind.LINK:
        check_link(task.body, link)
        made.link = link[:500]
    elif kind == EvidenceKind.HEADCOUNT:
        if number is None:
            raise UsageError("The number is missing", hint="Write how many people came; never who")
        made.number = number
    else:
        raise UsageError("There is no such kind of evidence", hint="Choose one of the list")
    with transaction.atomic():
        held = _open(task.pk)
        made.save()
        Event.objects.create(task=held, kind=EventKind.EVIDENCE, by=by, words=made.note)
        record(by, "evidence_attached", "task", held.pk, {"evidence": made.pk, "kind": kind, "sha256": made.sha256})
    return made


@transaction.atomic
def take_evidence_back(by: User, evidence: Evidence) -> None:
    """Take a piece back, as when the wrong picture was chosen; the row stays.

    Raises:
        DoesNotFit: the task is done or withdrawn, its programme closed, or somebody said that the piece shows it.
    """
    _open(evidence.task_id)
    evidence.refresh_from_db()
    if evidence.checked_at is not None or evidence.taken_back_at is not None:
        raise DoesNotFit("The piece was checked or taken back", hint="Load the page again")
    evidence.taken_back_at = timezone.now()
    evidence.save(update_fields=["taken_back_at"])
    record(by, "evidence_taken_back", "task", evidence.task_id, {"evidence": evidence.pk})


@transaction.atomic
def check_evidence(by: User, evidence: Evidence) -> None:
    """Say that a piece shows what it should.

    Raises:
        SamePerson: the one who attached it. DoesNotFit: the programme is closed.
    """
    _not_closed(evidence.task_id)
    if evidence.by_id == by.pk:
        raise SamePerson("Who attached it does not check it", hint="Ask a second person")
    evidence.checked_by, evidence.checked_at = by, timezone.now()
    evidence.save(update_fields=["checked_by", "checked_at"])
    record(by, "evidence_checked", "task", evidence.task_id, {"evidence": evidence.pk})


@transaction.atomic
def take_check_back(by: User, evidence: Evidence) -> None:
    """Take a check back.

    Raises:
        DoesNotFit: the programme is closed.
    """
    _not_closed(evidence.task_id)
    evidence.checked_by, evidence.checked_at = None, None
    evidence.save(update_fields=["checked_by", "checked_at"])
    record(by, "evidence_check_taken_back", "task", evidence.task_id, {"evidence": evidence.pk})


def _not_closed(pk: int) -> Task:
    held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=pk)
    if held.programme.closed_at is not None:
        raise DoesNotFit("The programme is closed", hint="Ask the coordinator to open it again")
    return held


def _open(pk: int) -> Task:
    """The task, locked, while evidence of it may still change."""
    held = _not_closed(pk)
    if held.done_at is not None or hasattr(held, "withdrawal"):
        raise DoesNotFit("The task is done or withdrawn", hint="Load the page again")
    return held


def _take(made: Evidence, file: UploadedFile[bytes]) -> None:
    """Store the file of a piece, cleaned; its kind says what the bytes must be."""
    size = file.size or 0
    if size > settings.MAX_UPLOAD_BYTES or (made.kind == EvidenceKind.PHOTO and size > MAX_PICTURE_BYTES):
        raise NotEvidence("The file is too large", hint="Make it smaller")
    made.name = visible(nfc((file.name or "?").replace("\0", "")))[:255]
    if degree_in_name(made.name):
        raise SecretName("The name says that it is a state secret", hint="Handle it on a stand-alone machine")
    if made.kind == EvidenceKind.PHOTO:
        picture, made.media_type = clean(b"".join(file.chunks())), "image/jpeg"
        made.sha256 = _store(lambda out: out.write(picture))
    elif made.kind == EvidenceKind.RECORDING:
        made.media_type = container(file.read(HEAD))
        file.seek(0)
        if not made.media_type:
            raise NotEvidence("The file is no recording", hint="Choose sound or film")
        made.sha256 = _store(lambda out: _record(file, out))
    else:
        data = b"".join(file.chunks())
        made.media_type = media_type(data, "." + made.name.rsplit(".", 1)[-1].lower()) or ""
        if made.media_type not in DOCUMENTS:
            raise NotEvidence("The file is neither PDF nor DOCX", hint="Save it as PDF")
        made.sha256 = _store(lambda out: out.write(data))


def _record(file: UploadedFile[bytes], out: BinaryIO) -> None:
    for chunk in file.chunks():
        out.write(chunk)
    size = out.tell()
    out.seek(0)
    if out.read(HEAD)[4:8] == b"ftyp":
        take_place_out(out, size)
    out.flush()
    if not plays(Path(out.name)):
        raise NotEvidence("The recording does not play", hint="Save it as MP3, M4A or MP4")


def _store(write: Callable[[BinaryIO], object]) -> str:
    """Write a file in the private folder, then put it into storage under its digest. Returns the digest."""
    fresh = Path(settings.INCOMING) / f"evidence.{secrets.token_hex(8)}"
    try:
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL, 0o600))
        with fresh.open("r+b") as out:
            write(out)
            out.seek(0)
            digest = hashlib.file_digest(out, "sha256").hexdigest()
            out.seek(0)
            target = stored(digest)
            if not target.exists():
                target.put(blocks(out))
    finally:
        fresh.unlink(missing_ok=True)
    return digest
