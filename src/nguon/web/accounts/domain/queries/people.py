"""Who is in which body with which role, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from nguon.web.accounts.domain.queries.rights import rights_of
from nguon.web.accounts.models import Invitation, Membership, Role, SignIn, User
from nguon.web.directory.domain.queries.reach import below, offices_to_import
from nguon.web.directory.models import Body
from nguon.web.programme.models import Programme

WORKS: Final = (Role.MANAGER, Role.EDITOR)
"""Roles that receive dispatches, answer tasks and give evidence."""
CHECKS: Final = (Role.MANAGER, Role.VERIFIER)
"""Roles that check what another person of the body said is done."""


def offices_of(user: User) -> list[Membership]:
    """A person's bodies and roles: one query."""
    return list(rights_of(user).memberships)


def body_ids(user: User, roles: Collection[str] | None = None) -> list[int]:
    """Ids of a person's bodies."""
    return rights_of(user).bodies(roles)


def office_to_receive(user: User, pk: str | None = None) -> Body | None:
    """The body for which a person receives dispatches: the one asked for, else the first."""
    mine = Body.objects.filter(pk__in=body_ids(user, WORKS))
    if not pk:
        return mine.first()
    return mine.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None


def runs_programmes(user: User) -> bool:
    """Whether a person works in a body that received dispatches or may do so."""
    return bool(body_ids(user, WORKS))


def home_of(user: User) -> str:
    """Name of the address on which a person's work begins."""
    mine = body_ids(user)
    if user.administrator and not mine:
        return "first"
    owns = Body.objects.filter(pk__in=mine, dispatches__isnull=False).exists()
    return "dispatches:receive" if owns else "programme:tasks"


def first_steps_done(user: User) -> dict[str, bool]:
    """Which of the four first steps are done; says nothing of content."""
    people = User.objects.filter(memberships__isnull=False).exists()
    return {"server": True, "bodies": Body.objects.exists(), "people": people, "received": received_any()}


def received_any() -> bool:
    """Whether a dispatch was ever received on this server."""
    return Body.objects.filter(dispatches__isnull=False).exists()


def may_invite(user: User) -> bool:
    """An administrator, or the manager of a body."""
    return user.administrator or bool(body_ids(user, [Role.MANAGER]))


def managed_bodies(user: User) -> QuerySet[Body]:
    """Bodies to which a person may invite; an administrator to all in use."""
    if user.administrator:
        return Body.objects.all()
    return Body.objects.filter(pk__in=body_ids(user, [Role.MANAGER]))


def members_seen_by(user: User) -> QuerySet[Membership]:
    """Memberships that a person looks after: one query."""
    found = Membership.objects.select_related("user", "body").order_by("body__name", "user__name")
    return found.filter(body__in=managed_bodies(user))


def membership_to_leave_or_404(user: User, pk: int) -> Membership:
    """A membership that a person may end: of the bodies that they look after, or their own."""
    found = members_seen_by(user).filter(pk=pk).first()
    found = found or Membership.objects.select_related("user", "body").filter(pk=pk, user=user).first()
    if found is None:
        raise Http404
    return found


def closed_accounts(user: User) -> QuerySet[User]:
    """Accounts that were closed, for administrators."""
    return User.objects.filter(is_active=False).order_by("name") if user.administrator else User.objects.none()


def closed_or_404(user: User, pk: int) -> User:
    """One of them."""
    found = closed_accounts(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def bodies_without_people(user: User) -> list[Body]:
    """Bodies in use where nobody has an account and no link is open: an administrator's, else those below one's own.

    Three queries.
    """
    waiting = Invitation.objects.filter(used_at=None, until__gt=timezone.now(), body__isnull=False).values("body")
    people = Membership.objects.filter(user__is_active=True).values("body")
    rows = Body.objects.exclude(pk__in=people).exclude(pk__in=waiting).order_by("name")
    if user.administrator:
        return list(rows)
    return below((one.ref for one in offices_to_import(user)), rows)


def programme_to_staff_or_404(user: User, pk: int) -> Programme:
    """A programme whose roles a person gives: managers and editors of its office."""
    found = Programme.objects.filter(pk=pk, office__in=body_ids(user, WORKS)).select_related("office").first()
    if found is None:
        raise Http404
    return found


def open_invitations(user: User) -> QuerySet[Invitation]:
    """Links that were given and not used."""
    mine = Q(body__in=managed_bodies(user))
    return Invitation.objects.filter(mine, used_at=None).select_related("body", "by").order_by("-pk")


def own_sign_ins(user: User) -> QuerySet[SignIn]:
    """Where a person is signed in, the last used first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignIn.objects.filter(user=user, session_key__in=alive).order_by("-seen")


def own_sign_in_or_404(user: User, pk: int) -> SignIn:
    """One of a person's own sessions."""
    found = own_sign_ins(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def person_or_404(user: User, pk: int) -> User:
    """A person to whom an administrator may give a new password."""
    found = User.objects.filter(pk=pk, is_active=True).first() if user.administrator else None
    if found is None:
        raise Http404
    return found
