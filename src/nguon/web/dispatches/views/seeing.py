"""Looking at scanned pages before they are stored."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.dispatches.domain import seeing
from nguon.web.dispatches.domain.holding import held_picture
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.project.once import once
from nguon.web.project.sentences import sentence_of
from nguon.web.project.served import ServedFile


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: SignedRequest, pk: int) -> HttpResponse:
    """The pages that wait for a person's eyes, and the declaration for each."""
    upload = dispatches.held_upload_or_404(request.user, pk)

    def act() -> str:
        pages = [int(page) for page in request.POST.getlist("page") if page.isdecimal() and len(page) < 6]
        seeing.declare(request.user, upload, pages)
        upload.refresh_from_db()
        if upload.dispatch_id is None:
            return reverse("dispatches:receive")
        messages.success(request, _("Signed and stored."))
        return reverse("dispatches:review", args=[upload.dispatch_id])

    if request.method == "POST":
        return once(request, act)
    pages = [(page, sentence_of(f"see_{why}"), seeing.statement(page)) for page, why in upload.see]
    return render(request, "dispatches/look.html", {"upload": upload, "pages": pages})


@login_required
@require_safe
def held_page(request: SignedRequest, pk: int, number: int) -> ServedFile:
    """The picture of one of these pages; no browser may keep it."""
    upload = dispatches.held_upload_or_404(request.user, pk)
    path = held_picture(upload.held, number)
    if number not in [page for page, _why in upload.see] or not path.exists():
        raise Http404
    return ServedFile(path.open("rb"), content_type="image/png", headers={"Cache-Control": "no-store"})


@login_required
@require_POST
def discard(request: SignedRequest, pk: int) -> HttpResponse:
    """Delete the file: it bears a stamp, or is not wanted."""
    upload = dispatches.held_upload_or_404(request.user, pk)

    def act() -> str:
        seeing.discard(request.user, upload, secret=request.POST.get("secret") == "yes")
        return reverse("dispatches:receive")

    return once(request, act)
