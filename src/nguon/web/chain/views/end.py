"""Closing a programme: what is open first; then the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.web.accounts.models import User
from nguon.web.accounts.requests import SignedRequest
from nguon.web.chain.domain import ending
from nguon.web.chain.models import Closing
from nguon.web.programme.domain.queries.keys import state_key
from nguon.web.programme.domain.queries.tasks import coordinated_or_404, tasks_of_programme
from nguon.web.programme.domain.states import DONE, state_of
from nguon.web.programme.models import Programme
from nguon.web.project.once import once

ACTS: Final[dict[str, Callable[[User, Programme], None]]] = {
    "close": ending.close,
    "open": ending.open_again,
    "archive": ending.archive,
    "unarchive": lambda by, programme: ending.archive(by, programme, again=True),
}
SHOWN: Final = 50
"""Open tasks that are listed; the figure leads to all."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """What is still open, the figures, and the button."""
    programme = coordinated_or_404(request.user, pk)

    def act() -> str:
        chosen = ACTS.get(request.POST.get("act", ""))
        if chosen is None:
            raise Http404
        chosen(request.user, programme)
        messages.success(request, _("Saved."))
        return reverse("chain:end", args=[pk])

    if request.method == "POST":
        return once(request, act)
    today = timezone.localdate()
    rows = tasks_of_programme(programme).annotate(key=state_key(today)).exclude(key__in=DONE)
    context = {
        "programme": programme,
        "figures": ending.figures(programme, today),
        "open": [(task, state_of(task, today)) for task in rows[:SHOWN]],
        "closing": Closing.objects.filter(programme=programme, opened_at=None).select_related("by").first(),
    }
    return render(request, "chain/end.html", context)
