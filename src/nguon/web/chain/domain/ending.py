"""Closing a programme with its figures, opening it again, putting it into the archive and taking it out."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.chain.models import Closing, Withdrawal
from nguon.web.programme.domain.acts import DoesNotFit
from nguon.web.programme.domain.queries.keys import state_key
from nguon.web.programme.domain.states import DONE, WORDS
from nguon.web.programme.models import Programme, Task


def figures(programme: Programme, today: date) -> dict[str, int]:
    """Tasks in each state, in all, done, open and withdrawn: two queries."""
    rows = (
        Task.objects.filter(programme=programme, parent=None, withdrawal=None).annotate(key=state_key(today)).order_by()
    )
    counts = dict.fromkeys(WORDS, 0) | {row["key"]: row["n"] for row in rows.values("key").annotate(n=Count("pk"))}
    total, done = sum(counts.values()), sum(counts[key] for key in DONE)
    withdrawn = Withdrawal.objects.filter(task__programme=programme, task__parent=None).count()
    return counts | {"total": total, "done": done, "open": total - done, "withdrawn": withdrawn}


@transaction.atomic
def close(by: User, programme: Programme) -> None:
    """Close a programme: nothing more is done in it, everything stays to be read; its figures are kept.

    Raises:
        DoesNotFit: it is closed.
    """
    held = _locked(programme)
    if held.closed_at is not None:
        raise DoesNotFit("The programme is closed", hint="Load the page again")
    held.closed_at = timezone.now()
    held.save(update_fields=["closed_at"])
    counts = figures(held, timezone.localdate())
    Closing.objects.create(programme=held, figures=counts, by=by)
    record(by, "programme_closed", "programme", held.pk, counts)


@transaction.atomic
def open_again(by: User, programme: Programme) -> None:
    """Open a closed programme again, out of the archive too; the figures of its closing are kept."""
    held = _locked(programme)
    if held.closed_at is None:
        raise DoesNotFit("The programme is open", hint="Load the page again")
    held.closed_at = held.archived_at = None
    held.save(update_fields=["closed_at", "archived_at"])
    Closing.objects.filter(programme=held, opened_at=None).update(opened_at=timezone.now())
    record(by, "programme_opened_again", "programme", held.pk)


@transaction.atomic
def archive(by: User, programme: Programme, *, again: bool = False) -> None:
    """Take a closed programme off the lists, where it is still found; or put it back (``again``).

    Raises:
        DoesNotFit: it is not closed, or is there already.
    """
    held = _locked(programme)
    if held.closed_at is None or (held.archived_at is None) == again:
        raise DoesNotFit("Only a closed programme goes into the archive", hint="Close it first")
    held.archived_at = None if again else timezone.now()
    held.save(update_fields=["archived_at"])
    record(by, "programme_unarchived" if again else "programme_archived", "programme", held.pk)


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
