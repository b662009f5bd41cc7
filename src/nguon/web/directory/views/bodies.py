"""The directory: search and list, the page of a body, the list as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nguon.units.exchange import write_template, write_xlsx
from nguon.web.accounts.requests import SignedRequest
from nguon.web.directory.domain.queries.bodies import FOUND, body_or_404, exported, list_bodies
from nguon.web.directory.domain.queries.reach import may_import
from nguon.web.programme.domain.queries.tasks import task_counts_of_body
from nguon.web.project.days import BadDay, parse_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Bodies by words, as of a day; without words the server's own and those in use."""
    search = request.GET.get("tim", "").strip()[:200]
    on, typed, wrong = _day(request)
    lines = list_bodies(request.user, search, on)
    if request.GET.get("con") == "1":
        lines = [line for line in lines if line.exists]
    page = Paginator(lines, 50).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "count": len(lines),
        "search": search,
        "full": len(lines) >= FOUND and bool(search),
        "on": on,
        "typed": typed,
        "wrong_day": wrong,
        "only_there": request.GET.get("con") == "1",
        "may_import": may_import(request.user),
        "filters": {key: value for key, value in request.GET.items() if key in ("tim", "ngay", "con")},
    }
    return render(request, "directory/list.html", context)


@login_required
@require_safe
def page(request: SignedRequest, ref: str) -> HttpResponse:
    """One body: names, days, what came before and after it, who is in it."""
    on, _typed, _wrong = _day(request)
    found = body_or_404(request.user, ref, on)
    counts = task_counts_of_body(request.user, found.row, timezone.localdate()) if found.row else None
    context = {"found": found, "body": found.body, "exists": found.body.exists(on), "on": on, "counts": counts}
    return render(request, "directory/body.html", context)


@login_required
@require_safe
def download(request: SignedRequest) -> HttpResponse:
    """The present list in the layout that can be imported again."""
    return _workbook("co-quan.xlsx", lambda path: write_xlsx(path, exported(request.user)))


@login_required
@require_safe
def template(request: SignedRequest) -> HttpResponse:
    """An empty list to fill in."""
    return _workbook("mau-co-quan.xlsx", write_template)


def _workbook(name: str, write: Callable[[Path], None]) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        answer = HttpResponse(path.read_bytes(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _day(request: SignedRequest) -> tuple[date, str, bool]:
    """The day asked for (today without one), what was typed, and whether it is no day."""
    typed = request.GET.get("ngay", "").strip()[:20]
    if not typed:
        return timezone.localdate(), "", False
    try:
        return parse_day(typed), typed, False
    except BadDay:
        return timezone.localdate(), typed, True
