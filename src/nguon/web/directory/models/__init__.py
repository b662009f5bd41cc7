"""Bodies, the server's own directory, imports, settled phrases."""

from __future__ import annotations

from nguon.web.directory.models.body import Body
from nguon.web.directory.models.entry import Collective, Entry
from nguon.web.directory.models.settlement import Settlement
from nguon.web.directory.models.sheet import Sheet, Stamp

__all__ = ["Body", "Collective", "Entry", "Settlement", "Sheet", "Stamp"]
