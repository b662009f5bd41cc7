"""Books of the register, their entries, corrections, slips."""

from __future__ import annotations

from nguon.web.register.models.entry import Amendment, Book, Incoming, Urgency
from nguon.web.register.models.slip import Slip

__all__ = ["Amendment", "Book", "Incoming", "Slip", "Urgency"]
