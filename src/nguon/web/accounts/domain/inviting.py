"""Invitations: links that make an account or give one a role, once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.core.errors import NguonError
from nguon.web.accounts.domain.mailing import mail
from nguon.web.accounts.domain.programme_roles import ROLES, give_to
from nguon.web.accounts.domain.signing import change_password, fold_email, turn_off_second_step
from nguon.web.accounts.models import Invitation, Membership, Role, User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.domain.settle import take_into_use
from nguon.web.directory.models import Body
from nguon.web.programme.models import Programme

HOLDS: Final = timedelta(days=7)


class InvitationOver(NguonError):
    """A link that was used, or is too old."""

    code = "invitation_over"


class EmailTaken(NguonError):
    """An address that has an account already."""

    code = "email_taken"


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A link that was made for a body, and whether it went out by mail."""

    body: Body
    email: str
    secret: str
    mailed: bool


@transaction.atomic
def invite(by: User | None, body: Body | None, role: str = "", note: str = "", email: str = "") -> str:
    """The secret of a new link; without a body it makes an administrator."""
    if (body is None) != (role == "") or (role and role not in Role.values):
        raise AssertionError("a body has a role; an administrator has neither")
    secret, made = _make(by, note, email, body=body, role=role)
    detail = {"body": body.name if body else "", "role": role, "note": note[:200]}
    record(by, "invited", "invitation", made.pk, detail)
    return secret


@transaction.atomic
def invite_to_programme(by: User, programme: Programme, role: str, note: str = "", email: str = "") -> str:
    """The secret of a link that gives a role in one programme."""
    if role not in ROLES:
        raise AssertionError("a programme has coordinators and observers")
    secret, made = _make(by, note, email, programme=programme, programme_role=role)
    record(by, "invited", "invitation", made.pk, {"programme": programme.pk, "role": role, "note": note[:200]})
    return secret


def _make(by: User | None, note: str, email: str, **to: object) -> tuple[str, Invitation]:
    secret = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        secret_hash=_hash(secret),
        note=note[:200],
        email=fold_email(email)[:254],
        by=by,
        until=timezone.now() + HOLDS,
        **to,
    )
    return secret, made


@transaction.atomic
def invite_to(by: User, ref: str, role: str, note: str = "", email: str = "") -> str:
    """Invite to a body of the directory that may not be in use yet."""
    return invite(by, take_into_use([ref])[ref], role, note, email)


@transaction.atomic
def invite_many(by: User, wanted: Sequence[tuple[Body, str]], link: Callable[[str], str]) -> list[Sent]:
    """A manager's link for each body; where there is an address it is sent by mail.

    Args:
        wanted: bodies with the address to which the link goes, empty: none.
        link: the whole address of a secret.
    """
    return [_send(by, body, email, link) for body, email in wanted]


def _send(by: User, body: Body, email: str, link: Callable[[str], str]) -> Sent:
    secret = invite(by, body, Role.MANAGER, email=email)
    return Sent(body=body, email=email, secret=secret, mailed=bool(email) and send_link(email, body.name, link(secret)))


def send_link(email: str, place: str, link: str) -> bool:
    """Send a link by mail; whether mail is set up."""
    title = _("Invitation to Nguồn: %(place)s") % {"place": place}
    words = (
        _("You are invited to work in Nguồn for %(place)s.") % {"place": place},
        _("Open this link within 7 days; it works once:") + "\n" + link,
        _("If you do not know what this is, leave it."),
    )
    return mail(email, title, "\n\n".join(words))


@transaction.atomic
def first_link() -> str | None:
    """The link for the first administrator; ``None`` where there is one. Earlier links of the kind end."""
    if User.objects.filter(administrator=True, is_active=True).exists():
        return None
    Invitation.objects.filter(body=None, programme=None, renews=None, used_at=None).update(until=timezone.now())
    return invite(None, None)


@transaction.atomic
def renewal_link(by: User | None, user: User) -> str:
    """The secret of a link with which a person sets a new password; earlier ones of the kind end.

    For administrators, and the shell (``by`` is ``None``): who gets the link gets the account.
    """
    Invitation.objects.filter(renews=user, used_at=None).update(until=timezone.now())
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(secret_hash=_hash(secret), renews=user, by=by, until=timezone.now() + HOLDS)
    record(by, "password_link_given", "user", user.pk)
    return secret


@transaction.atomic
def renew_password(secret: str, password: str) -> User:
    """Set the password that a link is for: all sessions end, and the second step is off."""
    invitation = open_invitation(secret)
    if invitation.renews is None:
        raise InvitationOver("This link is for something else", hint="Ask for a new one")
    user = invitation.renews
    _use_up(invitation, user)
    if user.totp_since:
        turn_off_second_step(user)
    change_password(user, password)
    return user


def open_invitation(secret: str) -> Invitation:
    """The invitation of a link.

    Raises:
        InvitationOver: there is none, or it was used, or it is too old: the three look alike.
    """
    found = (
        Invitation.objects.select_related("body", "programme", "renews")
        .filter(secret_hash=_hash(secret), used_at=None)
        .first()
    )
    if found is None or found.until <= timezone.now():
        raise InvitationOver("This link was used, or is older than 7 days", hint="Ask for a new one")
    return found


@transaction.atomic
def accept_as_new(secret: str, name: str, email: str, password: str) -> User:
    """Make the account that a link is for."""
    invitation = open_invitation(secret)
    email = fold_email(email)
    if invitation.renews is not None:
        raise InvitationOver("This link is for something else", hint="Ask for a new one")
    if User.objects.filter(email=email).exists():
        raise EmailTaken("There is an account with this address", hint="Sign in, then open the link again")
    user = User(email=email, name=name.strip()[:200])
    user.set_password(password)
    user.save()
    _use(invitation, user)
    return user


@transaction.atomic
def accept_as(secret: str, user: User) -> None:
    """Give an existing account what a link is for."""
    invitation = open_invitation(secret)
    if invitation.renews is not None:
        raise InvitationOver("This link is for something else", hint="Sign out, then open it again")
    _use(invitation, user)


def _use_up(invitation: Invitation, user: User) -> None:
    used = Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=timezone.now(), used_by=user)
    if not used:
        raise InvitationOver("This link was used meanwhile", hint="Ask for a new one")


def _use(invitation: Invitation, user: User) -> None:
    _use_up(invitation, user)
    if invitation.programme is not None:
        give_to(user, invitation.programme, user, invitation.programme_role)
    elif invitation.body is None:
        user.administrator = True
        user.save(update_fields=["administrator"])
        record(user, "became_administrator", "user", user.pk)
    else:
        give_role(user, user, invitation.body, invitation.role)


def give_role(by: User, user: User, body: Body, role: str) -> None:
    """Give a person a role in a body, or change it."""
    Membership.objects.update_or_create(user=user, body=body, defaults={"role": role})
    record(by, "role_given", "user", user.pk, {"body": body.name, "role": role})
