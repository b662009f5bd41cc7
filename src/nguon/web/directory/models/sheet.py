"""A spreadsheet that somebody gave in: looked at first, then applied, perhaps undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.directory.models.body import Body


class Sheet(models.Model):
    """An import.

    ``rows`` are its bodies and ``groups`` its collectives in the library's columns, ``lines`` the rows of the file in
    which they stand. ``problems`` are what is wrong, each with row and column. ``changes`` is what applying it did,
    each with the whole row before and after, so that it can be undone. ``office`` is the body below which it may
    change something; without one (administrator) anything.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    office = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=255)
    rows = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Stamp(models.Model):
    """One row, whose value changes with every change of the directory: processes keep what they read under it."""

    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value
