"""The coordinator's board, and the tasks behind each figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.chain.domain.queries.chain import chain_of
from nguon.web.chain.domain.queries.history import changed
from nguon.web.programme.domain.queries.board import board, states_of_figure
from nguon.web.programme.domain.queries.keys import state_key
from nguon.web.programme.domain.queries.tasks import (
    coordinates,
    found_programmes,
    programme_or_404,
    tasks_of_programme,
)
from nguon.web.programme.domain.states import ICONS, WORDS, state_of
from nguon.web.programme.models import Task

STATES: Final[dict[str, Callable[[], str]]] = WORDS | {"rut": lambda: _("Withdrawn")}
"""What tasks can be filtered by: their states, and those taken back."""


@login_required
@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Programmes that one sees whole; those in the archive on request, or where a search finds them."""
    search = request.GET.get("tim", "").strip()[:100]
    archived = request.GET.get("luu") == "1"
    page = Paginator(found_programmes(request.user, search, archived=archived), 50).get_page(request.GET.get("trang"))
    return render(request, "programme/list.html", {"page": page, "search": search, "archived": archived})


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """Progress by body and duty; what needs a person."""
    programme = programme_or_404(request.user, pk)
    search = request.GET.get("tim", "").strip()[:100]
    number = request.GET.get("trang", "1")
    found = board(
        programme,
        timezone.localdate(),
        search=search,
        late_first=request.GET.get("xep") != "ten",
        page=int(number) if number.isdecimal() and len(number) < 9 else 1,
    )
    context = {
        "programme": programme,
        "board": found,
        "search": search,
        "by_name": request.GET.get("xep") == "ten",
        "legend_icons": ICONS,
        "legend": [(name, words()) for name, words in zip(ICONS, WORDS.values(), strict=True)],
        "now": timezone.localtime(),
        "decides": coordinates(request.user, programme),
        "chain": chain_of(request.user, programme.dispatch, suggest=False),
        "changes": changed(programme),
    }
    return render(request, "programme/board.html", context)


@login_required
@require_safe
def tasks(request: SignedRequest, pk: int) -> HttpResponse:
    """The tasks behind a figure: by state, body, duty, words."""
    programme = programme_or_404(request.user, pk)
    state, body, duty = (request.GET.get(key, "") for key in ("tt", "cq", "nv"))
    rows = tasks_of_programme(programme, withdrawn=state == "rut")
    if body.isdecimal() and len(body) < 18:
        rows = rows.filter(body=int(body))
    if duty.isdecimal() and len(duty) < 9:
        rows = rows.filter(duty__number=duty)
    today = timezone.localdate()
    if state and state != "rut":
        rows = rows.annotate(key=state_key(today)).filter(key__in=states_of_figure(state))
    filters = {key: str(value) for key, value in request.GET.items() if key in ("tt", "cq", "nv") and value}
    page = Paginator(rows, 50).get_page(request.GET.get("trang"))
    pairs = [(task, state_of(task, today)) for task in page]
    context = {
        "programme": programme,
        "page": page,
        "pairs": pairs,
        "count": page.paginator.count,
        "state": state,
        "duty": pairs[0][0].duty if duty and pairs else None,
        "filters": filters,
        "chips": _chips(filters, pairs[0][0] if pairs else None),
        "states": [(key, words()) for key, words in STATES.items()],
    }
    return render(request, "programme/tasks.html", context)


def _chips(filters: dict[str, str], first: Task | None) -> list[tuple[str, str]]:
    """Each filter in words, with the query that is left without it."""
    words = {
        "tt": STATES[filters["tt"]]() if filters.get("tt") in STATES else filters.get("tt", ""),
        "cq": first.body.name if first else _("one body"),
        "nv": _("Duty") + " " + filters.get("nv", ""),
    }
    return [
        (words[key], urlencode({other: value for other, value in filters.items() if other != key})) for key in filters
    ]
