"""A dispatch (văn bản) that an office received: its file, what was read, what a person made of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.directory.models import Body


class Dispatch(models.Model):
    """One official document.

    ``document`` is the JSON of ``nguon/document/1`` as read, never changed; ``duties`` that of ``nguon/duties/1``
    after corrections. ``number`` to ``issuer`` repeat the corrected letterhead for lists and for finding duplicates;
    ``number_key`` is the number folded. ``sha256`` names the file in storage. ``part_of`` is the main file, where this
    one holds only an annex of it.
    """

    office = models.ForeignKey(Body, models.PROTECT, related_name="dispatches")
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    pages = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField(default=0, help_text="pages of which a picture is stored")
    document = models.TextField()
    duties = models.TextField()
    duty_count = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=120, blank=True)
    number_key = models.CharField(max_length=120, blank=True)
    date = models.DateField(null=True)
    subject = models.TextField(blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, related_name="parts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "sha256"], name="one_dispatch_per_file")]
        indexes = [
            models.Index(fields=["office", "number", "issuer"]),
            models.Index(fields=["number_key"]),
        ]

    def __str__(self) -> str:
        return self.number or self.file_name
