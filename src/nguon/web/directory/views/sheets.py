"""Imports of the directory: choose a file, look at what changes, apply, undo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.core.errors import UsageError
from nguon.web.accounts.requests import SignedRequest
from nguon.web.directory.domain import sheets as importing
from nguon.web.directory.domain.queries.reach import may_import, office_or_404, offices_to_import
from nguon.web.directory.domain.queries.sheets import SHOWN, changes_of, sheet_or_404, sheets_of, what_depends
from nguon.web.directory.domain.spreadsheet import MAX_BYTES
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: SignedRequest) -> HttpResponse:
    """Choose a spreadsheet; earlier imports."""
    if not may_import(request.user):
        raise Http404
    if request.method == "POST":
        office = office_or_404(request.user, request.POST.get("office", ""))
        file = request.FILES.get("file")

        def act() -> str:
            if file is None:
                raise UsageError("No file was chosen", hint="Choose a spreadsheet")
            data = file.read(MAX_BYTES + 1)
            sheet = importing.look_at(request.user, office, file.name or "", data)
            return reverse("directory:sheet", args=[sheet.pk])

        return once(request, act)
    offices = [] if request.user.administrator else offices_to_import(request.user)
    context = {"sheets": sheets_of(request.user)[:50], "offices": offices}
    return render(request, "directory/sheets.html", context)


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """What an import changes, or did: added, changed, ended; what is wrong, by row."""
    sheet = sheet_or_404(request.user, pk)
    errors = [one for one in sheet.problems if one["error"]]
    changes = [] if errors else changes_of(sheet)
    groups = [
        (kind, [one for one in changes if one.kind == kind], sum(one.kind == kind for one in changes))
        for kind in ("added", "changed", "ended")
    ]
    undoable = sheet.applied_at is not None and sheet.undone_at is None
    context = {
        "sheet": sheet,
        "groups": [(kind, rows[:SHOWN], count, max(0, count - SHOWN)) for kind, rows, count in groups],
        "changes": len(changes),
        "errors": errors[:SHOWN],
        "error_count": len(errors),
        "doubts": [one for one in sheet.problems if not one["error"]][:SHOWN],
        "undoable": undoable,
        "depends": what_depends(sheet)[:SHOWN] if undoable else [],
    }
    return render(request, "directory/sheet.html", context)


@login_required
@require_POST
def apply(request: SignedRequest, pk: int) -> HttpResponse:
    """Write the rows into the directory."""
    sheet = sheet_or_404(request.user, pk)

    def act() -> str:
        done = importing.apply(request.user, sheet)
        messages.success(request, _("The directory was changed: %(n)s rows.") % {"n": len(done.changes)})
        return reverse("directory:sheet", args=[pk])

    return once(request, act)


@login_required
@require_POST
def undo(request: SignedRequest, pk: int) -> HttpResponse:
    """Put every row back."""
    sheet = sheet_or_404(request.user, pk)

    def act() -> str:
        importing.undo(request.user, sheet)
        messages.success(request, _("The import was undone."))
        return reverse("directory:sheet", args=[pk])

    return once(request, act)
