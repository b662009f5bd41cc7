"""Lists of activities: of one's bodies, of a programme."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.activities.domain.queries.activities import (
    activities_of_programme,
    activities_seen_of,
    clashing_pairs,
    own_activities,
)
from nguon.web.activities.domain.states import WORDS
from nguon.web.activities.models import Activity
from nguon.web.programme.domain.queries.tasks import programme_or_404
from nguon.web.programme.models import Theme


@login_required
@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """Activities of one's bodies: those to come; with ``hien=het`` those that are over or called off."""
    now = timezone.now()
    over = request.GET.get("hien") == "het"
    rows = own_activities(request.user, now)
    if (task := request.GET.get("viec", "")).isdecimal() and len(task) < 18:
        rows = activities_seen_of(request.user, int(task), now)
    settled = ("da-lam", "huy")
    if over:
        rows = rows.filter(Q(key__in=settled)).order_by("-starts", "pk")
    elif not task:
        rows = rows.exclude(Q(key__in=settled))
    return render(
        request,
        "activities/mine.html",
        {"over": over, "filters": {"viec": task} if task else {}, **_page(request, rows)},
    )


@login_required
@require_safe
def of_programme(request: SignedRequest, pk: int) -> HttpResponse:
    """Activities of a programme: by theme (``nd``), body (``cq``), state (``tt``), or those that clash (``trung``)."""
    programme = programme_or_404(request.user, pk)
    rows = activities_of_programme(programme, timezone.now())
    theme = None
    if (number := request.GET.get("nd", "")).isdecimal() and len(number) < 9:
        theme = Theme.objects.filter(programme=programme, number=number).select_related("duty").first()
        rows = rows.filter(themes=theme, called_off_at=None) if theme else rows.none()
    if (body := request.GET.get("cq", "")).isdecimal() and len(body) < 18:
        rows = rows.filter(task__body=int(body))
    state = request.GET.get("tt", "")
    if state in WORDS:
        rows = rows.filter(Q(key=state))
    clash = request.GET.get("trung") == "1"
    if clash:
        rows = clashing_pairs(rows).filter(Q(clashes=True), called_off_at=None)
    context = {
        "programme": programme,
        "theme": theme,
        "state_words": WORDS[state]() if state in WORDS else "",
        "clash": clash,
        "filters": {key: value for key, value in request.GET.items() if key in ("nd", "cq", "tt", "trung")},
        "states": [(key, words()) for key, words in WORDS.items()],
        **_page(request, rows),
    }
    return render(request, "activities/programme.html", context)


def _page(request: HttpRequest, rows: QuerySet[Activity, Any]) -> dict[str, object]:
    """One page of a list, each row with whether it clashes."""
    page = Paginator(clashing_pairs(rows), 50).get_page(request.GET.get("trang"))
    return {"page": page, "count": page.paginator.count}
