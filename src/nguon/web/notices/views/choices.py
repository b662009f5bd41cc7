"""What comes by mail: one's choice, and the link in each mail that ends them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nguon.web.accounts.requests import SignedRequest
from nguon.web.notices.domain.letters import letter_of_token
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.domain.queries.mail import stopping
from nguon.web.notices.domain.queries.notices import choice_of
from nguon.web.notices.domain.reading import choose, stop_mails
from nguon.web.notices.forms import ChoiceForm
from nguon.web.project.once import once


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest) -> HttpResponse:
    """Choose what comes by mail."""
    form = ChoiceForm(request.POST or None, instance=choice_of(request.user))
    if request.method == "POST" and form.is_valid():

        def run() -> str:
            choose(request.user, form.instance)
            messages.success(request, _("Saved."))
            return reverse("notices:choices")

        return once(request, run)
    context = {"form": form, "mail_is_on": mail_settings().is_on}
    return render(request, "notices/choices.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """End the mails to a person, without signing in; a look at the page ends nothing (mail programs look)."""
    letter = stopping(letter_of_token(secret))
    if letter is None and request.method == "POST":
        raise Http404
    if letter is not None and request.method == "POST":
        stop_mails(letter)
    context = {"letter": letter, "done": request.method == "POST"}
    return render(request, "notices/stop.html", context, status=200 if letter else 404)
