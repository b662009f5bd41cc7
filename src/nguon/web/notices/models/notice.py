"""A notice (thông báo) to one person about one task."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.chain.models import Change
from nguon.web.notices.models.letter import Letter
from nguon.web.programme.models import Event, Task


class NoticeKind(models.TextChoices):
    """What a notice says."""

    NEW = "new", _("New task")
    GIVEN_AGAIN = "given_again", _("The task is given again")
    ANSWERED = "answered", _("Your question was answered")
    MORE_TIME_GIVEN = "more_time_given", _("More time was given")
    MORE_TIME_REFUSED = "more_time_refused", _("More time was refused")
    NOT_YET = "not_yet", _("Checked: not done yet")
    CHECKED = "checked", _("Checked: the task is done")
    RETURNED = "returned", _("A task was sent back")
    ASKED = "asked", _("A body asks a question")
    MORE_TIME_ASKED = "more_time_asked", _("A body asks for more time")
    TO_CHECK = "to_check", _("Evidence waits to be checked")
    CHANGED = "changed", _("The task was changed")
    WITHDRAWN = "withdrawn", _("The task was withdrawn: nothing more is to be done")
    ASSIGNED = "assigned", _("A task was given to you")
    HANDED_ON = "handed_on", _("The task was handed on to a unit below")
    DUE_SOON = "due_soon", _("The task is due soon")
    LATE = "late", _("The task is late")


class Notice(models.Model):
    """``key`` makes it unique: the event or the day of which it tells, and the person.

    ``day`` is the day in force for the two kinds that follow from dates. ``letter`` is the mail that told of it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    task = models.ForeignKey(Task, models.CASCADE, related_name="notices")
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="+")
    change = models.ForeignKey(Change, models.CASCADE, null=True, related_name="+")
    day = models.DateField(null=True)
    key = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="notices")

    class Meta:
        indexes = [
            models.Index(fields=["user", "read_at"], name="notices_unread"),
            models.Index(fields=["task", "kind", "day"], name="notices_of_day"),
        ]

    def __str__(self) -> str:
        return self.key
