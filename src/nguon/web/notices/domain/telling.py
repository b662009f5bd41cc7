"""Making notices: of each event in its own transaction, of a plan, of days that come near or pass. Each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from nguon.web.accounts.models import Membership, User
from nguon.web.jobs.domain.queue import finish
from nguon.web.jobs.models import Job
from nguon.web.notices.domain import mail
from nguon.web.notices.domain.groups import RULES, mode_of
from nguon.web.notices.domain.queries.recipients import choices, members, told
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
    """Tell everybody of the tasks of a plan that was issued: one mail a person, however many tasks."""
    with transaction.atomic():
        events = Event.objects.filter(
            task__programme=int(job.subject),
            task__programme__closed_at=None,
            task__duty__tracked=True,
            kind=EventKind.ISSUED,
        ).select_related("task")
        rows = list(events)
        people = members(event.task.body_id for event in rows)
        _tell(
            (
                _of_event(event, event.task, NoticeKind.NEW, user)
                for event in rows
                for user in sorted(people.get(event.task.body_id, set()) - {event.by_id})
            ),
            f"plan:{job.subject}",
        )
        mail_sheets(int(job.subject), {event.task.body_id for event in rows} - set(people))
        finish(job)


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
    people = members(task.body_id for task in tasks)
    _tell(
        (
            Notice(
                user_id=user, kind=kind, task=task, day=task.in_force,
                key=f"{kind}:{task.pk}:{task.in_force}:{user}",
            )
            for task in tasks
            for user in sorted(people.get(task.body_id, set()))
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
