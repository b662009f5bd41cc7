"""Who sees which activity, and what they may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from nguon.core.text import bare
from nguon.web.accounts.domain.queries.people import WORKS, body_ids
from nguon.web.accounts.models import User
from nguon.web.activities.domain.queries.keys import with_states
from nguon.web.activities.models import Activity, Step
from nguon.web.programme.domain.queries.tasks import coordinates, visible_tasks
from nguon.web.programme.models import Programme, Task, Theme


def visible_activities(user: User) -> QuerySet[Activity]:
    """Activities of tasks that a person may see, and public ones of programmes in which their bodies have a task."""
    with_us = Task.objects.filter(body__in=body_ids(user)).values("programme")
    return Activity.objects.filter(Q(task__in=visible_tasks(user)) | Q(public=True, programme__in=with_us))


def activity_or_404(user: User, pk: int, now: datetime) -> Activity:
    """An activity that a person may see, with what its page shows and its state as ``key``: one query."""
    rows = with_states(visible_activities(user).filter(pk=pk), now).select_related(
        "task__duty", "task__body", "programme__dispatch"
    )
    found: Activity | None = rows.defer("programme__dispatch__document", "programme__dispatch__duties").first()
    if found is None:
        raise Http404
    return found


def own_activities(user: User, now: datetime) -> QuerySet[Activity, Any]:
    """Activities of a person's bodies, the next ones first."""
    rows = Activity.objects.filter(task__body__in=body_ids(user), programme__archived_at=None)
    return with_states(rows, now).select_related("task__body", "task__duty").order_by("starts", "pk")


def activities_seen_of(user: User, task: int, now: datetime) -> QuerySet[Activity, Any]:
    """All activities of one task that a person may see."""
    rows = Activity.objects.filter(task=task, task__in=visible_tasks(user))
    return with_states(rows, now).select_related("task__body", "task__duty").order_by("starts", "pk")


def activities_of_programme(programme: Programme, now: datetime) -> QuerySet[Activity, Any]:
    """All activities of a programme, in order of time."""
    rows = Activity.objects.filter(programme=programme)
    return with_states(rows, now).select_related("task__body", "task__duty").order_by("starts", "pk")


def activities_of_task(task: Task, now: datetime) -> QuerySet[Activity, Any]:
    """Those that were planned from one task."""
    return with_states(Activity.objects.filter(task=task), now).order_by("starts", "pk")


def clashes(activity: Activity) -> QuerySet[Activity]:
    """Other activities of the programme in the same place at the same time; shown, never a bar."""
    return _clashing(activity.programme_id, activity.place, activity.starts, activity.ends).exclude(pk=activity.pk)


def clashing_pairs(rows: QuerySet[Activity, Any]) -> QuerySet[Activity, Any]:
    """The same rows, each with ``clashes``: whether another one takes its place and time."""
    other = Activity.objects.filter(
        programme=OuterRef("programme"), place_key=OuterRef("place_key"), starts__lt=OuterRef("ends"),
        ends__gt=OuterRef("starts"), called_off_at=None,
    ).exclude(pk=OuterRef("pk")).exclude(place_key="")  # fmt: skip
    return rows.annotate(clashes=Exists(other))


def _clashing(programme: int, place: str, starts: datetime, ends: datetime) -> QuerySet[Activity]:
    same = Activity.objects.filter(
        programme=programme, place_key=bare(place), starts__lt=ends, ends__gt=starts, called_off_at=None
    )
    return same.exclude(place_key="").select_related("task__body").order_by("starts")


def themes_for(task: Task) -> list[Theme]:
    """The themes of the programme, those of the task's own duty first; ``served`` says whether anybody serves them."""
    live = Activity.objects.filter(themes=OuterRef("pk"), called_off_at=None)
    rows = Theme.objects.filter(programme=task.programme_id).annotate(served=Exists(live))
    return sorted(rows, key=lambda theme: (theme.duty_id != task.duty_id, theme.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What a person may do with one activity: change it, see how it is prepared and shown, attach evidence."""

    work: bool
    look: bool
    attach: bool


def may(user: User, activity: Activity) -> May:
    """Their rights: one query."""
    task = activity.task
    work = task.body_id in body_ids(user, WORKS)
    look = visible_tasks(user).filter(pk=task.pk).exists()
    decide = coordinates(user, activity.programme)
    is_open = activity.programme.closed_at is None and task.done_at is None
    return May(work=work and activity.programme.closed_at is None, look=look, attach=(work or decide) and is_open)


def step_or_404(activity: Activity, pk: str) -> Step:
    """A step of an activity."""
    found = activity.steps.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    if found is None:
        raise Http404
    return found
