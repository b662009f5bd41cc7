"""Bring a backup back into an empty place, on this database or the other one, at once or not at all."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from nguon.core.errors import NguonError
from nguon.web.audit.domain.chain import verify
from nguon.web.operation.domain.archive import (
    BackupDamaged,
    BackupNewer,
    Manifest,
    StoredFile,
    file_member,
    hold_against,
    listing_of,
    manifest_of,
    member_of,
    opened,
)
from nguon.web.operation.domain.backup import Progress
from nguon.web.operation.domain.tables import applied, apps_at, insert, models_of
from nguon.web.storage.files import blocks, store

SPARE: Final = 100_000_000
"""Bytes that stay free on the disk."""


class NotEmpty(NguonError):
    """A place that holds people, acts or files already."""

    code = "not_empty"


class NoRoom(NguonError):
    """Too little room on the disk for what the backup holds."""

    code = "no_room"


def restore(path: Path, progress: Progress = lambda done, total: None) -> Manifest:
    """Read the whole backup and hold it against its hashes, then bring it back and hold that against it too.

    An older backup is brought back with its own tables, which then are brought up to date.

    Raises:
        BackupDamaged, BackupNewer: it cannot be used. NotEmpty, NoRoom: the place cannot. Nothing was changed then.
    """
    with opened(path) as archive:
        manifest = manifest_of(archive)
        files = listing_of(archive, manifest)
        _refuse_unknown(manifest)
        _refuse_unless_empty(manifest, files)
        rows = sum(table.rows for table in manifest.tables.values())
        steps = _Steps(progress, 2 * (len(files) + rows))
        for label, table in manifest.tables.items():
            hold_against(archive, member_of(label), table.sha256)
            steps.take(table.rows)
        for one in files:
            hold_against(archive, file_member(one.name), one.sha256, one.size)
            steps.take(1)
        _make_tables(manifest)
        for one in files:
            with archive.open(file_member(one.name)) as member:
                store().put(one.name, blocks(member))  # type: ignore[arg-type]  # a member reads like a file
            steps.take(1)
        with transaction.atomic():
            _put_rows(archive, manifest, steps)
            broken = next(verify(manifest.audit_hash if manifest.audit_number else ""), None)
            if broken is not None:
                raise BackupDamaged(
                    f"The action log does not hold: row {broken.number} {broken.why}", hint="Take another backup"
                )
    call_command("migrate", verbosity=0, interactive=False)
    return manifest


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def take(self, count: int) -> None:
        """Some steps are done."""
        self.done += count
        self.progress(self.done, self.total)


def _refuse_unknown(manifest: Manifest) -> None:
    known = MigrationExecutor(connection).loader.disk_migrations
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise BackupNewer(
            f"It was made by Nguồn {manifest.version}, which knows {unknown[0]}", hint="Install that version or later"
        )


def _refuse_unless_empty(manifest: Manifest, files: list[StoredFile]) -> None:
    tables = set(connection.introspection.table_names())
    for table in ("accounts_user", "audit_logentry", "directory_body"):
        if table in tables:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
                if cursor.fetchone():
                    raise NotEmpty("The database holds data already", hint="Name an empty folder or database")
    ours = {one.name for one in files}  # an earlier try may have left these
    strange = next((name for name in store().names() if name not in ours), None)
    if strange is not None:
        raise NotEmpty("There are stored files already", hint="Name an empty folder or bucket")
    if shutil.disk_usage(settings.DATA).free < manifest.bytes + SPARE and not settings.FILES_ADDRESS:
        raise NoRoom(f"The backup needs {manifest.bytes // 1_000_000} MB", hint="Make room on the disk")


def _make_tables(manifest: Manifest) -> None:
    """The tables as the backup had them."""
    wanted = set(manifest.migrations)
    if applied(connection) - wanted:
        if connection.vendor != "sqlite":
            raise NotEmpty("The database has newer tables than the backup", hint="Name a new database")
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    leaves = [key for key in wanted if key in graph.nodes and not _has_child(graph.node_map[key].children, wanted)]
    executor.migrate(sorted(leaves))


def _has_child(children: object, wanted: set[tuple[str, str]]) -> bool:
    return any(child.key in wanted for child in children)  # type: ignore[attr-defined]  # nodes of Django's graph


def _put_rows(archive: zipfile.ZipFile, manifest: Manifest, steps: _Steps) -> None:
    models = models_of(apps_at(set(manifest.migrations)))
    for label in manifest.tables:
        if label not in models:
            raise BackupDamaged(f"The backup holds an unknown table {label}", hint="Take another copy of it")
        model = models[label]
        if label != "audit.logentry" and model._base_manager.exists():  # rows that a migration put there
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    for label, table in manifest.tables.items():
        with archive.open(member_of(label)) as member:
            found = 0
            for count in insert(models[label], table.columns, iter(member)):
                found += count
                steps.take(count)
        if found != table.rows or models[label]._base_manager.count() != table.rows:
            raise BackupDamaged(f"{label} holds {found} rows instead of {table.rows}", hint="Take another copy of it")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
            cursor.execute(statement)
