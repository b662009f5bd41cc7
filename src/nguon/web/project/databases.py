"""The database by its address: SQLite in the data folder, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from nguon.core.errors import UsageError

SQLITE: Final = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
    "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
)
"""FULL: after a power cut the last commits are there too, which evidence and the audit log need.
secure_delete: what was wiped, as the link of an invitation, is overwritten.
Temporary tables stay in memory: nothing of a document is written outside the data folder."""


def database(address: str, data: Path) -> dict[str, Any]:
    """Django's entry for one database.

    Raises:
        UsageError: the address is no PostgreSQL one.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "nguon.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE},
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise UsageError(
            "The database address is not one of PostgreSQL", hint="Write postgres://user:password@host:5432/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
    }
