"""What a form held when it could not be carried out, for the page that shows it again; and the way back of an act."""

from __future__ import annotations

from typing import Final, TypedDict

from django.contrib import messages
from django.http import HttpRequest

from nguon.web.project.once import KEY_FIELD, owner_mark

KEPT: Final = "kept"
UNDO: Final = "undo"
MAX_FIELDS: Final = 40
MAX_CHARACTERS: Final = 20_000
_NEVER: Final = ("csrfmiddlewaretoken", "password", "new_password", "old_password", "code")


class Kept(TypedDict):
    """The page that sent the form, and what stood in its fields."""

    page: str
    fields: dict[str, str]


class Undo(TypedDict):
    """The form that takes an act back: its address and hidden fields."""

    action: str
    fields: dict[str, str]


def keep(request: HttpRequest, page: str) -> None:
    """Remember the fields of the form that was sent, until its page is shown again; never a password."""
    fields = {
        name: value[:MAX_CHARACTERS]
        for name, value in list(request.POST.items())[:MAX_FIELDS]
        if name not in _NEVER and isinstance(value, str)
    }
    kept: Kept = {"page": page.partition("?")[0].partition("#")[0], "fields": fields}
    request.session[KEPT] = kept


def kept_of(request: HttpRequest) -> dict[str, str]:
    """The fields that were kept for this page, once; empty for another page, and for another person."""
    kept: Kept | None = getattr(request, "session", {}).get(KEPT)
    if kept is None or kept["page"] != request.path:
        return {}
    del request.session[KEPT]
    key = kept["fields"].get(KEY_FIELD, "")
    return kept["fields"] if key.startswith(owner_mark(request.user.pk)) else {}


def said(request: HttpRequest, words: str, *, action: str = "", **fields: object) -> None:
    """Say that something is done, with a button "Undo" where there is a way back.

    Args:
        action: address of the form that takes it back; empty where nothing does.
        fields: its hidden fields.
    """
    messages.success(request, words)
    if action:
        undo: Undo = {"action": action, "fields": {name: str(value) for name, value in fields.items()}}
        request.session[UNDO] = undo


def undo_of(request: HttpRequest) -> Undo | None:
    """The way back of the act that is being told, once."""
    undo: Undo | None = getattr(request, "session", {}).get(UNDO)
    if undo is not None:
        del request.session[UNDO]
    return undo
