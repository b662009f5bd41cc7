"""Saying which file is an annex of which."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from nguon.web.accounts.requests import SignedRequest
from nguon.web.dispatches.domain import parts
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.project.once import once


@login_required
@require_POST
def make_part(request: SignedRequest, pk: int) -> HttpResponse:
    """Make a file an annex of another of the same office; without one it stands by itself again."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    chosen = request.POST.get("main", "")
    main = dispatches.editable_or_404(request.user, int(chosen)) if chosen.isdecimal() and len(chosen) < 10 else None

    def act() -> str:
        parts.make_part(request.user, dispatch, main)
        return reverse("dispatches:review", args=[pk])

    return once(request, act)
