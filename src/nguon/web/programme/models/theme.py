"""A theme of a programme (nội dung): one point that the dispatch lists under a duty."""

from __future__ import annotations

from django.db import models

from nguon.web.programme.models.duty import Duty
from nguon.web.programme.models.programme import Programme


class Theme(models.Model):
    """``number`` counts through the programme from 1, in the order of the dispatch."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="themes")
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="themes")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_theme_per_number")]

    def __str__(self) -> str:
        return self.text
