"""What an import changes, who sees it, and what later depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.units.directory import Directory
from nguon.units.exchange import as_row
from nguon.units.table import ORGANISATION_COLUMNS
from nguon.web.accounts.models import Role, User
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.models import Body, Collective, Entry, Sheet

SHOWN = 60
"""Rows of a table that a page shows; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that an import adds, changes or ends.

    Attributes:
        kind: ``added``, ``changed``, ``ended`` (only the end, successors and source are new).
        ref: id of the body; of a collective its phrase, place and level, one a line.
        before, after: the whole row; ``before`` is ``None`` for one that is added.
        cells: heading, old and new value of each cell that differs.
        shipped: it lays itself over a body that the shipped directory has.
        line: row of the file; 0 where it is not known any more.
    """

    kind: str
    ref: str
    name: str
    before: list[str] | None
    after: list[str] | None
    cells: tuple[tuple[str, str, str], ...] = ()
    is_group: bool = False
    shipped: bool = False
    line: int = 0

    @property
    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {"kind": self.kind, "ref": self.ref, "name": self.name, "before": self.before, "after": self.after,
                "is_group": self.is_group, "line": self.line}  # fmt: skip

    @classmethod
    def of(cls, stored: dict[str, Any]) -> Change:
        """From JSON."""
        before, after = stored["before"] or [], stored["after"] or []
        cells = tuple(
            (column, old, new)
            for column, old, new in zip(ORGANISATION_COLUMNS, before, after, strict=False)
            if old != new
        )
        return cls(**stored, cells=cells if not stored["is_group"] else ())


def changes_of(sheet: Sheet) -> list[Change]:
    """What a spreadsheet changes in the directory as it is now; what it did where it was applied."""
    if sheet.applied_at is not None:
        return [Change.of(one) for one in sheet.changes]
    return [*_bodies(sheet), *_groups(sheet)]


def _bodies(sheet: Sheet) -> Iterator[Change]:
    have = {entry.ref: entry.row for entry in Entry.objects.all()}
    directory = current()
    for row, line in zip(sheet.rows, sheet.lines, strict=True):
        was = have.get(row[0])
        if was == row:
            continue
        shown, shipped = was, False
        if was is None and (there := directory.get(row[0])) is not None:
            shown, shipped = as_row(there), True
        if shown is None:
            yield Change(kind="added", ref=row[0], name=row[1], before=None, after=row, line=line)
            continue
        differ = [i for i in range(len(row)) if row[i] != shown[i]]
        if not differ:
            continue
        yield Change(
            kind="ended" if 8 in differ and set(differ) <= {8, 9, 10} and row[8] else "changed",
            ref=row[0],
            name=row[1],
            before=was,
            after=row,
            cells=tuple((ORGANISATION_COLUMNS[i], shown[i], row[i]) for i in differ),
            shipped=shipped,
            line=line,
        )


def _groups(sheet: Sheet) -> Iterator[Change]:
    have = {(one.phrase, one.under, one.level): one.row for one in Collective.objects.all()}
    for row in sheet.groups:
        key = (row[0], row[2], row[3])
        was = have.get(key)
        if was != row[:4]:
            yield Change(
                kind="added" if was is None else "changed",
                ref="\n".join(key),
                name=row[0],
                before=was,
                after=row[:4],
                cells=(("kinds", was[1], row[1]),) if was else (),
                is_group=True,
            )


def what_depends(sheet: Sheet) -> list[str]:
    """What was done later and needs the rows of an applied import, in words; empty where it can be undone."""
    refs = {one["ref"] for one in sheet.changes}
    added = {one["ref"]: one["name"] for one in sheet.changes if one["before"] is None and not one["is_group"]}
    found = []
    later = Sheet.objects.filter(applied_at__gt=sheet.applied_at, undone_at=None).exclude(pk=sheet.pk)
    for other in later.order_by("pk"):
        if refs & {one["ref"] for one in other.changes}:
            found.append(_("the import “%(name)s” changed the same bodies later") % {"name": other.name})
        elif set(added) & {one["after"][6] for one in other.changes if one["after"] and not one["is_group"]}:
            found.append(_("the import “%(name)s” put bodies below them") % {"name": other.name})
    shipped = {ref for ref in added if Directory.shipped().get(ref) is not None}
    for body in _in_use(sorted(set(added) - shipped)):
        found += [f"{body.name}: {words}" for words in _uses(body)]
    return found


def _in_use(refs: list[str]) -> Iterator[Body]:
    for start in range(0, len(refs), 500):
        yield from Body.objects.filter(ref__in=refs[start : start + 500])


def _uses(body: Body) -> Iterator[str]:
    """What hangs on a body, from every table that points at it."""
    for relation in Body._meta.related_objects:
        count = relation.related_model._base_manager.filter(**{relation.field.name: body.pk}).count()
        if count:
            yield _counted(relation.get_accessor_name() or "", count) % {"n": count}


def _counted(what: str, count: int) -> str:
    match what:
        case "tasks":
            return ngettext("%(n)s task", "%(n)s tasks", count)
        case "memberships":
            return ngettext("%(n)s person", "%(n)s people", count)
        case "dispatches":
            return ngettext("%(n)s dispatch", "%(n)s dispatches", count)
        case "invitations":
            return ngettext("%(n)s invitation", "%(n)s invitations", count)
        case _:
            return ngettext("%(n)s entry", "%(n)s entries", count)


def sheets_of(user: User) -> QuerySet[Sheet]:
    """Imports that a person sees: an administrator all, a manager those of their bodies."""
    rows = Sheet.objects.select_related("by", "office").defer("rows", "lines", "groups", "changes").order_by("-pk")
    if user.administrator:
        return rows
    return rows.filter(office__in=user.memberships.filter(role=Role.MANAGER).values("body"))


def sheet_or_404(user: User, pk: int) -> Sheet:
    """One of them, whole."""
    if not sheets_of(user).filter(pk=pk).exists():
        raise Http404
    return Sheet.objects.select_related("by", "office", "undone_by").get(pk=pk)
