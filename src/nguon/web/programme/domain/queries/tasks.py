"""Who sees which programme and task, and what they may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from nguon.core.text import fold
from nguon.web.accounts.domain.queries.people import CHECKS, WORKS, body_ids
from nguon.web.accounts.models import Membership, User
from nguon.web.directory.models import Body
from nguon.web.programme.models import Evidence, Programme, ProgrammeRole, Task


def programmes_of(user: User) -> QuerySet[Programme]:
    """Programmes of which a person sees the whole, archived ones too: of their office, or with a role in it."""
    mine = Q(office__in=body_ids(user)) | Q(pk__in=ProgrammeRole.objects.filter(user=user).values("programme"))
    return Programme.objects.filter(mine).select_related("dispatch", "office").order_by("-pk")


def found_programmes(user: User, search: str = "", *, archived: bool = False) -> QuerySet[Programme]:
    """The list of these: open and closed ones, or those in the archive; a search looks through all.

    The search is by words of the title, the number or the office, without diacritics where the database folds them.
    """
    rows = programmes_of(user).defer("dispatch__document", "dispatch__duties")
    if not search:
        return rows.filter(archived_at__isnull=not archived)
    words = Q(title__icontains=search) | Q(dispatch__number__icontains=search) | Q(office__name__icontains=search)
    return rows.filter(words | Q(dispatch__number_key__icontains=fold(search)))


def programme_or_404(user: User, pk: int) -> Programme:
    """One of them."""
    found = programmes_of(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def coordinated(user: User) -> QuerySet[Programme]:
    """Programmes that a person coordinates: managers and editors of the office, and who was given the role."""
    given = ProgrammeRole.objects.filter(user=user, role=ProgrammeRole.COORDINATOR).values("programme")
    return Programme.objects.filter(Q(office__in=body_ids(user, WORKS)) | Q(pk__in=given))


def coordinated_or_404(user: User, pk: int) -> Programme:
    """One of them."""
    found = coordinated(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def visible_tasks(user: User) -> QuerySet[Task]:
    """Tasks that a person may see: of their bodies, and of programmes that they see whole."""
    whole = Programme.objects.filter(
        Q(office__in=body_ids(user)) | Q(pk__in=ProgrammeRole.objects.filter(user=user).values("programme"))
    )
    return Task.objects.filter(Q(body__in=body_ids(user)) | Q(programme__in=whole.values("pk")))


def own_tasks(user: User) -> QuerySet[Task]:
    """Tasks of a person's bodies: one query for a list."""
    rows = Task.objects.filter(body__in=body_ids(user), programme__archived_at=None, withdrawal=None)
    return rows.select_related("duty__addition", "body", "programme__dispatch").defer(
        "programme__dispatch__document", "programme__dispatch__duties"
    )


def tasks_of_programme(programme: Programme, *, withdrawn: bool = False) -> QuerySet[Task]:
    """The tasks of a programme, or those that were withdrawn, with what a list shows: one query."""
    rows = Task.objects.filter(programme=programme, withdrawal__isnull=not withdrawn)
    return rows.select_related("duty__addition", "body").order_by("duty__number", "body__name")


def task_or_404(user: User, pk: int) -> Task:
    """A task that a person may see, with everything its page shows."""
    rows = visible_tasks(user).filter(pk=pk).select_related(
        "duty__addition__dispatch", "duty__addition__by", "duty__addition__under", "body", "programme__office",
        "programme__dispatch", "withdrawal__by",
    )  # fmt: skip
    found = rows.defer(
        "programme__dispatch__document", "programme__dispatch__duties",
        "duty__addition__dispatch__document", "duty__addition__dispatch__duties",
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    return found


def evidence_or_404(user: User, pk: int) -> Evidence:
    """Evidence of a task that a person may see."""
    found = Evidence.objects.filter(pk=pk, task__in=visible_tasks(user), taken_back_at=None).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What a person may do with one task: answer for its body, decide as coordinator, check."""

    answer: bool
    decide: bool
    check: bool


def may(user: User, task: Task) -> May:
    """Their rights: two queries."""
    roles = set(Membership.objects.filter(user=user, body=task.body_id).values_list("role", flat=True))
    decide = coordinated(user).filter(pk=task.programme_id).exists()
    return May(answer=bool(roles & set(WORKS)), decide=decide, check=decide or bool(roles & set(CHECKS)))


def task_counts_of_body(user: User, body: Body, today: date) -> dict[str, int] | None:
    """How many tasks of a body a person may see, how many are open and late: one query; ``None`` where none."""
    rows = visible_tasks(user).filter(body=body, programme__archived_at=None)
    late = Q(in_force__lt=today, done_at=None, waiting_since=None, returned_at=None)
    found = rows.aggregate(all=Count("pk"), open=Count("pk", Q(done_at=None)), late=Count("pk", late))
    return found if found["all"] else None


def fellow_count(task: Task) -> int:
    """How many other bodies have the same duty."""
    return Task.objects.filter(duty=task.duty_id, withdrawal=None).exclude(pk=task.pk).count()
