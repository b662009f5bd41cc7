"""Several files of one dispatch: the main text, and annexes that were sent as files of their own."""

from __future__ import annotations

from django.db import transaction

from nguon.core.errors import UsageError
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.dispatches.models import ON_THE_WAY, Dispatch, Upload, UploadState


def put_together(by: User, batch: str) -> None:
    """When the last file of a batch was read: those without a number of their own are annexes of the one with it.

    Nothing where no file bears a number, or several do: then a person says which belongs to which.
    """
    rows = Upload.objects.filter(batch=batch).select_related("dispatch")
    if any(row.state in ON_THE_WAY or row.state == UploadState.HELD for row in rows):
        return
    files = [row.dispatch for row in rows.order_by("pk") if row.dispatch is not None]
    numbered = [one for one in files if one.number]
    if len(numbered) != 1:
        return
    for one in files:
        if one.pk != numbered[0].pk and one.part_of_id is None:
            make_part(by, one, numbered[0])


@transaction.atomic
def make_part(by: User, dispatch: Dispatch, main: Dispatch | None) -> None:
    """Say that a file is an annex of another; with ``None`` that it stands by itself again.

    Raises:
        UsageError: a dispatch would be part of itself, of a part, or of another office's; or its plan was issued.
    """
    if main is not None:
        wrong = main.pk == dispatch.pk or main.part_of_id is not None or main.office_id != dispatch.office_id
        if wrong or dispatch.parts.exists() or hasattr(dispatch, "programme"):
            raise UsageError("This file cannot be a part of that one", hint="Choose the main text")
    Dispatch.objects.filter(pk=dispatch.pk).update(part_of=main)
    detail = {"main": main.pk if main else None}
    record(by, "made_part" if main else "made_whole", "dispatch", dispatch.pk, detail)
