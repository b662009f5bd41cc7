"""A later dispatch beside the programme that it changes: the difference, then the act."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nguon.web.accounts.requests import SignedRequest
from nguon.web.chain.domain import amending
from nguon.web.chain.domain.queries.difference import difference, kind_of, standing_tasks
from nguon.web.chain.domain.queries.history import amendment_or_404
from nguon.web.chain.models import Amendment, AmendmentKind
from nguon.web.dispatches.domain.queries import dispatches
from nguon.web.programme.domain.queries.tasks import coordinated_or_404
from nguon.web.programme.models import Duty
from nguon.web.project.days import parse_day
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """What the dispatch would change in the chosen programme; nothing changes before it is confirmed."""
    dispatch = dispatches.editable_or_404(request.user, pk)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = asked.get("ct", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        raise Http404
    programme = coordinated_or_404(request.user, int(chosen))
    said = asked.get("loai", "")
    kind = AmendmentKind(said) if said in AmendmentKind.values else kind_of(dispatch) or AmendmentKind.ADDS

    def act() -> str:
        days = _days(request)
        amending.apply(request.user, programme, dispatch, kind, request.POST.getlist("step"), days)
        messages.success(request, _("Carried out. It can be taken back today while nobody has answered."))
        return reverse("programme:board", args=[programme.pk]) + "#thay-doi"

    if request.method == "POST":
        return once(request, act)
    found = difference(programme, dispatch, kind)
    rows = standing_tasks(programme)
    open_duties = {row.duty_id for row in rows if row.done_at is None}
    context = {
        "dispatch": dispatch,
        "programme": programme,
        "first": dispatches.readable_or_404(request.user, programme.dispatch_id),
        "kind": kind,
        "kinds": AmendmentKind.choices,
        "found": found,
        "before": Amendment.objects.filter(programme=programme, dispatch=dispatch, undone_at=None).exists(),
        "duties": Duty.objects.filter(pk__in=open_duties),
    }
    return render(request, "chain/amend.html", context)


def _days(request: SignedRequest) -> dict[int, date]:
    """New days said by hand: number of the duty → day."""
    found = {}
    for name, typed in request.POST.items():
        number = name.removeprefix("due_")
        if name.startswith("due_") and number.isdecimal() and len(number) < 9 and str(typed).strip():
            found[int(number)] = parse_day(str(typed))
    return found


@login_required
@require_POST
def undo(request: SignedRequest, pk: int, amendment: int) -> HttpResponse:
    """Take an amendment back as a whole."""
    programme = coordinated_or_404(request.user, pk)
    row = amendment_or_404(programme, amendment)

    def act() -> str:
        amending.undo(request.user, row)
        messages.success(request, _("Taken back."))
        return reverse("programme:board", args=[pk])

    return once(request, act)
