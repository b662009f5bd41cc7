"""What happened to one thing, for the page that shows it; the page's own view decides who sees it."""

from __future__ import annotations

from django.db.models import QuerySet

from nguon.web.audit.models import LogEntry


def history(kind: str, thing: object, limit: int = 50) -> QuerySet[LogEntry]:
    """The last acts on one thing, newest first."""
    return LogEntry.objects.filter(kind=kind, thing=str(thing)).order_by("-number")[:limit]
