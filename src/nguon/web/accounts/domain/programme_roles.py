"""Roles in one programme: coordinator and observer, given and taken by its office."""

from __future__ import annotations

from django.db import transaction

from nguon.core.errors import NguonError
from nguon.web.accounts.domain.signing import fold_email
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.programme.models import Programme, ProgrammeRole

ROLES = (ProgrammeRole.OBSERVER, ProgrammeRole.COORDINATOR)


class NoAccount(NguonError):
    """An address that has no account."""

    code = "no_account"


@transaction.atomic
def give(by: User, programme: Programme, email: str, role: str) -> ProgrammeRole:
    """Give the person with an address a role in a programme, or change it.

    Raises:
        NoAccount: nobody has this address.
    """
    user = User.objects.filter(email=fold_email(email), is_active=True).first()
    if user is None or role not in ROLES:
        raise NoAccount("No account has this address", hint="Invite the person first")
    return give_to(by, programme, user, role)


def give_to(by: User, programme: Programme, user: User, role: str) -> ProgrammeRole:
    """The same for a person who is known."""
    found, _ = ProgrammeRole.objects.update_or_create(programme=programme, user=user, defaults={"role": role})
    record(by, "programme_role_given", "programme", programme.pk, {"user": user.pk, "name": user.name, "role": role})
    return found


@transaction.atomic
def take(by: User, role: ProgrammeRole) -> None:
    """Take a role in a programme away; what the person did stays."""
    detail: Detail = {"user": role.user_id, "name": role.user.name, "role": role.role}
    record(by, "programme_role_ended", "programme", role.programme_id, detail)
    role.delete()
