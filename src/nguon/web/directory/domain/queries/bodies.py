"""The list of bodies and the page of one, in time, for everybody who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from nguon.core.text import bare
from nguon.units.directory import Directory
from nguon.units.organisation import Organisation
from nguon.web.accounts.domain.queries.rights import rights_of
from nguon.web.accounts.models import Membership, User
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.domain.queries.reach import Reach, offices_to_import
from nguon.web.directory.models import Body, Entry, Settlement

FOUND = 100
"""Bodies of a search that are shown; more words find fewer."""
CHILDREN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A body in a list.

    Attributes:
        exists: whether it is there on the day asked for.
        own: it stands in the directory of this server (imported), not in the shipped one alone.
        used: it is in use: it has people, tasks or dispatches here.
        found_by: the other name by which a search found it.
    """

    body: Organisation
    exists: bool
    own: bool
    used: bool
    found_by: str = ""


def bodies_seen_by(user: User) -> QuerySet[Body]:
    """Bodies in use; one that an office added by its name is seen by that office and by administrators."""
    if user.administrator:
        return Body.objects.all()
    mine = rights_of(user).bodies()
    added = Body.objects.filter(ref__startswith="own:").exclude(pk__in=mine)
    settled = Settlement.objects.filter(office__in=mine).values("bodies")
    return Body.objects.exclude(pk__in=added.exclude(pk__in=settled).values("pk"))


def list_bodies(user: User, search: str, on: date) -> list[Line]:
    """Bodies that a search finds, the nearest first; without one the server's own and those in use: five queries."""
    directory = current()
    entries = set(Entry.objects.values_list("ref", flat=True))
    used = {body.ref: body for body in bodies_seen_by(user)}
    if search:
        found = list(directory.search(search, limit=FOUND))
        known = bare(search).casefold()
        found += [
            _added(one) for ref, one in used.items() if ref.startswith("own:") and known in bare(one.name).casefold()
        ]
    else:
        found = [body for ref in entries if (body := directory.get(ref)) is not None]
        found += [directory.get(ref) or _added(body) for ref, body in used.items() if ref not in entries]
        found.sort(key=lambda one: (bare(one.name).casefold(), one.id))
    return [
        Line(body=one, exists=one.exists(on), own=one.id in entries or one.id.startswith("own:"), used=one.id in used,
             found_by=_why(one, search))
        for one in found
    ]  # fmt: skip


def _added(body: Body) -> Organisation:
    return Organisation(id=body.ref, name=body.name, kind=body.kind, level=body.level)


def _why(body: Organisation, search: str) -> str:
    asked = bare(search).casefold()
    if not asked or asked in bare(body.name).casefold():
        return ""
    return next((name for name in body.short_names if asked in bare(name).casefold()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything about one body that a person may see."""

    body: Organisation
    row: Body | None
    chain: tuple[Organisation, ...]
    before: tuple[Organisation, ...]
    after: tuple[Organisation, ...]
    children: tuple[Organisation, ...]
    people: tuple[Membership, ...]
    sees_people: bool
    own: bool


def body_or_404(user: User, ref: str, on: date) -> Page:
    """The page of a body of the directory, or of one in use."""
    directory = current()
    row = bodies_seen_by(user).filter(ref=ref).first()
    body = directory.get(ref) or (_added(row) if row else None)
    if body is None:
        raise Http404
    sees = row is not None and (
        user.administrator
        or row.pk in rights_of(user).bodies()
        or any(Reach(top.ref, directory, directory).may_change(ref) for top in offices_to_import(user))
    )
    people = row.memberships.select_related("user").order_by("user__name") if row and sees else ()
    chain: list[Organisation] = []
    above = body.parent
    while above and (one := directory.get(above)) is not None and one not in chain and len(chain) < 8:
        chain.append(one)
        above = one.parent
    return Page(
        body=body,
        row=row,
        chain=tuple(reversed(chain)),
        before=directory.predecessors(body.id),
        after=directory.successors(body.id, on) if body.valid_to else (),
        children=_children(directory, ref),
        people=tuple(people),
        sees_people=sees,
        own=Entry.objects.filter(ref=ref).exists(),
    )


def _children(directory: Directory, ref: str) -> tuple[Organisation, ...]:
    rows = Entry.objects.filter(parent=ref).order_by("name").values_list("ref", flat=True)[:CHILDREN]
    return tuple(body for one in rows if (body := directory.get(one)) is not None)


def exported(user: User) -> list[Organisation]:
    """The present list: the server's own rows and the bodies in use that the directory knows."""
    return [line.body for line in list_bodies(user, "", date.today()) if not line.body.id.startswith("own:")]
