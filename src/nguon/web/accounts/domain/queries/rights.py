"""A person's bodies and roles, read once a request: what every other right is worked out from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from nguon.web.accounts.models import Membership, User
from nguon.web.programme.models import ProgrammeRole


class Rights:
    """Memberships with their bodies, and roles in programmes: one query each, when first asked for."""

    def __init__(self, person: int) -> None:
        self._person = person

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        """Bodies and roles, by the name of the body."""
        rows = Membership.objects.filter(user=self._person).select_related("body")
        return tuple(rows.order_by("body__name"))

    @cached_property
    def programmes(self) -> Mapping[int, str]:
        """Roles in programmes, by the programme's id."""
        return dict(ProgrammeRole.objects.filter(user=self._person).values_list("programme", "role"))

    def bodies(self, roles: Collection[str] | None = None) -> list[int]:
        """Ids of the bodies in which one has any role, or one of these."""
        return [one.body_id for one in self.memberships if roles is None or one.role in roles]

    def coordinates(self) -> list[int]:
        """Ids of the programmes in which one was made coordinator."""
        return [pk for pk, role in self.programmes.items() if role == ProgrammeRole.COORDINATOR]


def hold(user: User) -> None:
    """Keep what is read with this object: it lives as long as a request, and an act is answered by the next one."""
    user.__dict__["held_rights"] = Rights(user.pk)


def rights_of(user: User) -> Rights:
    """The rights held with a person of a request; of any other object, read anew."""
    held = getattr(user, "held_rights", None)
    return held if isinstance(held, Rights) else Rights(user.pk)
