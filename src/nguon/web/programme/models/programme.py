"""A programme: what came of one dispatch when its plan was issued."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nguon.web.directory.models import Body
from nguon.web.dispatches.models import Dispatch


class Programme(models.Model):
    """``office`` coordinates it; ``on`` is the day whose bodies the plan means."""

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="programme")
    office = models.ForeignKey(Body, models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=500)
    on = models.DateField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class ProgrammeRole(models.Model):
    """A person's role in one programme, besides what follows from the office."""

    COORDINATOR, OBSERVER = "coordinator", "observer"
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="programme_roles")
    role = models.CharField(
        max_length=12, choices=[(COORDINATOR, _("coordinator")), (OBSERVER, _("observer"))]
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "user"], name="one_role_per_programme")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
