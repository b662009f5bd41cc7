"""Task sheets (phiếu giao việc): the tasks of one body in one programme, for paper or mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from nguon.web.accounts.domain.queries.people import WORKS
from nguon.web.accounts.models import Membership
from nguon.web.directory.models import Body
from nguon.web.notices.domain.queries.tasks import with_words
from nguon.web.notices.models import BodyAddress, Letter, LetterKind
from nguon.web.programme.models import Programme, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A body of a programme: its tasks, whether somebody answers for it here, its address, the last mail."""

    body: Body
    tasks: int
    has_account: bool
    email: str
    letter: Letter | None


def sheet_tasks(programme: Programme, body: Body) -> QuerySet[Task]:
    """The tasks on one sheet: one query."""
    return with_words(
        Task.objects.filter(programme=programme, body=body, duty__tracked=True, withdrawal=None)
    ).order_by("duty__number")


def body_or_404(programme: Programme, pk: int) -> Body:
    """A body that has tasks in the programme."""
    found = Body.objects.filter(pk=pk, tasks__programme=programme, tasks__withdrawal=None).distinct().first()
    if found is None:
        raise Http404
    return found


def sheet_bodies(programme: Programme) -> QuerySet[Body]:
    """Bodies of a programme, those in which nobody has an account first: a query to count, a query a page."""
    answers = Exists(Membership.objects.filter(body=OuterRef("pk"), role__in=WORKS, user__is_active=True))
    bodies = Body.objects.filter(tasks__programme=programme, tasks__withdrawal=None).annotate(
        n=Count("tasks"), answers=answers
    )
    return bodies.order_by("answers", "name")


def sheet_lines(programme: Programme, bodies: Sequence[Body]) -> list[SheetLine]:
    """What the page says of some bodies of ``sheet_bodies``: two queries."""
    emails = dict(BodyAddress.objects.filter(body__in=bodies).values_list("body", "email"))
    sent = Letter.objects.filter(programme=programme, kind=LetterKind.SHEET, body__in=bodies).order_by("pk")
    letters = {letter.body_id: letter for letter in sent}
    return [
        SheetLine(
            body=body,
            tasks=getattr(body, "n"),  # noqa: B009  # annotated
            has_account=getattr(body, "answers"),  # noqa: B009
            email=emails.get(body.pk, ""),
            letter=letters.get(body.pk),
        )
        for body in bodies
    ]
