"""A duty of a programme: what the dispatch says, as it was when the plan was issued."""

from __future__ import annotations

from django.db import models

from nguon.web.programme.models.programme import Programme


class Duty(models.Model):
    """``ref`` is its id in ``nguon/duties/1``; ``page`` and ``row`` lead to its outline on the review page.

    A duty that is not ``tracked`` is shown with its quote and has no task, no count and no report line.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="duties")
    ref = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    row = models.PositiveIntegerField(default=0)
    quote = models.TextField()
    page = models.PositiveIntegerField(default=1)
    who = models.TextField(blank=True)
    due_printed = models.TextField(blank=True)
    due = models.DateField(null=True)
    report_to = models.TextField(blank=True)
    report_due = models.DateField(null=True)
    points = models.JSONField(default=list)
    tracked = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "ref"], name="one_duty_per_ref")]

    def __str__(self) -> str:
        return f"{self.number}. {self.quote[:80]}"

    @property
    def is_added(self) -> bool:
        """Whether a coordinator added it later; a template that looks for a row that is not there pays dearly."""
        return hasattr(self, "addition")

    @property
    def short(self) -> str:
        """Its first words, for the head of a column or a line of a list."""
        words = self.quote.split()
        text = " ".join(words[:14])
        return text + (" …" if len(words) > 14 else "")
