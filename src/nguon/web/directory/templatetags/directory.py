"""Problems of a spreadsheet in the reader's language."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

PROBLEMS: Final[dict[str, Promise]] = {
    "cells": _("More cells than heads. Put a cell that holds the separator between quotation marks."),
    "missing": _("The cell is empty. Fill it in, or delete the row."),
    "twice": _("The id stands twice. Give each body an id of its own."),
    "id": _("An id has letters without marks, digits and - . _ / only."),
    "level": _("There is no such level. Write trung ương, tỉnh, huyện, xã, or nothing."),
    "date": _("This is no day. Write it as 01/07/2025."),
    "order": _("The body ends before it begins. Correct one of the two days."),
    "long": _("The cell is too long. Shorten it."),
    "unknown_id": _("No body or unit has this id. Correct it, add its row, or leave the cell empty."),
    "same_name": _("The same name, place and days as in another row. Delete one, or tell the names apart."),
    "not_below": _("The body is not below yours. Delete the row, or ask the administrator."),
    "not_yours": _("Collective phrases are imported by the administrator. Delete the sheet."),
    "name_taken": _("Another body that is not below yours bears this name. Write the name in full, with its place."),
}

COLUMNS: Final[dict[str, Promise]] = {
    "id": _("Id"),
    "name": _("Name"),
    "short_names": _("Short names"),
    "kind": _("Kind"),
    "level": _("Level"),
    "area_code": _("Area code"),
    "parent": _("Body above"),
    "valid_from": _("From"),
    "valid_to": _("No more from"),
    "successors": _("Successors"),
    "source": _("Source"),
    "phrase": _("Phrase"),
    "kinds": _("Kinds"),
}


@register.filter
def column_words(name: str) -> str:
    """The head of a column."""
    return str(COLUMNS.get(name, name))


@register.filter
def problem_words(code: str) -> str:
    """What is wrong in a row, and what to do."""
    return str(PROBLEMS.get(code, PROBLEMS["missing"]))
