"""A task: a duty for one body, and what happened to it. Its state is derived, never stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.directory.models import Body
from nguon.web.programme.models.duty import Duty
from nguon.web.programme.models.programme import Programme
from nguon.web.programme.models.theme import Theme


class Task(models.Model):
    """Facts from which the state follows, each a day or a moment that an event set.

    ``due`` is the first date and never moves; ``extended_to`` is the one given later. ``waiting_since`` is set while
    the other side has to answer; ``waited`` counts the working days of earlier waits. ``in_force`` repeats the day
    that follows from these (``domain/states.day_in_force``), so that lists can be cut in the database.
    ``said_done_on`` is the day on which the body said it was done, ``done_at`` the moment when that was checked.
    ``parent`` is the task of the body that handed this one on to a unit below it; ``assignee`` the person of the body
    who carries it out; ``themes`` what of the dispatch it serves.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tasks")
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="tasks")
    body = models.ForeignKey(Body, models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assigned")
    themes = models.ManyToManyField(Theme, related_name="tasks")
    leads = models.BooleanField(default=True)
    due = models.DateField(null=True)
    report_due = models.DateField(null=True)
    accepted_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    waiting_since = models.DateField(null=True)
    waiting_for = models.CharField(max_length=20, blank=True)
    waited = models.PositiveIntegerField(default=0)
    in_force = models.DateField(null=True)
    extended_to = models.DateField(null=True)
    said_done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "body", "leads"], name="one_task_per_duty_and_body")]
        indexes = [models.Index(fields=["body", "programme"]), models.Index(fields=["programme", "body"])]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.body_id}"


class EventKind(models.TextChoices):
    """What can happen to a task."""

    ISSUED = "issued", _("Issued")
    ACCEPTED = "accepted", _("Accepted")
    UNACCEPTED = "unaccepted", _("Acceptance taken back")
    RETURNED = "returned", _("Sent back")
    GIVEN_AGAIN = "given_again", _("Given again")
    ASKED = "asked", _("Asked")
    ANSWERED = "answered", _("Answered")
    MORE_TIME_ASKED = "more_time_asked", _("More time asked for")
    MORE_TIME_GIVEN = "more_time_given", _("More time given")
    MORE_TIME_REFUSED = "more_time_refused", _("More time refused")
    EVIDENCE = "evidence", _("Evidence attached")
    SAID_DONE = "said_done", _("Said to be done")
    NOT_YET = "not_yet", _("Not done yet")
    CHECKED = "checked", _("Checked: done")
    HANDED_ON = "handed_on", _("Handed on")
    HANDED_BACK = "handed_back", _("Handing on taken back")
    ASSIGNED = "assigned", _("Given to a person")
    THEMES = "themes", _("Themes chosen")
    ACTIVITY = "activity", _("Activity planned")


class Event(models.Model):
    """One thing that happened to a task, with the words that were written."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    day = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%d/%m/%Y}"
