"""The one place of accounts that sends mail."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

log = logging.getLogger(__name__)


def mail(to: str, title: str, words: str) -> bool:
    """Send a mail once the transaction is stored; ``False`` where mail is not set up on this server.

    A server that does not take it is noted in the log without address and words: the link on the page still works.
    """
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") and settings.EMAIL_HOST in ("", "localhost"):
        return False

    def go() -> None:
        try:
            send_mail(title, words, None, [to])
        except (OSError, smtplib.SMTPException) as error:
            log.warning("mail_not_sent", extra={"kind": type(error).__name__})

    transaction.on_commit(go)
    return True
