"""The register: list, search, print, workbook."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.register.domain.queries.entries import (
    books_of,
    entries_of,
    filtered,
    offices_to_register,
    unregistered,
)
from nguon.web.register.models import Incoming
from nguon.web.register.workbook import register_workbook

PRINTED = 2_000
"""Entries of one print or workbook; a year of a district office has fewer."""


@login_required
@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """What came in, newest first; dispatches that were read and stand in no book yet."""
    books = list(books_of(request.user))
    page = Paginator(_rows(request), 50).get_page(request.GET.get("trang"))
    offices = offices_to_register(request.user)
    context = _context(request) | {
        "page": page,
        "count": page.paginator.count,
        "books": books,
        "years": sorted({one.year for one in books}, reverse=True),
        "waiting": unregistered(request.user)[:10] if offices else [],
        "may_register": bool(offices),
        "several": len({one.office_id for one in books}) > 1,
    }
    return render(request, "register/list.html", context)


@login_required
@require_safe
def printed(request: SignedRequest) -> HttpResponse:
    """The chosen entries as pages of the book, A4 across, in the order of their numbers."""
    rows = list(_rows(request).order_by("book__year", "book", "number")[:PRINTED])
    if not rows:
        raise Http404
    return render(request, "register/print.html", {"rows": rows, "office": rows[0].book.office, "years": _years(rows)})


@login_required
@require_safe
def workbook(request: SignedRequest) -> HttpResponse:
    """The chosen entries as a workbook."""
    rows = _rows(request).order_by("book__year", "book", "number")[:PRINTED]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(register_workbook(list(rows)), content_type=kind)
    answer["Content-Disposition"] = 'attachment; filename="so-den.xlsx"'
    return answer


def _rows(request: SignedRequest) -> QuerySet[Incoming]:
    found = {key: request.GET.get(key, "").strip()[:200] for key in ("nam", "so", "tim")}
    return filtered(entries_of(request.user), year=found["nam"], book=found["so"], words=found["tim"])


def _context(request: SignedRequest) -> dict[str, Any]:
    filters = {key: value for key, value in request.GET.items() if key in ("nam", "so", "tim") and value}
    query = request.GET.copy()
    query.pop("trang", None)
    return {"filters": filters, "query": query.urlencode(), "title": _("Register of incoming dispatches")}


def _years(rows: list[Incoming]) -> str:
    years = sorted({row.book.year for row in rows})
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
