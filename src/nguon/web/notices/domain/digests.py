"""What is done every hour: days that come near or pass, and the daily mail of whoever chose this hour or before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from nguon.core.calendar import state_calendar
from nguon.web.accounts.models import User
from nguon.web.jobs.domain.queue import finish
from nguon.web.jobs.models import Job
from nguon.web.notices.domain import mail
from nguon.web.notices.domain.groups import GROUPS
from nguon.web.notices.domain.mail_settings import mail_settings
from nguon.web.notices.domain.queries.recipients import choices
from nguon.web.notices.domain.queries.tasks import due_tasks_of
from nguon.web.notices.domain.telling import tell_of_days
from nguon.web.notices.models import Choice, LetterKind, Mode, Notice

FIRST_HOUR: Final = 6
"""Before it nobody is told of days."""
NEWS: Final = timedelta(days=14)
"""Older notices come in no digest: they are seen in the application."""


def notices_hour(job: Job) -> None:
    """The work of one slot of the schedule; may run twice, each notice and letter is made once."""
    now = timezone.localtime()
    if state_calendar().is_working_day(now.date()) and now.hour >= FIRST_HOUR:
        tell_of_days(now.date())
        write_digests(now.date(), now.hour)
    mail.look_for_letters()
    with transaction.atomic():
        finish(job)


def write_digests(today: date, hour: int) -> None:
    """Decide the daily mail of each person whose hour has come; nothing to say, no mail."""
    if not mail_settings().is_on:
        return
    people = User.objects.filter(is_active=True).exclude(notice_choice__digest_on=today).order_by("pk")
    chosen = choices(people.values_list("pk", flat=True))
    for user in people:
        if chosen[user.pk].hour <= hour:
            _decide(user, chosen[user.pk], today)


@transaction.atomic
def _decide(user: User, choice: Choice, today: date) -> None:
    Choice.objects.update_or_create(user=user, defaults={"digest_on": today})
    groups = [group for group in GROUPS if getattr(choice, group) == Mode.DIGEST]
    kinds = [kind for group in groups for kind in GROUPS[group]]
    news = Notice.objects.filter(
        user=user, letter=None, read_at=None, kind__in=kinds, at__gt=timezone.now() - NEWS
    )  # fmt: skip
    dates = "dates" in groups and any(rows.exists() for rows in due_tasks_of(user, today).values())
    if not dates and not news.exists():
        return
    letter = mail.send(
        f"digest:{user.pk}:{today}", user.email, LetterKind.DIGEST, person=user, language=choice.language
    )
    if letter is not None:
        news.update(letter=letter)
