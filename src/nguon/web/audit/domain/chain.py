"""Writing to the action log, and proving that it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from nguon.web.accounts.models import User
from nguon.web.audit.models import LogEntry

FIRST: Final = "0" * 64
_LOCK: Final = 719_004_551  # any number of our own: the advisory lock of PostgreSQL that makes writers queue

Detail = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A row that does not hold; ``why`` is missing, unlinked, changed, or cut (the kept hash is not in the log)."""

    number: int
    why: str


def record(actor: User | None, act: str, kind: str, thing: object, detail: Detail | None = None) -> None:
    """Append one row, in the transaction of the act itself: both happen or neither.

    Args:
        actor: who; ``None`` for the machine.
        act: past-tense name, such as ``task_accepted``.
        kind, thing: the table and the id of what was acted on.
        detail: values that a later reader needs; never text of a document.
    """
    if not connection.in_atomic_block:
        raise AssertionError("an act is recorded in its own transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LogEntry.objects.order_by("-number").values("number", "hash").first()
    entry = LogEntry(
        number=last["number"] + 1 if last else 1,
        at=timezone.now().isoformat(),
        actor=actor.pk if actor else None,
        actor_name=actor.name if actor else "",
        act=act,
        kind=kind,
        thing=str(thing),
        detail=json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True),
        before=last["hash"] if last else FIRST,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)


def digest(entry: LogEntry) -> str:
    """SHA-256 over every column and the hash before, as one JSON list."""
    row = [
        entry.number, entry.at, entry.actor, entry.actor_name, entry.act, entry.kind, entry.thing, entry.detail,
        entry.before,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def head() -> tuple[int, str]:
    """Number and hash of the last row: what a backup keeps to prove later that nothing was cut off."""
    last = LogEntry.objects.order_by("-number").values("number", "hash").first()
    return (last["number"], last["hash"]) if last else (0, FIRST)


def verify(expected_head: str = "") -> Iterator[Broken]:
    """Every row that was changed, is missing, or was put in; nothing where the log is whole.

    Args:
        expected_head: a hash that was kept elsewhere; it must stand in the log.
    """
    before, number, seen = FIRST, 0, not expected_head
    with transaction.atomic():
        for entry in LogEntry.objects.order_by("number").iterator():
            if entry.number != number + 1:
                yield Broken(number=number + 1, why="missing")
            if entry.before != before:
                yield Broken(number=entry.number, why="unlinked")
            if entry.hash != digest(entry):
                yield Broken(number=entry.number, why="changed")
            before, number = entry.hash, entry.number
            seen = seen or entry.hash == expected_head
    if not seen:
        yield Broken(number=number, why="cut")
