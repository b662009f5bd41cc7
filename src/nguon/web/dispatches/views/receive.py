"""Receiving dispatches, and the list of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.web.accounts.domain.queries.people import office_to_receive
from nguon.web.accounts.requests import SignedRequest
from nguon.web.dispatches.domain import receiving
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.project.once import once
from nguon.web.project.sentences import sentence_of


@login_required
@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """Dispatches of one's bodies, newest first."""
    page = Paginator(dispatches.listed(request.user), 50).get_page(request.GET.get("trang"))
    context = {"page": page, "may_receive": office_to_receive(request.user) is not None}
    return render(request, "dispatches/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: SignedRequest) -> HttpResponse:
    """Choose files; see what became of those before."""
    office = office_to_receive(request.user, request.POST.get("office") or None)
    if office is None:
        raise Http404

    def act() -> str:
        receiving.receive(
            request.user, office, request.FILES.getlist("files"), together=request.POST.get("together") == "yes"
        )
        return reverse("dispatches:receive")

    if request.method == "POST":
        return once(request, act)
    return render(request, "dispatches/receive.html", {"office": office} | _rows(request))


@login_required
@require_safe
def progress(request: SignedRequest) -> HttpResponse:
    """The rows alone, asked for every second while something is being read."""
    return render(request, "dispatches/uploads.html", _rows(request))


@login_required
@require_POST
def put_away(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a row off the list."""
    upload = dispatches.own_upload_or_404(request.user, pk)

    def act() -> str:
        receiving.put_away(request.user, upload)
        return reverse("dispatches:receive")

    return once(request, act)


def _rows(request: SignedRequest) -> dict[str, object]:
    rows = [(row, sentence_of(row.code) if row.code else "") for row in dispatches.own_uploads(request.user)]
    return {"rows": rows, "counts": dispatches.upload_counts(request.user)}
