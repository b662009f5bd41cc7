"""Who is meant, settling it, and issuing the plan."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nguon.core.text import fold
from nguon.web.accounts.requests import SignedRequest
from nguon.web.directory.domain import settle as settling
from nguon.web.directory.domain.queries.current import current
from nguon.web.directory.domain.queries.like import bodies_like
from nguon.web.directory.domain.queries.settled import settlements_for
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.dispatches.domain.queries.meant import resolved
from nguon.web.programme.domain.issuing import issue as issue_plan
from nguon.web.project.kept import said
from nguon.web.project.once import once

NOBODY, OTHER = "nobody", "other"


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """Every phrase with the bodies it means; the open one first, its choices beside it."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    found = resolved(dispatch, get_language() or "vi")
    chosen = next((one for one in found.phrases if str(one.key) == request.GET.get("cum")), None)
    chosen = chosen or next(iter(found.phrases), None)
    search = request.GET.get("tim", "").strip()[:200]
    hits = bodies_like(search, found.within)
    tasks = [task for task in found.plan.tasks if task.tracked] if found.plan else []
    context = {
        "dispatch": dispatch,
        "found": found,
        "chosen": chosen,
        "search": search,
        "hits": hits,
        "may_edit": dispatches.may_edit(request.user, dispatch),
        "tasks": len(tasks),
        "bodies": len({task.organisation.id for task in tasks}),
    }
    return render(request, "dispatches/resolve.html", context)


@login_required
@require_safe
def bodies(request: SignedRequest, pk: int) -> HttpResponse:
    """Bodies that fit what is being typed, as tick boxes: the same that the page shows after a search."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    search = request.GET.get("tim", "").strip()[:200]
    within = request.GET.get("trong") or None
    if within is not None and not current().knows(within):
        within = None
    context = {"dispatch": dispatch, "search": search, "hits": bodies_like(search, within)}
    return render(request, "dispatches/bodies.html", context)


@login_required
@require_POST
def settle(request: SignedRequest, pk: int) -> HttpResponse:
    """Say whom a phrase means: bodies of the list, one added by name, or nobody."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    choice = request.POST.getlist("body")
    added = request.POST.get("added", "").strip()
    phrase = request.POST.get("phrase", "")
    address = reverse("dispatches:resolve", args=[pk])
    if not choice and not added:
        messages.error(request, _("Nothing was chosen. Choose a body, add one by its name, or choose “Nobody”."))
        return once(request, lambda: f"{address}?cum={request.POST.get('key', '')}")

    def act() -> str:
        refs = [ref for ref in choice if ref not in (NOBODY, OTHER)]
        remember = request.POST.get("remember") == "yes"
        settling.settle(request.user, dispatch, phrase, refs, remember=remember, added=added)
        said(request, _("Settled."), action=reverse("dispatches:unsettle", args=[pk]), phrase=phrase)
        return address

    return once(request, act)


@login_required
@require_POST
def unsettle(request: SignedRequest, pk: int) -> HttpResponse:
    """Take back what was settled for a phrase."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    row = settlements_for(dispatch).filter(phrase=fold(request.POST.get("phrase", ""))).order_by("-dispatch").first()
    if row is None:
        raise Http404

    def act() -> str:
        settling.unsettle(request.user, dispatch, row)
        return reverse("dispatches:resolve", args=[pk])

    return once(request, act)


@login_required
@require_POST
def issue(request: SignedRequest, pk: int) -> HttpResponse:
    """Issue the plan: its tasks go to their bodies."""
    dispatch = dispatches.editable_or_404(request.user, pk)

    def act() -> str:
        programme = issue_plan(request.user, dispatch, request.POST.get("title", ""))
        messages.success(request, _("The plan is issued."))
        return reverse("programme:board", args=[programme.pk])

    return once(request, act)
