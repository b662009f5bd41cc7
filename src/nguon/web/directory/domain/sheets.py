"""Importing a spreadsheet of bodies: looked at first, then applied, undone while nothing later depends on it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from nguon.core.errors import NguonError
from nguon.core.text import nfc
from nguon.units.directory import Directory
from nguon.units.exchange import as_row
from nguon.units.names import words
from nguon.units.table import Problem
from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import Detail, record
from nguon.web.directory.domain.queries.current import current, laid_over
from nguon.web.directory.domain.queries.reach import Reach
from nguon.web.directory.domain.queries.sheets import Change, changes_of, what_depends
from nguon.web.directory.domain.spreadsheet import Read, read_spreadsheet
from nguon.web.directory.models import Body, Collective, Entry, Sheet, Stamp

BATCH = 500


class SheetUnusable(NguonError):
    """A spreadsheet that holds errors, or was applied or undone before."""

    code = "sheet_unusable"


class DependedOn(NguonError):
    """Later acts need what an import brought."""

    code = "depended_on"


@transaction.atomic
def look_at(by: User, office: Body | None, name: str, data: bytes) -> Sheet:
    """Read a spreadsheet and keep it for a look; nothing in the directory changes.

    Args:
        office: the body below which it may change something; ``None``: anything (an administrator).

    Raises:
        DirectoryError: it cannot be read at all.
    """
    read = read_spreadsheet(name, data)
    _keep_absent(read)
    problems = list(read.problems)
    if not any(one.error for one in problems):
        problems += _checked(office, read.rows, read.lines, read.groups)
    Sheet.objects.filter(by=by, applied_at=None).delete()
    sheet = Sheet.objects.create(
        by=by,
        office=office,
        name=nfc(name.replace("\0", ""))[:255],
        rows=read.rows,
        lines=read.lines,
        groups=read.groups,
        problems=[asdict(one) for one in sorted(problems, key=lambda one: (not one.error, one.row))[:500]],
    )
    record(by, "sheet_looked_at", "sheet", sheet.pk, {"rows": len(read.rows), "problems": len(problems)})
    return sheet


def _keep_absent(read: Read) -> None:
    """A body that is there keeps what stands in columns that the file does not have."""
    if not read.absent:
        return
    known = {entry.ref: entry.row for entry in Entry.objects.all()}
    directory = current()
    for row in read.rows:
        was = known.get(row[0]) or (as_row(body) if (body := directory.get(row[0])) else None)
        for place in read.absent if was else ():
            row[place] = was[place] if was else ""


def _checked(office: Body | None, rows: list[list[str]], lines: list[int], groups: list[list[str]]) -> list[Problem]:
    """What is wrong with rows that can be read: what the library doubts, and what is out of reach."""
    known = {entry.ref: entry.row for entry in Entry.objects.all()}
    merged = [*(row for ref, row in known.items() if ref not in {one[0] for one in rows}), *rows]
    after = laid_over(merged, groups)
    by_id = dict(zip((row[0] for row in rows), lines, strict=True))
    table = [row[0] for row in merged]
    problems = []
    for one in after.check():
        ref = table[one.row - 2]
        if ref in by_id:
            problems.append(Problem(**asdict(one) | {"file": "organisations", "row": by_id[ref]}))
    if office is None:
        return problems
    if groups:
        problems.append(_refused(2, "phrase", "not_yours", groups[0][0], "groups"))
    before, reach = current(), Reach(office.ref, current(), after)
    for row, line in zip(rows, lines, strict=True):
        if not reach.may_change(row[0]):
            problems.append(_refused(line, "parent", "not_below", row[6] or row[0]))
        elif _takes_name(before, reach, row):
            problems.append(_refused(line, "name", "name_taken", row[1]))
    return problems


def _refused(row: int, column: str, code: str, value: str, file: str = "organisations") -> Problem:
    what = {
        "not_below": "the body is not below yours",
        "not_yours": "collectives are for the administrator",
        "name_taken": "a body that is not below yours bears this name",
    }[code]
    return Problem(file=file, row=row, column=column, code=code, what=what, hint="Delete the row", value=value[:40])


def _takes_name(before: Directory, reach: Reach, row: list[str]) -> bool:
    """Whether a row would stand for a body of the same name that is out of reach: own rows win by name too."""
    found = before.resolve(row[1], on=timezone.localdate()).organisations
    return any(one.id != row[0] and words(one.name) == words(row[1]) and not reach.may_change(one.id) for one in found)


@transaction.atomic
def apply(by: User, sheet: Sheet) -> Sheet:
    """Write the rows of a spreadsheet into the directory; bodies in use follow.

    Raises:
        SheetUnusable: it has errors, changes nothing, or was applied before. DirectoryError: the rows do not fit.
    """
    _wait_for_others()
    sheet = Sheet.objects.select_for_update(of=("self",)).select_related("office").get(pk=sheet.pk)
    if sheet.applied_at is not None or any(one["error"] for one in sheet.problems):
        raise SheetUnusable("The spreadsheet has errors or was applied", hint="Correct it and choose it again")
    again = _checked(sheet.office, sheet.rows, sheet.lines, sheet.groups)
    changes = changes_of(sheet)
    if any(one.error for one in again) or not changes:
        raise SheetUnusable("The spreadsheet does not fit any more, or changes nothing", hint="Choose it again")
    _write(changes, back=False)
    sheet.changes, sheet.applied_at = [one.stored for one in changes], timezone.now()
    sheet.save(update_fields=["changes", "applied_at"])
    counts = {kind: sum(one.kind == kind for one in changes) for kind in ("added", "changed", "ended")}
    digest = hashlib.sha256(json.dumps(sheet.changes, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    detail: Detail = {"name": sheet.name, **counts, "changes": digest}  # the sheet keeps each row before and after
    record(by, "sheet_applied", "sheet", sheet.pk, detail)
    return sheet


@transaction.atomic
def undo(by: User, sheet: Sheet) -> None:
    """Put every row back as it was before an import.

    Raises:
        SheetUnusable: it was not applied, or undone before. DependedOn: later acts need what it brought.
    """
    _wait_for_others()
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.applied_at is None or sheet.undone_at is not None:
        raise SheetUnusable("The import was not applied or was undone", hint="Load the page again")
    if what_depends(sheet):
        raise DependedOn("Later acts need what this import brought", hint="They stand on the page of the import")
    _write([Change.of(one) for one in sheet.changes], back=True)
    sheet.undone_at, sheet.undone_by = timezone.now(), by
    sheet.save(update_fields=["undone_at", "undone_by"])
    record(by, "sheet_undone", "sheet", sheet.pk, {"name": sheet.name})


def _wait_for_others() -> None:
    """One import at a time: the row of the stamp is locked."""
    Stamp.objects.get_or_create(pk=1, defaults={"value": ""})
    Stamp.objects.select_for_update().get(pk=1)


def _write(changes: Iterable[Change], *, back: bool) -> None:
    fresh, gone, renamed = [], [], []
    groups, no_groups = [], []
    for one in changes:
        row = one.before if back else one.after
        if one.is_group:
            no_groups.append(one.ref)
            if row is not None:
                groups.append(Collective(**dict(zip(Collective.FIELDS, row[:4], strict=True))))
            continue
        gone.append(one.ref)
        if row is not None:
            fresh.append(Entry(**dict(zip(Entry.FIELDS, row, strict=True))))
        renamed.append(one.ref)
    for start in range(0, len(gone), BATCH):
        Entry.objects.filter(ref__in=gone[start : start + BATCH]).delete()
    Entry.objects.bulk_create(fresh, batch_size=BATCH)
    for key in no_groups:
        phrase, under, level = key.split("\n")
        Collective.objects.filter(phrase=phrase, under=under, level=level).delete()
    Collective.objects.bulk_create(groups, batch_size=BATCH)
    Stamp.objects.filter(pk=1).update(value=secrets.token_hex(16))
    _follow(renamed)


def _follow(refs: list[str]) -> None:
    """Bodies in use take name, kind and level of their rows; one without a row and without a use goes."""
    directory = current()
    in_use: list[Body] = []
    for start in range(0, len(refs), BATCH):
        in_use += Body.objects.filter(ref__in=refs[start : start + BATCH])
    for body in in_use:
        now = directory.get(body.ref)
        if now is not None:
            body.name, body.kind, body.level = now.name, now.kind, now.level
        else:
            body.delete()
    Body.objects.bulk_update([body for body in in_use if body.pk], ["name", "kind", "level"], batch_size=BATCH)
