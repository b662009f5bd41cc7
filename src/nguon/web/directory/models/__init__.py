"""Bodies and settled phrases."""

from __future__ import annotations

from nguon.web.directory.models.body import Body
from nguon.web.directory.models.settlement import Settlement

__all__ = ["Body", "Settlement"]
