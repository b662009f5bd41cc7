"""Withdrawing a task with a reason, and giving it again: it counts nowhere meanwhile, nothing of it is deleted."""

from __future__ import annotations

from django.db import transaction

from nguon.core.text import nfc
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.chain.models import Change, ChangeKind, Withdrawal
from nguon.web.jobs.domain.queue import ask
from nguon.web.programme.domain.acts import MAX_WORDS, DoesNotFit, WordsMissing
from nguon.web.programme.models import Programme, Task


def open_programme(programme: Programme) -> Programme:
    """The programme, locked, where it is neither closed nor archived.

    Raises:
        DoesNotFit: it is.
    """
    held = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if held.closed_at is not None or held.archived_at is not None:
        raise DoesNotFit("The programme is closed", hint="Open it again first")
    return held


@transaction.atomic
def withdraw(by: User, task: Task, reason: str) -> None:
    """Take a task back from its body.

    Raises:
        WordsMissing: no reason. DoesNotFit: it is done, was withdrawn before, or the programme is closed.
    """
    words = nfc(reason.strip())[:MAX_WORDS]
    if not words:
        raise WordsMissing("A reason is missing", hint="Write one sentence")
    held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
    open_programme(held.programme)
    if held.done_at is not None or Withdrawal.objects.filter(task=held).exists():
        raise DoesNotFit("The task is done or was withdrawn", hint="Load the page again")
    Withdrawal.objects.create(task=held, reason=words, by=by)
    Change.objects.create(task=held, kind=ChangeKind.WITHDRAWN, words=words, by=by)
    record(by, "task_withdrawn", "task", held.pk)
    ask("notices_of_plan", held.programme_id, by)


@transaction.atomic
def restore(by: User, task: Task, words: str = "") -> None:
    """Give a withdrawn task again, as it was.

    Raises:
        DoesNotFit: it was not withdrawn, or the programme is closed.
    """
    held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
    open_programme(held.programme)
    row = Withdrawal.objects.filter(task=held).first()
    if row is None:
        raise DoesNotFit("The task was not withdrawn", hint="Load the page again")
    row.delete()
    Change.objects.create(task=held, kind=ChangeKind.RESTORED, words=nfc(words.strip())[:MAX_WORDS], by=by)
    record(by, "task_restored", "task", held.pk)
    ask("notices_of_plan", held.programme_id, by)
