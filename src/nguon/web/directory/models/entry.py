"""Rows of this server's own directory, in the library's layout, laid over the shipped one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nguon.units.table import ORGANISATION_COLUMNS


class Entry(models.Model):
    """One row of ``organisations.csv`` (docs/directory.md); ``ref`` is its ``id``, days are ISO or empty."""

    ref = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    short_names = models.TextField(blank=True)
    kind = models.CharField(max_length=60)
    level = models.CharField(max_length=20, blank=True)
    area_code = models.CharField(max_length=20, blank=True)
    parent = models.CharField(max_length=200, blank=True, db_index=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    successors = models.TextField(blank=True)
    source = models.TextField(blank=True)

    FIELDS: ClassVar[tuple[str, ...]] = ("ref", *ORGANISATION_COLUMNS[1:])
    """Its columns in the order of the library's table."""

    class Meta:
        ordering = ["ref"]

    def __str__(self) -> str:
        return self.name

    @property
    def row(self) -> list[str]:
        """The row as the library reads it."""
        return [str(getattr(self, name)) for name in self.FIELDS]


class Collective(models.Model):
    """One row of ``groups.csv``: a phrase that means all bodies of some kinds."""

    phrase = models.CharField(max_length=300)
    kinds = models.TextField()
    under = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20, blank=True)

    FIELDS: ClassVar[tuple[str, ...]] = ("phrase", "kinds", "under", "level")

    class Meta:
        ordering = ["phrase", "pk"]
        constraints = [models.UniqueConstraint(fields=["phrase", "under", "level"], name="one_row_per_collective")]

    def __str__(self) -> str:
        return self.phrase

    @property
    def row(self) -> list[str]:
        """The row as the library reads it."""
        return [str(getattr(self, name)) for name in self.FIELDS]
