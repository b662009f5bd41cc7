"""One act: who, what, when, on which thing; each row holds the hash of the row before it."""

from __future__ import annotations

from django.db import models


class LogEntry(models.Model):
    """A row of the action log. The database itself refuses to change or delete one.

    ``number`` counts from 1 without gaps: order is by it, never by a clock. ``actor`` is a number, not a link, so that
    the row stays whole whatever happens to the account.
    """

    number = models.BigIntegerField(unique=True)
    at = models.CharField(max_length=40)
    actor = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=80)
    detail = models.TextField()
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["kind", "thing", "number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.kind} {self.thing}"
