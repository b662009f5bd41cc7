"""Confirming that a dispatch carries out another, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nguon.web.accounts.requests import SignedRequest
from nguon.web.chain.domain import linking
from nguon.web.chain.domain.queries.chain import link_or_404
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.project.once import once


@login_required
@require_POST
def make(request: SignedRequest, pk: int) -> HttpResponse:
    """The dispatch of one's office carries out a higher one that one may read."""
    lower = dispatches.editable_or_404(request.user, pk)
    chosen = request.POST.get("higher", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        raise Http404
    higher = dispatches.readable_or_404(request.user, int(chosen))

    def act() -> str:
        linking.link(request.user, lower, higher)
        messages.success(request, _("Linked."))
        return reverse("dispatches:review", args=[pk])

    return once(request, act)


@login_required
@require_POST
def take_back(request: SignedRequest, pk: int, link: int) -> HttpResponse:
    """Take the link back."""
    lower = dispatches.editable_or_404(request.user, pk)
    row = link_or_404(lower, link)

    def act() -> str:
        linking.unlink(request.user, row)
        return reverse("dispatches:review", args=[pk])

    return once(request, act)
