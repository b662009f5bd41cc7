"""Who sees which programme and task, and what they may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from nguon.core.text import fold
from nguon.web.accounts.domain.queries.people import CHECKS, WORKS, body_ids
from nguon.web.accounts.domain.queries.rights import rights_of
from nguon.web.accounts.models import User
from nguon.web.directory.models import Body
from nguon.web.programme.models import Evidence, Outlet, Programme, Task, Theme


def programmes_of(user: User) -> QuerySet[Programme]:
    """Programmes of which a person sees the whole, archived ones too: of their office, or with a role in it."""
    mine = Q(office__in=body_ids(user)) | Q(pk__in=list(rights_of(user).programmes))
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
    mine = rights_of(user)
    return Programme.objects.filter(Q(office__in=mine.bodies(WORKS)) | Q(pk__in=mine.coordinates()))


def coordinates(user: User, programme: Programme) -> bool:
    """Whether a programme is one of them: no query beyond the person's rights."""
    mine = rights_of(user)
    return programme.office_id in mine.bodies(WORKS) or programme.pk in mine.coordinates()


def coordinated_or_404(user: User, pk: int) -> Programme:
    """One of them."""
    found = coordinated(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def visible_tasks(user: User) -> QuerySet[Task]:
    """Tasks that a person may see: of their bodies, and of programmes that they see whole."""
    return Task.objects.filter(may_see(user))


def may_see(user: User, task: str = "") -> Q:
    """That of a row: ``task`` is the way from it to the task, such as ``task__``."""
    mine = rights_of(user)
    bodies, roles = mine.bodies(), list(mine.programmes)
    of_body = Q(**{f"{task}body__in": bodies}) | Q(**{f"{task}parent__body__in": bodies})
    whole = Q(**{f"{task}programme__office__in": bodies}) | Q(**{f"{task}programme__in": roles})
    return of_body | whole


def own_tasks(user: User) -> QuerySet[Task, Any]:
    """Tasks of a person's bodies, each with ``below`` and ``below_done``, how many units have it: one query."""
    rows = Task.objects.filter(body__in=body_ids(user), programme__archived_at=None, withdrawal=None)
    below = Task.objects.filter(parent=OuterRef("pk"), withdrawal=None).order_by().values("parent")
    done = below.filter(done_at__isnull=False).annotate(n=Count("pk")).values("n")
    return (
        rows.select_related("duty__addition", "body", "assignee", "programme__dispatch")
        .defer("programme__dispatch__document", "programme__dispatch__duties")
        .annotate(below=Subquery(below.annotate(n=Count("pk")).values("n")), below_done=Coalesce(Subquery(done), 0))
    )


def tasks_of_programme(programme: Programme, *, withdrawn: bool = False) -> QuerySet[Task]:
    """The tasks that the dispatch gave, or those withdrawn, with what a list shows: one query.

    Those that were handed on stand under their parents.
    """
    rows = Task.objects.filter(programme=programme, parent=None, withdrawal__isnull=not withdrawn)
    return rows.select_related("duty__addition", "body", "assignee").order_by("duty__number", "body__name")


def task_or_404(user: User, pk: int) -> Task:
    """A task that a person may see, with everything its page shows."""
    rows = visible_tasks(user).filter(pk=pk).select_related(
        "duty__addition__dispatch", "duty__addition__by", "duty__addition__under", "body", "programme__office",
        "programme__dispatch", "withdrawal__by", "assignee", "parent__body",
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
    rows = Evidence.objects.filter(pk=pk, task__in=visible_tasks(user), taken_back_at=None)
    found = rows.select_related("task__programme", "task__parent").first()
    if found is None:
        raise Http404
    return found


def evidence_of(task: Task) -> QuerySet[Evidence]:
    """What shows that a task was done, its activities among it: one query."""
    rows = task.evidence.filter(taken_back_at=None)
    return rows.select_related("by", "checked_by", "activity").order_by("pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What a person may do with one task: answer for its body, decide as coordinator, check."""

    answer: bool
    decide: bool
    check: bool


def may(user: User, task: Task) -> May:
    """Their rights; the body that handed a task on decides about it as the coordinator does."""
    mine = {one.body_id: one.role for one in rights_of(user).memberships}
    roles = {mine.get(task.body_id)}
    above = task.parent is not None and mine.get(task.parent.body_id) in WORKS
    decide = coordinates(user, task.programme) or above
    return May(answer=bool(roles & set(WORKS)), decide=decide, check=decide or bool(roles & set(CHECKS)))


def task_counts_of_body(user: User, body: Body, today: date) -> dict[str, int] | None:
    """How many tasks of a body a person may see, how many are open and late: one query; ``None`` where none.

    Those that were handed on to it are its tasks too; in the figures of the programme they stand under their parents.
    """
    rows = visible_tasks(user).filter(body=body, programme__archived_at=None, withdrawal=None)
    late = Q(in_force__lt=today, done_at=None, waiting_since=None, returned_at=None)
    found = rows.aggregate(all=Count("pk"), open=Count("pk", Q(done_at=None)), late=Count("pk", late))
    return found if found["all"] else None


def fellow_count(task: Task) -> int:
    """How many other bodies have the same duty."""
    return Task.objects.filter(duty=task.duty_id, parent=None, withdrawal=None).exclude(pk=task.pk).count()


def children_of(task: Task) -> list[Task]:
    """The tasks of the units to which it was handed on, withdrawn ones too: one query."""
    return list(task.children.select_related("body", "duty", "withdrawal").order_by("body__name"))


def child_or_404(task: Task, pk: str) -> Task:
    """One of them."""
    rows = task.children.select_related("body", "parent__body", "parent__programme")
    found = rows.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    if found is None:
        raise Http404
    return found


def people_of(task: Task) -> list[User]:
    """People of the task's body, to whom it can be given."""
    return list(User.objects.filter(memberships__body=task.body_id, is_active=True).order_by("name"))


def themes_of(task: Task) -> list[Theme]:
    """The themes of the programme, those of the task's own duty first; ``serves`` says which it serves."""
    chosen = Task.themes.through.objects.filter(task=task, theme=OuterRef("pk"))
    rows = Theme.objects.filter(programme=task.programme_id).annotate(serves=Exists(chosen))
    return sorted(rows, key=lambda theme: (theme.duty_id != task.duty_id, theme.number))


def outlets_of(user: User) -> list[Outlet]:
    """Outlets that a person's bodies registered: one query."""
    rows = Outlet.objects.filter(body__in=body_ids(user), ended_at=None)
    return list(rows.select_related("body", "by").order_by("body__name", "host"))


def outlet_or_404(user: User, pk: int) -> Outlet:
    """One that a person may take out of use."""
    found = Outlet.objects.filter(pk=pk, body__in=body_ids(user, WORKS), ended_at=None).first()
    if found is None:
        raise Http404
    return found


def body_to_register(user: User, pk: str) -> Body:
    """The body for which a person registers an outlet."""
    rows = Body.objects.filter(pk__in=body_ids(user, WORKS))
    found = (rows.filter(pk=int(pk)) if pk.isdecimal() and len(pk) < 18 else rows).first()
    if found is None:
        raise Http404
    return found
