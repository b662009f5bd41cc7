"""The coordinator's board, the tasks behind each figure, closing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.programme.domain.acts import close as close_programme
from nguon.web.programme.domain.queries.board import board, states_of_figure
from nguon.web.programme.domain.queries.keys import state_key
from nguon.web.programme.domain.queries.tasks import (
    coordinated,
    coordinated_or_404,
    programme_or_404,
    programmes_of,
    tasks_of_programme,
)
from nguon.web.programme.domain.states import ICONS, WORDS, state_of
from nguon.web.programme.models import Task
from nguon.web.project.kept import said
from nguon.web.project.once import once


@login_required
@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Programmes that one sees whole."""
    rows = programmes_of(request.user).defer("dispatch__document", "dispatch__duties")
    return render(request, "programme/list.html", {"page": Paginator(rows, 50).get_page(request.GET.get("trang"))})


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
        page=int(number) if number.isdigit() else 1,
    )
    context = {
        "programme": programme,
        "board": found,
        "search": search,
        "by_name": request.GET.get("xep") == "ten",
        "legend_icons": ICONS,
        "legend": [(name, words()) for name, words in zip(ICONS, WORDS.values(), strict=True)],
        "now": timezone.localtime(),
        "decides": coordinated(request.user).filter(pk=pk).exists(),
    }
    return render(request, "programme/board.html", context)


@login_required
@require_safe
def tasks(request: SignedRequest, pk: int) -> HttpResponse:
    """The tasks behind a figure: by state, body, duty, words."""
    programme = programme_or_404(request.user, pk)
    state, body, duty = (request.GET.get(key, "") for key in ("tt", "cq", "nv"))
    rows = tasks_of_programme(programme)
    if body.isdigit():
        rows = rows.filter(body=int(body))
    if duty.isdigit():
        rows = rows.filter(duty__number=duty)
    today = timezone.localdate()
    if state:
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
        "states": [(key, words()) for key, words in WORDS.items()],
    }
    return render(request, "programme/tasks.html", context)


def _chips(filters: dict[str, str], first: Task | None) -> list[tuple[str, str]]:
    """Each filter in words, with the query that is left without it."""
    words = {
        "tt": WORDS[filters["tt"]]() if filters.get("tt") in WORDS else filters.get("tt", ""),
        "cq": first.body.name if first else _("one body"),
        "nv": _("Duty") + " " + filters.get("nv", ""),
    }
    return [
        (words[key], urlencode({other: value for other, value in filters.items() if other != key})) for key in filters
    ]


@login_required
@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    """Close the programme, or open it again."""
    programme = coordinated_or_404(request.user, pk)

    def act() -> str:
        close_programme(request.user, programme, again=request.POST.get("again") == "yes")
        if request.POST.get("again") == "yes":
            said(request, _("The programme is open again."))
        else:
            said(request, _("The programme is closed; everything stays to be read."), action=request.path, again="yes")
        return reverse("programme:board", args=[pk])

    return once(request, act)
