"""Tasks of which notices and digests tell."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from nguon.web.accounts.domain.queries.people import WORKS, body_ids
from nguon.web.accounts.models import User
from nguon.web.notices.models import NoticeKind
from nguon.web.programme.domain.states import soon_until
from nguon.web.programme.models import Task


def told_tasks() -> QuerySet[Task]:
    """Tasks of which anything is told: tracked, not withdrawn, in a programme that is open."""
    return Task.objects.filter(
        duty__tracked=True, programme__closed_at=None, programme__archived_at=None, withdrawal=None
    )


def due_tasks(today: date) -> dict[NoticeKind, QuerySet[Task]]:
    """Those that are late, and those that are due soon; the clock of none of them stands."""
    ticking = told_tasks().filter(waiting_since=None, returned_at=None, done_at=None)
    return {
        NoticeKind.LATE: ticking.filter(in_force__lt=today),
        NoticeKind.DUE_SOON: ticking.filter(in_force__gte=today, in_force__lte=soon_until(today)),
    }


def due_tasks_of(user: User, today: date) -> dict[NoticeKind, QuerySet[Task]]:
    """The same, of the bodies for which a person works, and those given to them in any of their bodies."""
    mine = Q(body__in=body_ids(user, WORKS)) | Q(assignee=user, body__in=body_ids(user))
    return {kind: rows.filter(mine) for kind, rows in due_tasks(today).items()}


def with_words(rows: QuerySet[Task]) -> QuerySet[Task]:
    """With everything that a letter or a sheet shows: one query."""
    found = rows.select_related("duty", "body", "programme__office", "programme__dispatch")
    return found.defer("programme__dispatch__document", "programme__dispatch__duties")
