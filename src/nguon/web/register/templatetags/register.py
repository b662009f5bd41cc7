"""Columns of the register in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

COLUMNS: Final[dict[str, Promise]] = {
    "received_on": _("Day of receipt"),
    "sender": _("Sender"),
    "symbol": _("Number, symbol"),
    "issued_on": _("Date of the dispatch"),
    "kind": _("Type"),
    "subject": _("Subject"),
    "urgency": _("Urgency"),
    "addressed_to": _("Unit or person it goes to"),
    "note": _("Note"),
}


@register.filter
def field_words(name: str) -> str:
    """The head of a column."""
    return str(COLUMNS.get(name, name))


@register.filter
def days(counted: dict[str, str]) -> list[date]:
    """The days that were counted, each once, in order."""
    return sorted({date.fromisoformat(value) for value in counted.values()})
