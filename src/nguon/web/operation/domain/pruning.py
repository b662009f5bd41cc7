"""What is thrown away once a day: rows that serve nothing any more. Never the action log, nor what people made."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any, Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from nguon.web.accounts.models import FailedSignIn, SignIn
from nguon.web.jobs.domain.queue import finish
from nguon.web.jobs.models import Job, JobState, Slot, Worker
from nguon.web.notices.models import Letter, LetterKind, LetterState
from nguon.web.project.models import SentForm

log = logging.getLogger(__name__)
SENT_FORMS: Final = timedelta(days=30)
"""Longer than a draft stays on a device: the same form sent from it again still does nothing."""
SLOTS: Final = timedelta(days=30)
JOBS_DONE: Final = timedelta(days=14)
JOBS_FAILED: Final = timedelta(days=90)
LETTERS: Final = timedelta(days=365)
LETTERS_WAITING: Final = timedelta(days=7)
"""As long as an invitation holds: a mail that nobody could send until then is given up, and its words are wiped."""
FAILED_SIGN_INS: Final = timedelta(days=1)
WORKERS: Final = timedelta(days=1)
BLOCK: Final = 500
"""Rows of one transaction: people who work meanwhile do not wait."""


def prune(job: Job) -> None:
    """Throw away what is older than it serves; may run twice. Pages that were kept after a failed form end with their
    session."""
    give_up_old_letters()
    found = {name: _delete(rows) for name, rows in old().items()}
    log.info("pruned", extra=found)
    with transaction.atomic():
        finish(job)


def next_time(job: Job) -> None:
    """It failed for good: the next day looks at everything again."""
    log.warning("prune_failed", extra={"job": job.pk, "code": job.code})


def old() -> dict[str, QuerySet[Any]]:
    """What is thrown away now.

    A letter with tasks for a body without an account is kept while its programme is open: it says that it was sent.
    """
    now = timezone.now()
    over = Letter.objects.exclude(state=LetterState.WAITING).filter(made_at__lt=now - LETTERS)
    kept = Q(kind=LetterKind.SHEET, programme__closed_at=None)
    done = Q(state=JobState.DONE, finished_at__lt=now - JOBS_DONE)
    failed = Q(state=JobState.FAILED, finished_at__lt=now - JOBS_FAILED)
    alive = Exists(Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=now))
    return {
        "sent_forms": SentForm.objects.filter(at__lt=now - SENT_FORMS),
        "slots": Slot.objects.filter(at__lt=now - SLOTS),
        "jobs": Job.objects.filter(done | failed),
        "letters": over.exclude(kept),
        "failed_sign_ins": FailedSignIn.objects.filter(at__lt=now - FAILED_SIGN_INS),
        "sign_ins": SignIn.objects.exclude(alive).filter(started__lt=now - FAILED_SIGN_INS),
        "sessions": Session.objects.filter(expire_date__lt=now),
        "workers": Worker.objects.filter(seen__lt=now - WORKERS),
    }


def give_up_old_letters() -> None:
    """A letter whose words are stored does not wait for ever, as where mail was switched off."""
    waiting = Letter.objects.filter(state=LetterState.WAITING, kind=LetterKind.WORDS)
    waiting.filter(made_at__lt=timezone.now() - LETTERS_WAITING).update(
        state=LetterState.FAILED, code="mail_off", title="", words=""
    )


def _delete(rows: QuerySet[Any]) -> int:
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BLOCK]):
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=keys).delete()
        count += len(keys)
    return count
