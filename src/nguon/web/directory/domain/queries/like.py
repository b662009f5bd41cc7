"""Bodies of the directory that fit what somebody types, with why each fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from nguon.core.text import bare
from nguon.web.directory.domain.queries.current import current

MOST: Final = 15
"""Bodies in one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """A body that fits: its name, the body above it, its years, and why it fits."""

    id: str
    name: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    why: str


def bodies_like(typed: str, within: str | None) -> tuple[Like, ...]:
    """The nearest first, of the province first; none for less than two letters."""
    if len(bare(typed)) < 2:
        return ()
    directory = current()
    found = []
    for body in directory.search(typed, within=within, limit=MOST):
        above = directory.get(body.parent) if body.parent else None
        found.append(
            Like(
                id=body.id, name=body.name, parent=above.name if above else "", valid_from=body.valid_from,
                valid_to=body.valid_to, why=_why(typed, body.name, body.short_names),
            )
        )  # fmt: skip
    return tuple(found)


def _why(typed: str, name: str, short_names: tuple[str, ...]) -> str:
    """By which of its names a body fits; empty where its name in full says it."""
    words = bare(typed)
    if all(word in bare(name) for word in words.split()):
        return ""
    known = next((one for one in short_names if bare(one) == words), "")
    return _("also called %(name)s") % {"name": known} if known else _("by its abbreviation or another name")
