"""Leaving a body: what a person holds goes to a named successor, the account closes, the history keeps the name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nguon.core.errors import NguonError
from nguon.web.accounts.models import Invitation, Membership, Role, SignIn, User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.directory.models import Body
from nguon.web.dispatches.models import Upload
from nguon.web.programme.models import Event, EventKind, ProgrammeRole, Task


class NoSuccessor(NguonError):
    """A successor who is not of the body."""

    code = "no_successor"


class LastManager(NguonError):
    """The last manager of a body leaves, and nobody was named."""

    code = "last_manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One kind of open thing that a person holds in a body, and that passes to the successor.

    Attributes:
        words: what it is, for the page.
        model, field: the table, and its column with the person.
        within: which rows belong to a body and are open.
    """

    words: Promise
    model: type[Model]
    field: str
    within: Callable[[Body], Q]

    def rows(self, user: User, body: Body) -> Any:
        """The rows of a person in a body."""
        return self.model._default_manager.filter(self.within(body), **{self.field: user})


TASKS: Final = Holding(
    words=_("Tasks given to the person"),
    model=Task,
    field="assignee",
    within=lambda body: Q(body=body, done_at=None),
)
HOLDINGS: Final = (
    TASKS,
    Holding(
        words=_("Files chosen and not finished"),
        model=Upload,
        field="by",
        within=lambda body: Q(office=body, put_away=False),
    ),
    Holding(
        words=_("Roles in programmes of this office"),
        model=ProgrammeRole,
        field="user",
        within=lambda body: Q(programme__office=body, programme__archived_at=None),
    ),
)
"""What passes on. A part that gives people something of their own to do adds its row here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What leaving would mean: shown before it is done.

    Attributes:
        held: words and count of each kind of open thing.
        questions: open questions that the person asked for the body; they stay with the body.
        last_manager: nobody else manages the body.
        closes: no other role is left, so the account closes.
        successors: members of the body who may take over.
    """

    held: tuple[tuple[Promise, int], ...]
    questions: int
    last_manager: bool
    closes: bool
    successors: tuple[Membership, ...]


def what_leaving_means(membership: Membership) -> Leaving:
    """Look before leaving: seven queries."""
    user, body = membership.user, membership.body
    others = Membership.objects.filter(body=body, user__is_active=True).exclude(user=user).select_related("user")
    successors = tuple(others.order_by("user__name"))
    asked = Event.objects.filter(by=user, kind=EventKind.ASKED, task__body=body, task__waiting_for="answer")
    return Leaving(
        held=tuple((one.words, one.rows(user, body).count()) for one in HOLDINGS),
        questions=asked.values("task").distinct().count(),
        last_manager=membership.role == Role.MANAGER and not any(one.role == Role.MANAGER for one in successors),
        closes=_closes(membership),
        successors=successors,
    )


def _closes(membership: Membership) -> bool:
    user = membership.user
    elsewhere = Membership.objects.filter(user=user).exclude(pk=membership.pk).exists()
    roles = ProgrammeRole.objects.filter(user=user).exclude(programme__office=membership.body).exists()
    return not (user.administrator or elsewhere or roles)


@transaction.atomic
def leave(
    by: User, membership: Membership, successor: int | None, *, make_manager: bool = False, without: bool = False
) -> bool:
    """End a membership; what is open passes to the successor. Returns whether the account closed.

    Args:
        successor: id of the person of the same body who takes over; ``None``: open things stay unassigned.
        make_manager: the successor becomes manager.
        without: the body may stay without a manager.

    Raises:
        NoSuccessor, LastManager.
    """
    held = Membership.objects.select_for_update(of=("self",)).select_related("user", "body").get(pk=membership.pk)
    user, body = held.user, held.body
    means = what_leaving_means(held)
    heir = next((one for one in means.successors if one.user_id == successor), None)
    if successor is not None and heir is None:
        raise NoSuccessor("The successor is not of this body", hint="Choose one of the list")
    if means.last_manager and not without and not (heir is not None and make_manager):
        raise LastManager("This is the last manager of the body", hint="Name a manager, or say that none is needed")
    if heir is not None and make_manager and heir.role != Role.MANAGER:
        Membership.objects.filter(pk=heir.pk).update(role=Role.MANAGER)
        record(by, "role_given", "user", heir.user_id, {"body": body.name, "role": Role.MANAGER})
    passed = _pass_on(by, user, body, heir.user if heir else None)
    name = heir.user.name if heir else ""
    record(by, "role_ended", "user", user.pk, {"body": body.name, "role": held.role})
    detail: Detail = {"body": body.name, "to": name, "passed": passed}
    record(by, "handed_over", "user", user.pk, detail)
    _end_links(by, user, Q(body=body) | Q(programme__office=body))
    held.delete()
    if means.closes:
        close(by, user)
    return means.closes


def _end_links(by: User, user: User, which: Q) -> None:
    """Links that somebody made lead nowhere once they may not make them any more."""
    ended = Invitation.objects.filter(which, by=user, used_at=None, until__gt=timezone.now()).update(
        until=timezone.now()
    )
    if ended:
        record(by, "links_ended", "user", user.pk, {"links": ended})


def _pass_on(by: User, user: User, body: Body, heir: User | None) -> int:
    passed = 0
    for one in HOLDINGS:
        rows = one.rows(user, body)
        if one.model is ProgrammeRole:
            passed += _pass_roles(by, rows, heir)
        elif heir is not None:
            passed += rows.update(**{one.field: heir})
        elif one is TASKS:
            rows.update(**{one.field: None})
    return passed


def _pass_roles(by: User, rows: QuerySet[ProgrammeRole], heir: User | None) -> int:
    """A successor who has a role in the programme keeps the greater one."""
    passed = 0
    for role in list(rows.select_related("user")):
        if heir is not None:
            mine, made = ProgrammeRole.objects.get_or_create(
                programme_id=role.programme_id, user=heir, defaults={"role": role.role}
            )
            if not made and role.role == ProgrammeRole.COORDINATOR:
                mine.role = role.role
                mine.save(update_fields=["role"])
            passed += 1
            detail: Detail = {"user": heir.pk, "name": heir.name, "role": mine.role}
            record(by, "programme_role_given", "programme", role.programme_id, detail)
        detail = {"user": role.user_id, "name": role.user.name, "role": role.role}
        record(by, "programme_role_ended", "programme", role.programme_id, detail)
        role.delete()
    return passed


def close(by: User, user: User) -> None:
    """Close an account: nobody signs in with it, and every session ends. The name stays in what was done."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_ins = SignIn.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(sign_ins.values_list("session_key", flat=True))).delete()
    sign_ins.delete()
    _end_links(by, user, Q())
    record(by, "account_closed", "user", user.pk)


@transaction.atomic
def open_again(by: User, user: User) -> None:
    """Open a closed account again; it has no role until it is given one."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    record(by, "account_opened", "user", user.pk)
