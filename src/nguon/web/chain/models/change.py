"""What happened to a plan after it was issued: by a later dispatch, or by hand. Old values stay."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.dispatches.models import Dispatch
from nguon.web.programme.models import Duty, Programme, Task


class AmendmentKind(models.TextChoices):
    """What a later dispatch does to an earlier one."""

    CORRECTS = "corrects", _("corrects")
    ADDS = "adds", _("adds to or changes")
    REPLACES = "replaces", _("replaces")


class Amendment(models.Model):
    """A later ``dispatch`` that was applied to a programme; ``undone_at`` where that was taken back."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="amendments")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=10, choices=AmendmentKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "dispatch"], condition=models.Q(undone_at=None), name="one_amendment_per_dispatch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.kind} {self.programme_id}"


class Addition(models.Model):
    """Where a duty that was added after issuing comes from.

    ``dispatch`` and the duty's ``row`` lead to its line; without them ``line`` names the line of the programme's own
    dispatch to which it belongs, or ``word_of`` and ``said_on`` who asked for it by word of mouth, and when.
    """

    duty = models.OneToOneField(Duty, models.CASCADE, related_name="addition")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="+")
    under = models.ForeignKey(Duty, models.SET_NULL, null=True, related_name="+")
    line = models.CharField(max_length=500, blank=True)
    word_of = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(null=True)
    amendment = models.ForeignKey(Amendment, models.PROTECT, null=True, related_name="additions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.line or self.word_of}"


class Withdrawal(models.Model):
    """A task that is no longer to be done, with the reason; it counts nowhere, and stays to be read.

    ``with_above``: it was handed on, and went with the task of the body above; it comes back with it too.
    """

    task = models.OneToOneField(Task, models.CASCADE, related_name="withdrawal")
    reason = models.TextField()
    with_above = models.BooleanField(default=False)
    amendment = models.ForeignKey(Amendment, models.PROTECT, null=True, related_name="withdrawals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.task_id}: {self.reason[:80]}"


class ChangeKind(models.TextChoices):
    """What can change in a task after it was issued."""

    ADDED = "added", _("Added after issuing")
    DUE = "due", _("Date changed")
    REPORT_DUE = "report_due", _("Date of the report changed")
    WORDS = "words", _("Words changed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    RESTORED = "restored", _("Given again")


class Change(models.Model):
    """One change, for the history of a task. ``extended_to`` and ``waited`` are those before it, for taking it back."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    words = models.TextField(blank=True)
    extended_to = models.DateField(null=True)
    waited = models.PositiveIntegerField(default=0)
    amendment = models.ForeignKey(Amendment, models.PROTECT, null=True, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.kind}"
