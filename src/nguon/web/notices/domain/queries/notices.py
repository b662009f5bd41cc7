"""The notices that a person sees: their own, of tasks that they may still see."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import Http404

from nguon.web.accounts.models import User
from nguon.web.notices.models import Choice, Letter, LetterKind, LetterState, Notice
from nguon.web.programme.domain.queries.tasks import may_see

MOST: Final = 100
"""Above which the bar says 99+."""


def _seen(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(may_see(user, "task__"), user=user)


def seen_notices(user: User) -> QuerySet[Notice]:
    """The newest first, with what a line or a letter shows: one query."""
    rows = _seen(user).select_related(
        "event", "change", "task__duty", "task__body", "task__programme__office", "task__programme__dispatch"
    )
    return rows.defer("task__programme__dispatch__document", "task__programme__dispatch__duties").order_by("-pk")


def unread(user: User) -> int:
    """How many are not read, at most ``MOST``: one query."""
    return _seen(user).filter(read_at=None)[:MOST].count()


def notice_or_404(user: User, pk: int) -> Notice:
    """One of a person's own."""
    found = _seen(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def choice_of(user: User) -> Choice:
    """What a person chose, or the defaults."""
    return Choice.objects.filter(user=user).first() or Choice(user=user)


def undelivered(user: User) -> Letter | None:
    """The last mail to a person, if it was given up: their address is wrong, or full."""
    rows = Letter.objects.filter(person=user, state__in=[LetterState.SENT, LetterState.FAILED])
    last = rows.exclude(kind=LetterKind.TEST).order_by("-pk").first()
    return last if last is not None and last.state == LetterState.FAILED else None
