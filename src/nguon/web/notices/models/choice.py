"""What a person wants by mail; in the application every notice is there."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT_HOUR = 7


class Mode(models.TextChoices):
    """When a group of notices comes by mail."""

    NOW = "now", _("at once")
    DIGEST = "digest", _("in one mail a day")
    NONE = "none", _("not by mail")


class Choice(models.Model):
    """One row a person who chose or got a digest; without one the defaults hold.

    ``hour`` is the hour of the digest (Asia/Ho_Chi_Minh); ``digest_on`` the day for which it was decided last, whether
    there was something to send or not.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choice")
    given = models.CharField(
        _("Tasks that are new, changed or withdrawn"), max_length=6, choices=Mode.choices, default=Mode.DIGEST
    )
    answers = models.CharField(_("Answers of the coordinator"), max_length=6, choices=Mode.choices, default=Mode.DIGEST)
    asked = models.CharField(
        _("What waits for me: questions, requests, evidence to check"),
        max_length=6, choices=Mode.choices, default=Mode.DIGEST,
    )  # fmt: skip
    dates = models.CharField(_("Due soon and late"), max_length=6, choices=Mode.choices, default=Mode.DIGEST)
    hour = models.PositiveSmallIntegerField(
        _("Hour of the daily mail"), default=DEFAULT_HOUR, validators=[MaxValueValidator(23)]
    )
    language = models.CharField(
        _("Language of the mails"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    digest_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.given} {self.answers} {self.asked} {self.dates}"
