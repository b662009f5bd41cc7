"""The one way to send mail: a letter is stored with the act that causes it, and handed over in the background.

A letter is claimed before it is handed over: two workers never hand over the same try. Where a process is killed
between the server's answer and our note of it, the letter goes out again with the same Message-ID, by which mail
programs show it once; SMTP allows no more.
"""

from __future__ import annotations

import logging
import smtplib
import time
from datetime import datetime, timedelta
from email.errors import HeaderParseError
from typing import Final

from django.db import transaction
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.directory.models import Body
from nguon.web.jobs.domain.queue import ask, finish
from nguon.web.jobs.models import Job
from nguon.web.notices.domain import smtp
from nguon.web.notices.domain.letters import compose
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.models import Letter, LetterKind, LetterState
from nguon.web.programme.models import Programme

log = logging.getLogger(__name__)
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""Pauses after the first try, the second, …; after the last one the letter is given up: 42 hours in all."""
RUN_SECONDS: Final = 5
"""After which other work gets its turn."""


def send(
    key: str,
    to: str,
    kind: LetterKind,
    *,
    person: User | None = None,
    language: str = "vi",
    programme: Programme | None = None,
    body: Body | None = None,
    title: str = "",
    words: str = "",
) -> Letter | None:
    """Send one mail, in the caller's transaction; it goes out once that is stored.

    Args:
        key: for what it is; a second mail of the same key is not made.
        to: address.
        kind: from what its words are made; ``LetterKind.WORDS`` takes ``title`` and ``words`` (paragraphs).

    Returns:
        The letter; ``None`` where it was made before or mail is not set up.
    """
    if not mail_settings().is_on:
        return None
    with transaction.atomic():
        letter, fresh = Letter.objects.get_or_create(
            key=key[:120],
            defaults={
                "to": to, "kind": kind, "person": person, "language": language, "programme": programme, "body": body,
                "title": title[:200], "words": words,
            },
        )  # fmt: skip
        if fresh:
            ask("send_letters", "all", None)
    return letter if fresh else None


def send_letters(job: Job) -> None:
    """Hand over what is due, for some seconds; then ask to go on."""
    until = time.monotonic() + RUN_SECONDS
    settings = mail_settings()
    try:
        if settings.is_on and _due().exists():
            with smtp.connected(settings) as server:
                while time.monotonic() < until and (letter := _claim()) is not None:
                    _hand_over(letter, server)
    except smtp.MailFault as fault:
        _postpone(fault)
    with transaction.atomic():
        finish(job)
        if settings.is_on:
            _go_on()


def test(by: User, key: str) -> Letter:
    """Send a test to oneself at once, outside any transaction; the letter says what became of it."""
    settings = mail_settings()
    with transaction.atomic():
        letter, fresh = Letter.objects.get_or_create(
            key=f"test:{by.pk}:{key}"[:120],
            defaults={"to": by.email, "kind": LetterKind.TEST, "person": by, "attempt": len(PAUSES) + 1},
        )
        if fresh:
            record(by, "mail_tested", "letter", letter.pk)
    if not fresh:
        return letter
    try:
        with smtp.connected(settings) as server:
            _hand_over(letter, server)
    except smtp.MailFault as fault:
        _failed(letter, fault)
    letter.refresh_from_db()
    return letter


def go_on_later(job: Job) -> None:
    """A job failed for good: the letters and days that it left are looked at again soon, and every hour."""
    log.warning("notices_job_failed", extra={"job": job.pk, "kind": job.kind, "code": job.code})
    with transaction.atomic():
        ask("send_letters", "all", None, after=PAUSES[0])


def look_for_letters() -> None:
    """Ask for letters that nobody hands over, as after a clock that jumped."""
    with transaction.atomic():
        if mail_settings().is_on:
            _go_on()


def _due() -> QuerySet[Letter]:
    """Letters whose turn it is; one that would have to wait longer than any pause was put off by a wrong clock."""
    now = timezone.now()
    due = Q(next_at__lte=now) | Q(next_at__gt=now + PAUSES[-1] + timedelta(hours=1))
    return Letter.objects.filter(due, state=LetterState.WAITING)


def _go_on() -> None:
    now = timezone.now()
    if _due().exists():
        ask("send_letters", "all", None)
        return
    first: datetime | None = Letter.objects.filter(state=LetterState.WAITING).aggregate(at=Min("next_at"))["at"]
    if first is not None:
        ask("send_letters", "all", None, after=max(first - now, timedelta(seconds=1)))


def _claim() -> Letter | None:
    """The oldest letter that is due, with its try counted; somebody who is killed now leaves it for later."""
    while (letter := _due().order_by("pk").first()) is not None:
        held = Letter.objects.filter(pk=letter.pk, attempt=letter.attempt, state=LetterState.WAITING)
        letter.attempt += 1
        letter.next_at = timezone.now() + PAUSES[min(letter.attempt, len(PAUSES)) - 1]
        if held.update(attempt=letter.attempt, next_at=letter.next_at):
            return letter
    return None


def _hand_over(letter: Letter, server: smtplib.SMTP) -> None:
    settings = mail_settings()
    try:
        message = compose(letter, settings)
        if message is None:
            Letter.objects.filter(pk=letter.pk).update(state=LetterState.DROPPED, title="", words="")
            return
        smtp.post(server, settings.sender, letter.to, message)
    except (ValueError, HeaderParseError):  # an address that no header can hold keeps no other letter waiting
        _failed(letter, smtp.MailRecipient("The address cannot be written into a mail", lasting=True))
        return
    except smtp.MailFault as fault:
        if fault.whole:
            raise
        _failed(letter, fault)
        return
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.SENT, sent_at=timezone.now(), title="", words="", code="", said=""
    )
    log.info("letter_sent", extra={"letter": letter.pk, "kind": letter.kind, "attempt": letter.attempt})


def _failed(letter: Letter, fault: smtp.MailFault) -> None:
    """One letter was not taken: another try later, or given up."""
    over = fault.lasting or letter.attempt > len(PAUSES)
    Letter.objects.filter(pk=letter.pk).update(code=fault.code, said=fault.said)
    if over:
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.FAILED, title="", words="")
    log.warning("letter_not_sent", extra={"letter": letter.pk, "code": fault.code, "given_up": over})


def _postpone(fault: smtp.MailFault) -> None:
    """The server takes nothing: every letter that is due waits for its next try, or is given up."""
    now = timezone.now()
    claimed = Letter.objects.filter(state=LetterState.WAITING, attempt__gt=0, code="", next_at__gt=now)
    claimed.update(code=fault.code, said=fault.said)  # the one in hand: its try is counted
    for attempt in reversed(range(len(PAUSES) + 1)):
        rows = _due().filter(attempt=attempt)
        if attempt < len(PAUSES):
            rows.update(attempt=F("attempt") + 1, next_at=now + PAUSES[attempt], code=fault.code, said=fault.said)
        else:
            rows.update(state=LetterState.FAILED, code=fault.code, said=fault.said, title="", words="")
    log.warning("mail_server_failed", extra={"code": fault.code})
