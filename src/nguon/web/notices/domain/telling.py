"""Making notices: of each event in its own transaction, of a plan, of days that come near or pass. Each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from nguon.web.accounts.models import Membership, User
from nguon.web.chain.models import Change, ChangeKind
from nguon.web.jobs.domain.queue import finish
from nguon.web.jobs.models import Job
from nguon.web.notices.domain import mail
from nguon.web.notices.domain.groups import RULES, mode_of
from nguon.web.notices.domain.queries.recipients import choices, people_of_tasks, told
from nguon.web.notices.domain.queries.tasks import due_tasks
from nguon.web.notices.domain.sheets import mail_sheets
from nguon.web.notices.models import LetterKind, Mode, Notice, NoticeKind
from nguon.web.programme.models import Event, EventKind, Task

BATCH: Final = 500


def event_saved(sender: type[Event], instance: Event, created: bool, **_: Any) -> None:
    """Tell of an event that was just stored; its actor has read what the task told until now."""
    if not created:
        return
    task, rule = instance.task, RULES.get(instance.kind)
    Notice.objects.filter(user=instance.by_id, task=task, read_at=None).update(read_at=timezone.now())
    if rule is None or task.programme.closed_at is not None or not task.duty.tracked:
        return
    people = told(task, rule.to) - {instance.by_id}
    _tell((_of_event(instance, task, rule.kind, user) for user in sorted(people)), f"event:{instance.pk}")


def notices_of_plan(job: Job) -> None:
    """Tell everybody of the tasks of a plan that were given, changed or withdrawn and of which nobody was told yet.

    One mail a person, however many tasks.
    """
    with transaction.atomic():
        programme = int(job.subject)
        given = _untold(Event.objects.filter(kind=EventKind.ISSUED), "event", programme)
        changed = _untold(Change.objects.exclude(kind=ChangeKind.ADDED), "change", programme)
        people = people_of_tasks([one.task for one in given] + [one.task for one in changed])
        rows = [_of_event(one, one.task, NoticeKind.NEW, user) for one in given for user in _others(people, one)]
        rows += [_of_change(one, user) for one in changed for user in _others(people, one)]
        last = max((one.pk for one in given), default=0), max((one.pk for one in changed), default=0)
        _tell(rows, f"plan:{programme}:{last[0]}:{last[1]}")
        alone = {one.task.body_id: one.pk for one in given if not people[one.task_id]}
        mail_sheets(programme, alone)
        finish(job)


Told = TypeVar("Told", Event, Change)


def _untold(rows: QuerySet[Told], field: str, programme: int) -> list[Told]:
    """Events or changes of an open programme's tracked tasks of which there is no notice."""
    told_before = Exists(Notice.objects.filter(**{field: OuterRef("pk")}))
    mine = rows.filter(task__programme=programme, task__programme__closed_at=None, task__duty__tracked=True)
    return list(mine.exclude(told_before).select_related("task").order_by("pk"))


def _others(people: dict[int, set[int]], one: Event | Change) -> list[int]:
    return sorted(people[one.task_id] - {one.by_id})


def _of_change(change: Change, user: int) -> Notice:
    kind = NoticeKind.WITHDRAWN if change.kind == ChangeKind.WITHDRAWN else NoticeKind.CHANGED
    return Notice(user_id=user, kind=kind, task=change.task, change=change, key=f"change:{change.pk}:{user}")


def tell_of_days(today: date) -> None:
    """Tell of tasks whose day comes near or has passed, once for each day in force.

    Waiting for the other side makes no task late: those are left out, with what is done, sent back or closed.
    """
    has_people = Exists(Membership.objects.filter(body=OuterRef("body"), user__is_active=True))
    for kind, rows in due_tasks(today).items():
        told_before = Exists(Notice.objects.filter(task=OuterRef("pk"), kind=kind, day=OuterRef("in_force")))
        found = list(rows.filter(has_people).exclude(told_before).order_by("pk"))
        for start in range(0, len(found), BATCH):
            _tell_of_day(kind, found[start : start + BATCH], today)


@transaction.atomic
def _tell_of_day(kind: NoticeKind, tasks: Sequence[Task], today: date) -> None:
    people = people_of_tasks(tasks)
    _tell(
        (
            Notice(
                user_id=user, kind=kind, task=task, day=task.in_force,
                key=f"{kind}:{task.pk}:{task.in_force}:{user}",
            )
            for task in tasks
            for user in sorted(people[task.pk])
        ),
        f"days:{today}:{kind}:{tasks[0].pk}",
    )  # fmt: skip


def _of_event(event: Event, task: Task, kind: NoticeKind, user: int) -> Notice:
    return Notice(user_id=user, kind=kind, task=task, event=event, key=f"event:{event.pk}:{user}")


def _tell(notices: Iterable[Notice], batch: str) -> None:
    """Store notices that are not there yet, and one letter a person for those that are wanted at once."""
    rows = list(notices)
    if not rows:
        return
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    chosen = choices(row.user_id for row in rows)
    at_once: dict[int, list[str]] = {}
    for row in rows:
        if mode_of(chosen[row.user_id], row.kind) == Mode.NOW:
            at_once.setdefault(row.user_id, []).append(row.key)
    for user in User.objects.filter(pk__in=at_once):
        letter = mail.send(
            f"{batch}:{user.pk}", user.email, LetterKind.NOTICE, person=user, language=chosen[user.pk].language
        )
        if letter is not None:
            Notice.objects.filter(key__in=at_once[user.pk], letter=None).update(letter=letter)
