"""States of an activity; which one it is in follows from its steps, its time and its evidence.

The rules stand in ``queries/keys.py``, because lists are cut in the database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state: ``key`` for addresses, ``icon`` its drawing, ``look`` the class of its chip."""

    key: str
    icon: str
    look: str

    @property
    def words(self) -> str:
        """The state in the reader's language."""
        return WORDS[self.key]()


WORDS: Final[dict[str, Callable[[], str]]] = {
    "huy": lambda: _("Called off"),
    "da-lam": lambda: _("Delivered"),
    "cho-minh-chung": lambda: _("Time is over, evidence missing"),
    "san-sang": lambda: _("Ready"),
    "chuan-bi": lambda: _("Being prepared"),
    "du-kien": lambda: _("Planned"),
}
"""State → its words, in the order in which the rules are tried."""
_SHAPES: Final = {
    "huy": ("circle-x", "none"),
    "da-lam": ("circle-check", "ok"),
    "cho-minh-chung": ("camera", "warn"),
    "san-sang": ("list-checks", "ok"),
    "chuan-bi": ("clock", ""),
    "du-kien": ("calendar", "none"),
}


def state(key: str) -> State:
    """The state of a key."""
    icon, look = _SHAPES[key]
    return State(key=key, icon=icon, look=look)
