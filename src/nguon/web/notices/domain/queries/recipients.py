"""Who is told of a task: by role in its body, or as coordinator of its programme."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nguon.web.accounts.domain.queries.people import CHECKS, WORKS
from nguon.web.accounts.models import Membership
from nguon.web.notices.models import Choice
from nguon.web.programme.models import Programme, ProgrammeRole, Task


def members(bodies: Iterable[int], roles: Collection[str] = WORKS) -> dict[int, set[int]]:
    """Body → ids of the people who are told of its tasks: one query."""
    found: dict[int, set[int]] = {}
    rows = Membership.objects.filter(body__in=set(bodies), role__in=roles, user__is_active=True)
    for body, user in rows.values_list("body", "user"):
        found.setdefault(body, set()).add(user)
    return found


def coordinators(programme: Programme) -> set[int]:
    """Those with the role in the programme; where none of them is active, who works in the office that issued it."""
    rows = ProgrammeRole.objects.filter(
        programme=programme, role=ProgrammeRole.COORDINATOR, user__is_active=True
    )  # fmt: skip
    return set(rows.values_list("user", flat=True)) or members([programme.office_id]).get(programme.office_id, set())


def people_of_tasks(tasks: Iterable[Task]) -> dict[int, set[int]]:
    """Task → ids of who is told of it: who works in its body, and the person to whom it is given there: one query."""
    rows = list(tasks)
    found: dict[int, set[int]] = {task.pk: set() for task in rows}
    roles: dict[int, dict[int, str]] = {}
    members_ = Membership.objects.filter(body__in={task.body_id for task in rows}, user__is_active=True)
    for body, user, role in members_.values_list("body", "user", "role"):
        roles.setdefault(body, {})[user] = role
    for task in rows:
        mine = roles.get(task.body_id, {})
        found[task.pk] |= {user for user, role in mine.items() if role in WORKS or user == task.assignee_id}
    return found


def told(task: Task, to: str) -> set[int]:
    """Ids of the people whom a rule of ``groups.RULES`` means.

    Of a task that was handed on, the body above decides; where nobody works there, the coordinators do.
    """
    if to in ("body", "assignee"):
        people = people_of_tasks([task])[task.pk]
        return people if to == "body" else people & {task.assignee_id}
    above = people_of_tasks([task.parent])[task.parent.pk] if task.parent else set()
    found = above or coordinators(task.programme)
    return found | members([task.body_id], CHECKS).get(task.body_id, set()) if to == "checker" else found


def choices(users: Iterable[int]) -> dict[int, Choice]:
    """What each of some people chose; the defaults for who chose nothing: one query."""
    wanted = set(users)
    found = {choice.user_id: choice for choice in Choice.objects.filter(user__in=wanted)}
    return {user: found.get(user) or Choice(user_id=user) for user in wanted}
