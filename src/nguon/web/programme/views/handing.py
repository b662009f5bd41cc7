"""Handing a task on to units below: search, choose several, or write the name of one of one's own."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nguon.core.errors import UsageError
from nguon.web.accounts.requests import SignedRequest
from nguon.web.programme.domain.handing import hand_on
from nguon.web.programme.domain.queries.below import units_below
from nguon.web.programme.domain.queries.tasks import may, task_or_404
from nguon.web.project.kept import said
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """The units below; a chosen one gets a task of its own."""
    task = task_or_404(request.user, pk)
    if not may(request.user, task).answer or task.done_at is not None or task.returned_at is not None:
        raise Http404
    if request.method == "POST":
        refs, added = request.POST.getlist("unit")[:200], request.POST.get("added", "").strip()

        def run() -> str:
            if not refs and not added:
                raise UsageError("No unit was chosen", hint="Choose one of the list, or write its name")
            what = request.POST.get("words", "")
            children = [hand_on(request.user, task, ref, words=what) for ref in refs]
            children += [hand_on(request.user, task, added=added, words=what)] if added else []
            count = len(children)
            words = ngettext("Handed on to %(n)s unit.", "Handed on to %(n)s units.", count) % {"n": count}
            undo = {"act": "hand_back", "chosen": children[0].pk} if count == 1 else {}
            said(request, words, action=reverse("programme:act", args=[pk]) if undo else "", **undo)
            return reverse("programme:task", args=[pk]) + "#giao-xuong"

        return once(request, run)
    search = request.GET.get("tim", "").strip()[:100]
    return render(
        request, "programme/hand_on.html", {"task": task, "search": search, "units": units_below(task, search)}
    )
