"""The one place of accounts that sends mail."""

from __future__ import annotations

import hashlib

from nguon.web.notices.domain.mail import send
from nguon.web.notices.models import LetterKind


def mail(to: str, title: str, words: str) -> bool:
    """Send a mail with the act that causes it; ``False`` where mail is not set up on this server."""
    key = "invitation:" + hashlib.sha256(f"{to}\n{words}".encode()).hexdigest()[:40]
    return send(key, to, LetterKind.WORDS, title=title, words=words) is not None
