"""Keeps a session alive while it is used."""

from __future__ import annotations

import time
from typing import Final

from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

from nguon.web.accounts.domain.signing import seen

EVERY: Final = 600
"""Seconds between two notes that a session was used; each costs two writes."""


class KnownSession(MiddlewareMixin):
    """Notes now and then that a session was used, which also moves its end."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the session only where the browser sent one."""
        if request.session.session_key is None or request.path.startswith("/static/"):
            return
        last = request.session.get("seen")
        if last is not None and time.time() - last > EVERY:
            request.session["seen"] = time.time()
            seen(request.session.session_key)
