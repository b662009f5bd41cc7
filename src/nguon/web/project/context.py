"""What the frame of every page knows: who one is, what the bar offers, the key of its forms."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject

from nguon.web.accounts.domain.queries.people import offices_of, runs_programmes
from nguon.web.accounts.models import User
from nguon.web.notices.domain.queries.notices import MOST, unread
from nguon.web.project.kept import kept_of, undo_of
from nguon.web.project.once import new_key

SECTIONS: Final = (
    ("/lam-viec/van-ban/", "dispatches"),
    ("/lam-viec/chuong-trinh/", "programmes"),
    ("/lam-viec/hoat-dong/", "activities"),
    ("/lam-viec/viec/", "tasks"),
    ("/lam-viec/so-den/", "register"),
    ("/lam-viec/co-quan/", "directory"),
    ("/lam-viec/thong-bao/", "notices"),
    ("/lam-viec/quan-tri/thiet-lap/", "mail"),
    ("/bat-dau/", "first"),
)
"""Part of an address → the word of the bar that is lit."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the base templates; queries run only where the frame is drawn."""
    user = getattr(request, "user", None) or AnonymousUser()
    path = request.get_full_path()
    found: dict[str, Any] = {
        "user": user,
        "section": next((name for part, name in SECTIONS if part in request.path), ""),
        "form_key": SimpleLazyObject(lambda: new_key(user.pk)),
        "kept": SimpleLazyObject(lambda: kept_of(request)),
        "undo_last": SimpleLazyObject(lambda: undo_of(request)),
        "in_english": SimpleLazyObject(lambda: translate_url(path, "en")),
        "in_vietnamese": SimpleLazyObject(lambda: translate_url(path, "vi")),
    }
    if isinstance(user, User):
        found["my_offices"] = SimpleLazyObject(lambda: offices_of(user))
        found["coordinates"] = SimpleLazyObject(lambda: runs_programmes(user))
        found["unread"] = SimpleLazyObject(lambda: _shown(unread(user)))
    return found


def _shown(count: int) -> str:
    """A count for the bar: nothing for none, 99+ for many."""
    return f"{MOST - 1}+" if count >= MOST else str(count or "")
