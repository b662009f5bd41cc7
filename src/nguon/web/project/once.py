"""Carry out a form exactly once, in one transaction, however often it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from nguon.web.project.models import SentForm

KEY_FIELD = "form_key"


def new_key() -> str:
    """A key for a form that is about to be shown."""
    return secrets.token_urlsafe(18)


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponse:
    """Run ``act`` and go to the address that it returns; a repeated form goes there without running again.

    The key is inserted first, in the transaction of the act: of fifty parallel sendings one wins, the others wait for
    it and find its row. A form without a key (an old page) is carried out once per sending.
    """
    key = f"{request.user.pk}:{request.POST.get(KEY_FIELD) or new_key()}"[:64]
    try:
        with transaction.atomic():
            sent = SentForm.objects.create(key=key, location="/")
            sent.location = act()[:500]
            sent.save(update_fields=["location"])
    except IntegrityError:
        before = SentForm.objects.filter(key=key).first()
        if before is None:
            raise
        return HttpResponseRedirect(before.location)
    return HttpResponseRedirect(sent.location)
