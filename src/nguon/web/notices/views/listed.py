"""The list of one's notices; each opens its task and is read then."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.notices.domain.queries.notices import notice_or_404, seen_notices, undelivered
from nguon.web.notices.domain.reading import mark_read
from nguon.web.programme.domain.states import state_of
from nguon.web.project.once import once


@login_required
@require_safe
def page(request: SignedRequest) -> HttpResponse:
    """The newest first; those not read, or all."""
    all_of_them = request.GET.get("hien") == "het"
    rows = seen_notices(request.user)
    page = Paginator(rows if all_of_them else rows.filter(read_at=None), 40).get_page(request.GET.get("trang"))
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": [(notice, state_of(notice.task, today)) for notice in page],
        "all": all_of_them,
        "filters": {"hien": "het"} if all_of_them else {},
        "undelivered": undelivered(request.user),
    }
    return render(request, "notices/list.html", context)


@login_required
@require_POST
def open_one(request: SignedRequest, pk: int) -> HttpResponse:
    """Mark it as read and go to its task."""
    notice = notice_or_404(request.user, pk)

    def run() -> str:
        mark_read(request.user, notice)
        return reverse("programme:task", args=[notice.task_id])

    return once(request, run)


@login_required
@require_POST
def read_all(request: SignedRequest) -> HttpResponse:
    """Mark all as read."""

    def run() -> str:
        mark_read(request.user)
        return reverse("notices:list")

    return once(request, run)
