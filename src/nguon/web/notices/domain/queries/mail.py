"""What an administrator sees of mail: how much waits, what was given up; never what a letter says."""

from __future__ import annotations

from typing import Final

from django.db.models import Count

from nguon.web.notices.models import Letter, LetterState

SHOWN: Final = 20


def letter_counts() -> dict[str, int]:
    """How many letters stand where: one query."""
    rows = Letter.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return {state.value: 0 for state in LetterState} | dict(rows)


def troubled() -> list[Letter]:
    """The last letters that were given up or met a fault and wait: one query."""
    rows = Letter.objects.filter(state__in=[LetterState.FAILED, LetterState.WAITING]).exclude(code="")
    return list(rows.order_by("-pk")[:SHOWN])


def stopping(pk: int | None) -> Letter | None:
    """The letter of a link that ends mails, if it was not used."""
    if pk is None:
        return None
    return Letter.objects.select_related("person").filter(pk=pk, stopped_at=None).exclude(person=None).first()
