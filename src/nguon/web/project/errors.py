"""Errors as pages: what happened, what to do, a code to tell the administrator."""

from __future__ import annotations

import errno
import logging
import secrets
import sys
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from nguon.core.errors import NguonError
from nguon.web.project.kept import keep
from nguon.web.project.logs import CODE
from nguon.web.project.sentences import sentence, sentence_of

log = logging.getLogger(__name__)
LONGEST: Final = 100_000
"""Characters of one field of a form; the longest that is stored has 4,000."""


class SaidErrors(MiddlewareMixin):
    """An error of the domain becomes a sentence on the page from which it came; nothing was saved."""

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """No field holds a NUL, which PostgreSQL does not take and no keyboard writes, or a book."""
        sent = [value for fields in (request.GET, request.POST) for value in _values(fields)]
        code = "words_too_long" if any(len(value) > LONGEST for value in sent) else ""
        code = "usage" if any("\0" in value for value in sent) else code
        if not code:
            return None
        what = f"{sentence_of(code)} [{code}]"
        return render(request, "plain_error.html", {"title": _("This cannot be done"), "what": what}, status=400)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer errors that a person can mend; leave the others to the page for mistakes of ours."""
        if is_full(error):
            return disk_full(request)
        if not isinstance(error, NguonError):
            return None
        if request.method == "POST" and (back := _own_referrer(request)):
            messages.error(request, sentence(error))
            keep(request, back)
            return HttpResponseRedirect(back)
        return render(request, "error.html", {"title": _("This cannot be done"), "what": sentence(error)}, status=400)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A form that was sent after the session ended: sign in, then come back to its page with its words."""
        sign_in = reverse("accounts:sign_in")
        if request.method != "POST" or response.status_code != 302 or request.path == sign_in:
            return response
        if request.user.is_authenticated or not response.headers["Location"].startswith(f"{sign_in}?next="):
            return response
        back = _own_referrer(request)
        if back:
            keep(request, back)
            messages.warning(request, _("You were signed out. Sign in again; what you wrote is still there."))
        return HttpResponseRedirect(f"{sign_in}?next={quote(back or reverse('home'))}")


def _values(sent: QueryDict) -> Iterator[str]:
    for name, values in sent.lists():
        yield name
        yield from map(str, values)


def _own_referrer(request: HttpRequest) -> str:
    """The path of the page that sent the form, if it is ours."""
    origin = f"{request.scheme}://{request.get_host()}/"
    referrer = request.headers.get("Referer", "")
    if not referrer.startswith(origin):
        return ""
    return "/" + referrer.removeprefix(origin).lstrip("/\\")  # "//other.vn" would lead to another server


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A form with thousands of fields, or an address that no browser makes: nothing was done."""
    what = f"{sentence_of('usage')} [usage]"
    return render(request, "plain_error.html", {"title": _("This cannot be done"), "what": what}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that this person may see: the two look alike."""
    what = _("There is nothing at this address, or it is not open to you. Check the address or go to the start page.")
    return render(request, "error.html", {"title": _("Not found"), "what": what}, status=404)


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is a full disk: of a file, of SQLite or of PostgreSQL."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(error, DatabaseError) and ("disk is full" in str(error) or "No space left" in str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


def disk_full(request: HttpRequest) -> HttpResponse:
    """No room: nothing was saved; going back, the form still holds what was written."""
    log.error("disk_full")
    what = f"{sentence_of('disk_full')} [disk_full]"
    return render(request, "plain_error.html", {"title": _("This cannot be done"), "what": what}, status=507)


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; the code stands in the log beside the traceback."""
    for handler in request.upload_handlers:  # a file that was on its way is not left behind
        handler.upload_interrupted()
    if is_full(sys.exc_info()[1]):  # an upload that fills the disk fails before any view runs
        return disk_full(request)
    code = CODE.get() or secrets.token_hex(2).upper()
    log.error("server_error_shown", extra={"code": code, "view": getattr(request.resolver_match, "view_name", "")})
    what = _(
        "The server failed and saved nothing. Go back, your text is still there, and try again; "
        "or give the administrator the code %(code)s."
    ) % {"code": code}
    return render(request, "plain_error.html", {"title": _("The server failed"), "what": what}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a page that was open too long."""
    what = _("This page was open too long. Go back, copy what you wrote, load the page again and send it.")
    context = {"title": _("Send it again"), "what": what, "back": _own_referrer(request)}
    return render(request, "plain_error.html", context, status=403)
