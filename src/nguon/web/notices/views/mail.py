"""The administrator's page of mail: settings in force, a test, what could not be delivered."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nguon.web.accounts.requests import SignedRequest
from nguon.web.notices.domain import mail
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.domain.queries.mail import letter_counts, troubled
from nguon.web.notices.models import LetterState
from nguon.web.project.once import KEY_FIELD, new_key
from nguon.web.project.sentences import sentence_of


def _administrator(request: SignedRequest) -> None:
    if not request.user.administrator:
        raise Http404


@login_required
@require_safe
def page(request: SignedRequest) -> HttpResponse:
    """Settings, test, troubles."""
    _administrator(request)
    context = {
        "mail": mail_settings(),
        "counts": letter_counts(),
        "troubled": [(letter, sentence_of(letter.code)) for letter in troubled()],
    }
    return render(request, "notices/mail.html", context)


@login_required
@require_POST
def test(request: SignedRequest) -> HttpResponse:
    """Send a mail to oneself and say what the server answered; outside a transaction: the server may be slow."""
    _administrator(request)
    letter = mail.test(request.user, request.POST.get(KEY_FIELD) or new_key())
    if letter.state == LetterState.SENT:
        messages.success(
            request, _("The mail server took the message to %(to)s. Look into that mailbox.") % {"to": letter.to}
        )
    else:
        said = _(" The server said: “%(said)s”.") % {"said": letter.said} if letter.said else ""
        messages.error(request, f"{sentence_of(letter.code)}{said} [{letter.code}]")
    return HttpResponseRedirect(reverse("notices:mail"))
