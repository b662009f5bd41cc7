"""Carry out a form exactly once, in one transaction, however often it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac

from nguon.web.project.models import SentForm

KEY_FIELD = "form_key"
DONE_COOKIE = "nguon_done"
"""Keys of the forms carried out last, joined by points: the page drops the drafts that it kept of them."""
DONE_KEPT = 8


def owner_mark(pk: object) -> str:
    """What the keys of one person's forms start with; nobody else can tell whose it is."""
    return salted_hmac("nguon.form", str(pk)).hexdigest()[:10]


def new_key(pk: object = None) -> str:
    """A key for a form that is about to be shown to a person."""
    return owner_mark(pk) + secrets.token_urlsafe(18)


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
        return _done(request, before.location)
    return _done(request, sent.location)


def _done(request: HttpRequest, location: str) -> HttpResponse:
    """Go on, and tell the page which form was carried out; the cookie is for its script and says nothing else."""
    answer = HttpResponseRedirect(location)
    key = request.POST.get(KEY_FIELD, "")[:64]
    if key.replace("-", "").replace("_", "").isalnum():
        keys = [*request.COOKIES.get(DONE_COOKIE, "").split("."), key][-DONE_KEPT:]
        answer.set_cookie(
            DONE_COOKIE, ".".join(filter(None, keys))[:600], max_age=3600, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return answer
