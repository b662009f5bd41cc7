"""A look at everything that a server needs: what is well, what is wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from nguon.core.errors import NguonError
from nguon.reading.scan import is_installed
from nguon.web.audit.models import LogEntry
from nguon.web.jobs.domain.queries.state import workers_alive
from nguon.web.jobs.models import Job, JobState
from nguon.web.storage.files import store, stored

Level = Literal["ok", "note", "bad"]
WAITING_TOO_LONG: Final = timedelta(minutes=2)
SKEW: Final = timedelta(minutes=5)
"""How far the clocks of this machine and its database may be apart."""
BEFORE_THIS: Final = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock is right that shows a day before Nguồn was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one look found.

    ``code`` names the sentence, ``values`` what stands in it; ``note`` is worth knowing, ``bad`` must be mended.
    """

    code: str
    level: Level
    values: dict[str, object] = field(default_factory=dict)


def check() -> Iterator[Finding]:
    """Every look, in order; without a database those that need none."""
    yield from _settings()
    yield from _disk()
    yield from _storage()
    yield from _ocr()
    try:
        connection.ensure_connection()
        yield from _database()
        pending = _pending()
        yield Finding(code="migrations", level="note" if pending else "ok", values={"count": pending})
        if pending:
            return
        for look in _WITH_TABLES:
            yield from look()
    except DatabaseError as error:
        yield Finding(code="database", level="bad", values={"why": type(error).__name__})


def _settings() -> Iterator[Finding]:
    wrong = []
    if settings.DEBUG and settings.ADDRESS:
        wrong.append("debug")
    if len(settings.SECRET_KEY) < 32:
        wrong.append("secret_key")
    if settings.ADDRESS.startswith("https:") != bool(settings.SESSION_COOKIE_SECURE) and settings.ADDRESS:
        wrong.append("https")
    if settings.DATA.stat().st_mode & 0o077:
        wrong.append("data")
    yield from (Finding(code=f"setting_{name}", level="bad") for name in wrong)
    if not wrong:
        yield Finding(code="settings", level="ok", values={"data": settings.DATA})


def _disk() -> Iterator[Finding]:
    free, least = shutil.disk_usage(settings.DATA).free, settings.MIN_FREE_BYTES
    level: Level = "bad" if free < least else "note" if free < 4 * least else "ok"
    yield Finding(code="disk", level=level, values={"free": free // 1_000_000, "least": least // 1_000_000})


def _storage() -> Iterator[Finding]:
    try:
        store().try_out()
        if not os.access(settings.INCOMING, os.W_OK):
            raise PermissionError
        yield Finding(code="storage", level="ok")
    except NguonError as error:
        yield Finding(code="storage", level="bad", values={"why": str(error)})
    except Exception as error:  # an S3 client has errors of its own
        yield Finding(code="storage", level="bad", values={"why": type(error).__name__})


def _ocr() -> Iterator[Finding]:
    yield Finding(code="ocr", level="ok" if is_installed() else "note")


def _database() -> Iterator[Finding]:
    kept = True
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            kept = cursor.fetchone()[0] == "wal"
            cursor.execute("PRAGMA synchronous")
            kept = kept and cursor.fetchone()[0] == 2
            cursor.execute("PRAGMA quick_check(1)")
            if cursor.fetchone()[0] != "ok":
                yield Finding(code="database_damaged", level="bad")
                return
        else:
            cursor.execute("SELECT current_setting('synchronous_commit'), current_setting('fsync'), now()")
            commit, fsync, now = cursor.fetchone()
            kept = commit != "off" and fsync == "on"
            if abs(now - datetime.now(UTC)) > SKEW:
                yield Finding(code="clock_database", level="bad")
    if not kept:
        yield Finding(code="database_unsafe", level="bad")
    yield Finding(code="database", level="ok", values={"engine": connection.vendor})


def _pending() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _clock() -> Iterator[Finding]:
    now = timezone.now()
    last = LogEntry.objects.order_by("-number").values_list("at", flat=True).first()
    latest = parse_datetime(last) if last else None
    wrong = now < BEFORE_THIS or (latest is not None and latest > now + SKEW)
    yield Finding(code="clock", level="bad" if wrong else "ok", values={"now": timezone.localtime(now)})


def _workers() -> Iterator[Finding]:
    alive = workers_alive()
    late = Job.objects.filter(state=JobState.WAITING, not_before__lt=timezone.now() - WAITING_TOO_LONG).count()
    level: Level = "bad" if late else "ok" if alive else "note"
    yield Finding(code="workers", level=level, values={"count": alive, "late": late})


def _files() -> Iterator[Finding]:
    missing = 0
    for model in apps.get_models():
        if any(field.name == "sha256" for field in model._meta.concrete_fields):
            named = model._base_manager.exclude(sha256="").values_list("sha256", flat=True)
            missing += sum(not stored(one).exists() for one in named.iterator())
    yield Finding(code="files", level="bad" if missing else "ok", values={"count": missing})


_WITH_TABLES: Final[tuple[Callable[[], Iterator[Finding]], ...]] = (_clock, _workers, _files)
