"""What changes a programme after it was issued, what ends it, and which dispatch carries out which."""

from __future__ import annotations

from django.apps import AppConfig


class ChainConfig(AppConfig):
    """What changes a programme after it was issued, what ends it, and which dispatch carries out which."""

    name = "nguon.web.chain"
    label = "chain"
