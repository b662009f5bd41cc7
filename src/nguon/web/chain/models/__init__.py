"""Links between dispatches, changes of programmes, their end."""

from __future__ import annotations

from nguon.web.chain.models.change import Addition, Amendment, AmendmentKind, Change, ChangeKind, Withdrawal
from nguon.web.chain.models.closing import Closing
from nguon.web.chain.models.link import Link

__all__ = ["Addition", "Amendment", "AmendmentKind", "Change", "ChangeKind", "Closing", "Link", "Withdrawal"]
