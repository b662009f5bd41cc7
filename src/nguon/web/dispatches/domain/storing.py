"""Putting what was read into storage and the database, in the transaction that ends the reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from nguon.core.text import fold
from nguon.duties.duty import Duties
from nguon.reading.document import Document
from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.domain.corrections import show_letterhead
from nguon.web.dispatches.domain.holding import held, keep
from nguon.web.dispatches.domain.parts import put_together
from nguon.web.dispatches.domain.queries.same import same_before
from nguon.web.dispatches.models import Cited, Dispatch, Upload, UploadState


def store(upload: Upload, result: dict[str, Any]) -> Dispatch | None:
    """Make the dispatch of a held file that may be kept; ``None`` where the same bytes are there already.

    Sets the state of the row, which the caller saves.
    """
    digest = hashlib.sha256(held(upload.held).read_bytes()).hexdigest()
    before = Dispatch.objects.filter(office=upload.office, sha256=digest).first()
    if before is not None:
        upload.state, upload.dispatch = UploadState.DUPLICATE, before
        return None
    keep(upload.held, digest)
    document = msgspec.json.decode(result["document"], type=Document)
    duties = msgspec.json.decode(result["duties"], type=Duties)
    dispatch = Dispatch(
        office=upload.office,
        sha256=digest,
        file_name=upload.name,
        media_type=document.file.media_type,
        size=upload.size,
        pages=document.file.pages,
        drawn=result["drawn"],
        document=result["document"],
        duties=result["duties"],
        duty_count=len(duties.duties),
        received_by=upload.by,
    )
    show_letterhead(dispatch, document)
    dispatch.same_as = same_before(dispatch)
    dispatch.save()
    Cited.objects.bulk_create(_cited(dispatch, document))
    upload.state, upload.dispatch = UploadState.READ, dispatch
    record(upload.by, "dispatch_received", "dispatch", dispatch.pk, {"sha256": digest, "duties": dispatch.duty_count})
    if upload.batch:
        upload.save()
        put_together(upload.by, upload.batch)
    return dispatch


def _cited(dispatch: Dispatch, document: Document) -> Iterable[Cited]:
    seen = set()
    for one in document.citations:
        number = fold(f"{one.value.number}/{one.value.symbol}")[:120]
        if (number, one.value.date) not in seen:
            seen.add((number, one.value.date))
            yield Cited(dispatch=dispatch, number=number, date=one.value.date, issuer=(one.value.issuer or "")[:300])
