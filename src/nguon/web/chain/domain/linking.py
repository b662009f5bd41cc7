"""Saying that one dispatch carries out another, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import UsageError
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.chain.models import Link
from nguon.web.dispatches.models import Dispatch


@transaction.atomic
def link(by: User, lower: Dispatch, higher: Dispatch) -> None:
    """Say that ``lower`` carries out ``higher``; twice is once.

    Raises:
        UsageError: the two are one, or the other way round was said before.
    """
    if lower.pk == higher.pk or Link.objects.filter(lower=higher, higher=lower, undone_at=None).exists():
        raise UsageError("A dispatch does not carry out itself", hint="Choose the higher one")
    _row, made = Link.objects.get_or_create(lower=lower, higher=higher, undone_at=None, defaults={"by": by})
    if made:
        record(by, "dispatch_linked", "dispatch", lower.pk, {"higher": higher.pk})


@transaction.atomic
def unlink(by: User, row: Link) -> None:
    """Take it back."""
    if Link.objects.filter(pk=row.pk, undone_at=None).update(undone_at=timezone.now()):
        record(by, "dispatch_unlinked", "dispatch", row.lower_id, {"higher": row.higher_id})
