"""The outlets in which a body publishes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nguon.web.accounts.domain.queries.people import WORKS, offices_of
from nguon.web.accounts.requests import SignedRequest
from nguon.web.programme.domain import outlets
from nguon.web.programme.domain.queries.tasks import body_to_register, outlet_or_404, outlets_of
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest) -> HttpResponse:
    """Outlets of one's bodies; one more is registered by its address."""
    if request.method == "POST":
        body = body_to_register(request.user, request.POST.get("body", ""))

        def run() -> str:
            outlets.register(request.user, body, request.POST.get("host", ""), request.POST.get("name", ""))
            messages.success(request, _("Registered. Links to it count as evidence from now on."))
            return reverse("programme:outlets")

        return once(request, run)
    mine = [one for one in offices_of(request.user) if one.role in WORKS]
    return render(request, "programme/outlets.html", {"outlets": outlets_of(request.user), "mine": mine})


@login_required
@require_POST
def end(request: SignedRequest, pk: int) -> HttpResponse:
    """Take an outlet out of use."""
    outlet = outlet_or_404(request.user, pk)

    def run() -> str:
        outlets.end(request.user, outlet)
        return reverse("programme:outlets")

    return once(request, run)
