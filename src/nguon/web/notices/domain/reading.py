"""Marking notices as read, and choosing what comes by mail."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from nguon.web.accounts.models import User
from nguon.web.audit.domain.chain import record
from nguon.web.notices.domain.groups import GROUPS
from nguon.web.notices.models import Choice, Letter, Mode, Notice


def mark_read(user: User, notice: Notice | None = None) -> None:
    """One notice, or all of a person."""
    rows = Notice.objects.filter(user=user, read_at=None)
    (rows.filter(pk=notice.pk) if notice else rows).update(read_at=timezone.now())


@transaction.atomic
def choose(user: User, choice: Choice) -> None:
    """Store what a person chose."""
    fields = (*GROUPS, "hour", "language")
    Choice.objects.update_or_create(user=user, defaults={name: getattr(choice, name) for name in fields})
    record(user, "mail_chosen", "user", user.pk, {name: str(getattr(choice, name)) for name in fields})


@transaction.atomic
def stop_mails(letter: Letter) -> None:
    """End all mails of notices to the person of a letter; its link is used up."""
    held = Letter.objects.filter(pk=letter.pk, stopped_at=None)
    if letter.person is None or not held.update(stopped_at=timezone.now()):
        return
    Choice.objects.update_or_create(user=letter.person, defaults=dict.fromkeys(GROUPS, Mode.NONE))
    record(letter.person, "mails_stopped", "user", letter.person.pk, {"letter": letter.pk})
