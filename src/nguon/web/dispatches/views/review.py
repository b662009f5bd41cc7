"""Checking what was read beside the page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nguon.core.text import squeeze
from nguon.web.accounts.requests import SignedRequest
from nguon.web.audit.domain.queries.entries import history
from nguon.web.chain.domain.queries.chain import chain_of
from nguon.web.chain.domain.queries.difference import amended_by
from nguon.web.chain.domain.queries.history import amendable
from nguon.web.dispatches.domain import corrections
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.dispatches.domain.queries.pages import pages_of
from nguon.web.dispatches.domain.queries.review import review, value_now
from nguon.web.project.kept import said
from nguon.web.project.once import once
from nguon.writing.signed import signature_lines


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """Values and duties beside the pages; corrections for those who work in its office."""
    dispatch = dispatches.readable_or_404(request.user, pk)
    found = review(dispatch)
    issued = hasattr(dispatch, "programme")
    works = dispatches.works_on(request.user, dispatch)
    context = {
        "dispatch": dispatch,
        "review": found,
        "pages": pages_of(dispatch, found),
        "may_edit": dispatches.may_edit(request.user, dispatch),
        "own": dispatches.of_own_office(request.user).filter(pk=pk).exists(),
        "works": works,
        "files": dispatches.files_of(dispatch),
        "mains": dispatches.mains_for(dispatch) if works and not dispatch.part_of_id else (),
        "signatures": tuple(signature_lines(found.document, "en" if get_language() == "en" else "vi")),
        "declarations": dispatch.declarations.select_related("by"),
        "chain": chain_of(request.user, dispatch),
        "amends": amended_by(request.user, dispatch) if works else None,
        "amendable": amendable(request.user).exclude(dispatch=dispatch) if works and not issued else (),
        "log": history("dispatch", pk, 20),
    }
    return render(request, "dispatches/review.html", context)


@login_required
@require_POST
def correct(request: SignedRequest, pk: int) -> HttpResponse:
    """Correct one value."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    field, value = request.POST.get("field", ""), request.POST.get("value", "")
    seen, now = request.POST.get("seen"), value_now(dispatch, field)
    if seen is not None and squeeze(seen) != squeeze(now.value) and squeeze(value) != squeeze(now.value):
        context = {"dispatch": dispatch, "field": field, "now": now, "mine": value}
        return render(request, "dispatches/conflict.html", context, status=409)

    def act() -> str:
        made = corrections.correct(request.user, dispatch, field, value)
        back = reverse("dispatches:take_back", args=[pk, made.pk])
        said(request, _("Corrected; what was read stays beside it."), action=back)
        return reverse("dispatches:review", args=[pk]) + f"#c{made.pk}"

    return once(request, act)


@login_required
@require_POST
def take_back(request: SignedRequest, pk: int, correction: int) -> HttpResponse:
    """Go back to what was read."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    row = dispatches.correction_or_404(dispatch, correction)

    def act() -> str:
        corrections.take_back(request.user, dispatch, row)
        return reverse("dispatches:review", args=[pk])

    return once(request, act)
