"""What a person declared of a scanned page: that it bears no stamp of a state secret."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.dispatches.models.dispatch import Dispatch


class Declaration(models.Model):
    """``by`` looked at a page that the machine could not vouch for (``why``), and signed the ``words``."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="declarations")
    page = models.PositiveIntegerField()
    why = models.CharField(max_length=60)
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["page"]
        constraints = [models.UniqueConstraint(fields=["dispatch", "page"], name="one_declaration_per_page")]

    def __str__(self) -> str:
        return f"{self.dispatch_id}, {self.page}: {self.by_id}"
