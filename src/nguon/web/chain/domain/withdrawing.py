"""Withdrawing a task with a reason, and giving it again: it counts nowhere meanwhile, nothing of it is deleted.

What was handed on from it to units below goes and comes with it; what a unit has done already stays done.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from nguon.core.text import nfc
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.chain.models import Change, ChangeKind, Withdrawal
from nguon.web.jobs.domain.queue import ask
from nguon.web.programme.domain.acts import MAX_WORDS, DoesNotFit, WordsMissing
from nguon.web.programme.models import Programme, Task

BLOCK: Final = 500
"""Tasks named in one statement."""


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
    """Take a task back from its body, and from the units below to which it was handed on.

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
    below = open_below([held.pk])
    rows = [(held, False), *((one, True) for one in below)]
    Withdrawal.objects.bulk_create(Withdrawal(task=one, reason=words, by=by, with_above=above) for one, above in rows)
    Change.objects.bulk_create(Change(task=one, kind=ChangeKind.WITHDRAWN, words=words, by=by) for one, _ in rows)
    record(by, "task_withdrawn", "task", held.pk, {"below": len(below)})
    ask("notices_of_plan", held.programme_id, by)


@transaction.atomic
def restore(by: User, task: Task, words: str = "") -> None:
    """Give a withdrawn task again, as it was, with what went with it.

    Raises:
        DoesNotFit: it was not withdrawn, the one from which it was handed on still is, or the programme is closed.
    """
    held = Task.objects.select_for_update(of=("self",)).select_related("programme").get(pk=task.pk)
    open_programme(held.programme)
    row = Withdrawal.objects.filter(task=held).first()
    if row is None:
        raise DoesNotFit("The task was not withdrawn", hint="Load the page again")
    if Withdrawal.objects.filter(task=held.parent_id).exists():
        raise DoesNotFit("The task from which it was handed on is withdrawn", hint="Give that one again")
    back = [held, *gone_with([held.pk])]
    Withdrawal.objects.filter(task__in=back).delete()
    said = nfc(words.strip())[:MAX_WORDS]
    Change.objects.bulk_create(Change(task=one, kind=ChangeKind.RESTORED, words=said, by=by) for one in back)
    record(by, "task_restored", "task", held.pk, {"below": len(back) - 1})
    ask("notices_of_plan", held.programme_id, by)


def open_below(tasks: Iterable[int]) -> list[Task]:
    """What was handed on from some tasks, however often, and is neither done nor withdrawn: a query a step down."""
    return _below(tasks, Task.objects.filter(done_at=None, withdrawal=None))


def gone_with(tasks: Iterable[int]) -> list[Task]:
    """What was withdrawn together with some tasks: a query a step down."""
    return _below(tasks, Task.objects.filter(withdrawal__with_above=True))


def _below(tasks: Iterable[int], rows: QuerySet[Task]) -> list[Task]:
    found: list[Task] = []
    level = list(tasks)
    while level:
        children = [
            one
            for start in range(0, len(level), BLOCK)
            for one in rows.filter(parent__in=level[start : start + BLOCK]).order_by("pk")
        ]
        found += children
        level = [one.pk for one in children]
    return found
