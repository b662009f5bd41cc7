"""A mail that is to be sent, and what became of it. Its words are made when it is sent and are not kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nguon.web.directory.models import Body
from nguon.web.programme.models import Programme


class LetterKind(models.TextChoices):
    """From what the words of a letter are made."""

    NOTICE = "notice", "notice"
    DIGEST = "digest", "digest"
    SHEET = "sheet", "sheet"
    TEST = "test", "test"
    WORDS = "words", "words"


class LetterState(models.TextChoices):
    """Where a letter stands; dropped: there was nothing to say any more when its turn came."""

    WAITING = "waiting", "waiting"
    SENT = "sent", "sent"
    DROPPED = "dropped", "dropped"
    FAILED = "failed", "failed"


class Letter(models.Model):
    """One mail to one address.

    ``key`` says for what it is: a second letter of the same key is never made, and the Message-ID follows from it.
    ``title`` and ``words`` are set for kind ``words`` alone and emptied when it was sent or given up. ``attempt``
    counts tries, ``next_at`` is the earliest moment of the next one. ``code`` is that of the last fault, ``said`` what
    the mail server answered. ``stopped_at`` is when its link to end the mails was used.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=6, choices=LetterKind.choices)
    to = models.EmailField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="letters")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2, default="vi")
    title = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=LetterState.choices, default=LetterState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=40, blank=True)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="notices_letter_due")]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"
