"""Which bodies stand below which, and who may change the directory there."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404

from nguon.units.directory import Directory
from nguon.web.accounts.domain.queries.rights import rights_of
from nguon.web.accounts.models import Role, User
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.models import Body

DEEPEST = 12
"""Steps up a chain of bodies; a longer one is a ring."""


def above(ref: str, directory: Directory) -> list[str]:
    """The ids of the bodies and units above one, the nearest first."""
    found: list[str] = []
    while len(found) < DEEPEST:
        body = directory.get(ref)
        if body is None or not body.parent or body.parent in found:
            break
        found.append(ref := body.parent)
    return found


class Reach:
    """The bodies below one, in a directory as it is and as it would be."""

    def __init__(self, top: str, before: Directory, after: Directory) -> None:
        self.top, self.before, self.after = top, before, after

    def may_change(self, ref: str) -> bool:
        """Whether a body stands below the top now (where it exists) and afterwards; the top itself does not."""
        if ref == self.top:
            return False
        stands = self.before.get(ref) is not None
        return self.top in above(ref, self.after) and (not stands or self.top in above(ref, self.before))


def offices_to_import(user: User) -> list[Body]:
    """Bodies below which a person may change the directory: those that they manage."""
    return [one.body for one in rights_of(user).memberships if one.role == Role.MANAGER]


def may_import(user: User) -> bool:
    """An administrator, or the manager of a body."""
    return user.administrator or bool(rights_of(user).bodies([Role.MANAGER]))


def office_or_404(user: User, pk: str) -> Body | None:
    """The body for which a person imports: ``None`` for an administrator, else one that they manage."""
    if user.administrator:
        return None
    mine = offices_to_import(user)
    chosen = next((one for one in mine if str(one.pk) == pk), mine[0] if mine and not pk else None)
    if chosen is None:
        raise Http404
    return chosen


def below(tops: Iterable[str], bodies: Iterable[Body]) -> list[Body]:
    """Of bodies in use those that stand below one of the tops."""
    wanted, directory = set(tops), current()
    return [body for body in bodies if wanted & set(above(body.ref, directory))] if wanted else []
