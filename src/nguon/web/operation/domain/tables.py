"""The tables of a database as its migrations left them, and their rows as lines of JSON, alike on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from django.apps.registry import Apps
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model

SNAPSHOT: Final = "snapshot"
LEFT_OUT: Final = frozenset({"sessions", "contenttypes", "auth", "accounts.signin", "jobs.worker"})
"""What belongs to one server and one time: who is signed in, which workers live; and what Django makes itself."""
AT_ONCE: Final = 500
WORDS_LEFT_OUT: Final = {"notices.letter": frozenset({"words"})}
"""Columns whose words are not carried over: a mail that waits may hold the link of an invitation."""

Columns = tuple["Field[Any, Any]", ...]


def applied(of: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """The migrations that a database has."""
    return set(MigrationExecutor(of).loader.applied_migrations)


def apps_at(migrations: set[tuple[str, str]]) -> Apps:
    """The models as those migrations left them: an older database is read with its own columns."""
    loader = MigrationExecutor(connection).loader
    nodes = [key for key in loader.graph.nodes if key in migrations]
    return loader.project_state(nodes, at_end=True).apps


def models_of(apps: Apps) -> dict[str, type[Model]]:
    """Label → model of every table that a backup carries."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not {model._meta.app_label, model._meta.label_lower} & LEFT_OUT
    }


def columns_of(model: type[Model]) -> Columns:
    """The columns that are written; the database fills generated ones itself."""
    return tuple(field for field in model._meta.concrete_fields if not getattr(field, "generated", False))


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A second connection that sees the database as it is now, while others go on writing."""
    settings = connection.settings_dict | {"CONN_MAX_AGE": 0}
    if connection.vendor == "sqlite":
        settings["OPTIONS"] = settings["OPTIONS"] | {"transaction_mode": "DEFERRED"}
    else:
        from psycopg import IsolationLevel

        settings["OPTIONS"] = {"isolation_level": IsolationLevel.REPEATABLE_READ}
    connections.settings[SNAPSHOT] = settings
    try:
        with transaction.atomic(using=SNAPSHOT):
            yield connections[SNAPSHOT]
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]


def lines(model: type[Model], columns: Columns, using: str) -> Iterator[bytes]:
    """The rows of a table, a JSON list and a line end each, ordered by key."""
    rows = model._base_manager.using(using).order_by("pk").values_list(*[field.attname for field in columns])
    empty = WORDS_LEFT_OUT.get(model._meta.label_lower, frozenset())
    left_out = {place for place, field in enumerate(columns) if field.attname in empty}
    for row in rows.iterator(chunk_size=AT_ONCE):
        values = ["" if place in left_out else one for place, one in enumerate(row)]
        yield msgspec.json.encode([bytes(one) if isinstance(one, memoryview) else one for one in values]) + b"\n"


def insert(model: type[Model], names: tuple[str, ...], rows: Iterator[bytes]) -> Iterator[int]:
    """Put lines into a table of the database, as they are; yields how many at a time."""
    by_name = {field.attname: field for field in columns_of(model)}
    fields = [by_name[name] for name in names]
    quote = connection.ops.quote_name
    into = ", ".join(quote(field.column) for field in fields if field.column)
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({', '.join(['%s'] * len(fields))})"
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in rows:
            values = msgspec.json.decode(line, type=list[Any])
            batch.append(
                [
                    field.get_db_prep_save(field.to_python(value), connection)
                    for field, value in zip(fields, values, strict=True)
                ]
            )
            if len(batch) == AT_ONCE:
                cursor.executemany(statement, batch)
                yield len(batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
            yield len(batch)
