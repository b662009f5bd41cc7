"""Task sheets for bodies without an account: printed by the coordinator, or sent by mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.domain.queries.sheets import body_or_404, sheet_bodies, sheet_lines, sheet_tasks
from nguon.web.notices.domain.sheets import send_sheet, set_address
from nguon.web.notices.forms import AddressForm
from nguon.web.programme.domain.queries.tasks import coordinated_or_404
from nguon.web.programme.domain.states import state_of
from nguon.web.project.once import KEY_FIELD, new_key, once


@login_required
@require_safe
def listed(request: SignedRequest, pk: int) -> HttpResponse:
    """The bodies of a programme, those without an account first."""
    programme = coordinated_or_404(request.user, pk)
    page = Paginator(sheet_bodies(programme), 40).get_page(request.GET.get("trang"))
    lines = sheet_lines(programme, list(page))
    context = {"programme": programme, "page": page, "lines": lines, "mail_is_on": mail_settings().is_on}
    return render(request, "notices/sheets.html", context)


@login_required
@require_safe
def sheet(request: SignedRequest, pk: int, body: int) -> HttpResponse:
    """The sheet of one body, A4."""
    programme = coordinated_or_404(request.user, pk)
    found, today = body_or_404(programme, body), timezone.localdate()
    context = {
        "programme": programme,
        "body": found,
        "today": today,
        "rows": [(task, state_of(task, today)) for task in sheet_tasks(programme, found)],
    }
    return render(request, "notices/sheet.html", context)


@login_required
@require_POST
def address(request: SignedRequest, pk: int, body: int) -> HttpResponse:
    """Store the mail address of a body."""
    programme = coordinated_or_404(request.user, pk)
    found, form = body_or_404(programme, body), AddressForm(request.POST)

    def run() -> str:
        if form.is_valid():
            set_address(request.user, found, form.cleaned_data["email"])
            messages.success(request, _("Saved."))
        else:
            messages.error(request, _("This is no e-mail address. Write it as name@office.gov.vn."))
        return reverse("notices:sheets", args=[pk])

    return once(request, run)


@login_required
@require_POST
def send(request: SignedRequest, pk: int, body: int) -> HttpResponse:
    """Send the sheet by mail."""
    programme = coordinated_or_404(request.user, pk)
    found = body_or_404(programme, body)

    def run() -> str:
        send_sheet(request.user, programme, found, request.POST.get(KEY_FIELD) or new_key())
        messages.success(request, _("The mail is on its way."))
        return reverse("notices:sheets", args=[pk])

    return once(request, run)
