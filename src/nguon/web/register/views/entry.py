"""One entry of the register: enter, correct, strike out, pass on, print the slip."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.core.errors import NguonError
from nguon.web.accounts.requests import SignedRequest
from nguon.web.project.once import once
from nguon.web.project.sentences import sentence
from nguon.web.register.domain import registering
from nguon.web.register.domain.queries.entries import (
    dispatch_or_404,
    entry_or_404,
    may_write,
    offices_to_register,
    prefilled,
    writable_or_404,
)
from nguon.web.register.models import Urgency


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedRequest) -> HttpResponse:
    """Enter a dispatch; one that was read fills the form in."""
    offices = offices_to_register(request.user)
    if not offices:
        raise Http404
    asked = request.POST.get("dispatch") or request.GET.get("van-ban", "")
    dispatch = dispatch_or_404(request.user, asked) if asked else None
    office = dispatch.office if dispatch else offices[0]
    if request.method == "POST":
        if dispatch is None:
            chosen = request.POST.get("office", str(offices[0].pk))
            found = next((one for one in offices if str(one.pk) == chosen), None)
            if found is None:
                raise PermissionDenied
            office = found
        form = request.POST.dict()
        try:
            what = registering.written(form)
        except NguonError as error:
            return _form(request, form, offices, dispatch, sentence(error))

        def act() -> str:
            made = registering.register(request.user, office, what, dispatch=dispatch, book=form.get("book", ""))
            messages.success(request, _("Entered under number %(n)s.") % {"n": made.number})
            if made.counted:
                messages.success(
                    request, _("%(n)s deadlines were counted from the day of receipt.") % {"n": len(made.counted)}
                )
            return reverse("register:entry", args=[made.pk])

        return once(request, act)
    values = prefilled(dispatch) if dispatch else {"received_on": f"{timezone.localdate():%d/%m/%Y}"}
    return _form(request, values, offices, dispatch, "")


def _form(
    request: SignedRequest, values: dict[str, str], offices: object, dispatch: object, wrong: str
) -> HttpResponse:
    context = {
        "values": values,
        "offices": offices,
        "dispatch": dispatch,
        "wrong": wrong,
        "degrees": Urgency.choices,
    }
    return render(request, "register/new.html", context, status=422 if wrong else 200)


@login_required
@require_safe
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """An entry with what was struck out of it, its slips, the deadlines counted from it."""
    entry = entry_or_404(request.user, pk)
    day = "%d/%m/%Y"
    context = {
        "entry": entry,
        "slips": list(entry.slips.select_related("by")),
        "amendments": list(entry.amendments.select_related("by")),
        "may_write": may_write(request.user, entry),
        "degrees": Urgency.choices,
        "today": timezone.localdate(),
        "values": {
            name: getattr(entry, name)
            for name in ("sender", "symbol", "kind", "subject", "urgency", "addressed_to", "note")
        }
        | {
            "received_on": entry.received_on.strftime(day),
            "issued_on": entry.issued_on.strftime(day) if entry.issued_on else "",
        },
    }
    return render(request, "register/entry.html", context)


@login_required
@require_safe
def slip(request: SignedRequest, pk: int) -> HttpResponse:
    """The slip to print; empty lines for a leader who writes by hand where there is none yet."""
    entry = entry_or_404(request.user, pk)
    return render(request, "register/slip.html", {"entry": entry, "slip": next(iter(entry.slips.all()), None)})


@login_required
@require_POST
def pass_on(request: SignedRequest, pk: int) -> HttpResponse:
    """Write the leader's note and who handles it."""
    entry = writable_or_404(request.user, pk)

    def act() -> str:
        registering.pass_on(request.user, entry, request.POST.dict())
        messages.success(request, _("Saved."))
        return reverse("register:entry", args=[pk])

    return once(request, act)


@login_required
@require_POST
def amend(request: SignedRequest, pk: int) -> HttpResponse:
    """Strike values out and write others."""
    entry = writable_or_404(request.user, pk)

    def act() -> str:
        what = registering.written(request.POST.dict())
        registering.amend(request.user, entry, what, request.POST.get("reason", ""))
        messages.success(request, _("Saved; the old words stay, struck out."))
        return reverse("register:entry", args=[pk])

    return once(request, act)


@login_required
@require_POST
def strike(request: SignedRequest, pk: int) -> HttpResponse:
    """Strike the entry out."""
    entry = writable_or_404(request.user, pk)

    def act() -> str:
        registering.strike(request.user, entry, request.POST.get("reason", ""))
        return reverse("register:entry", args=[pk])

    return once(request, act)


@login_required
@require_POST
def restore(request: SignedRequest, pk: int) -> HttpResponse:
    """Undo the striking out."""
    entry = writable_or_404(request.user, pk)

    def act() -> str:
        registering.restore(request.user, entry)
        return reverse("register:entry", args=[pk])

    return once(request, act)
