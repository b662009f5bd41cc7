"""A book of the register (sổ) of one year, and its entries; what is wrong is struck out, never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.directory.models import Body
from nguon.web.dispatches.models import Dispatch


class Book(models.Model):
    """One book of an office for one year; ``last`` is the number that was given last."""

    office = models.ForeignKey(Body, models.PROTECT, related_name="books")
    year = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True, help_text="empty: the office's only book")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-year", "name"]
        constraints = [models.UniqueConstraint(fields=["office", "year", "name"], name="one_book_per_year_and_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}".strip()


class Urgency(models.TextChoices):
    """Degrees of urgency (độ khẩn)."""

    NONE = "", _("ordinary")
    URGENT = "khan", _("urgent")
    MOST = "thuong-khan", _("most urgent")
    EXPRESS = "hoa-toc", _("express")


class Incoming(models.Model):
    """One dispatch that came in. ``number`` (số đến) runs without a gap within its book.

    ``folded`` holds its words without diacritics, for search. ``counted`` says which deadlines of the dispatch were
    counted from ``received_on``, field → ISO day.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    sender = models.CharField(max_length=300)
    symbol = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    kind = models.CharField(max_length=100, blank=True)
    subject = models.TextField()
    urgency = models.CharField(max_length=12, choices=Urgency.choices, blank=True)
    addressed_to = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="incoming")
    counted = models.JSONField(default=dict)
    folded = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    struck_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="one_entry_per_number")]

    def __str__(self) -> str:
        return f"{self.number}/{self.book.year}"


class Amendment(models.Model):
    """A value of an entry that was struck out and written anew, with the reason."""

    entry = models.ForeignKey(Incoming, models.CASCADE, related_name="amendments")
    field = models.CharField(max_length=20)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.old} → {self.new}"
