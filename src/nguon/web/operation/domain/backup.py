"""Write everything that a server keeps into one file, while people go on working."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec
from django.apps.registry import Apps
from django.db import connection

from nguon import __version__
from nguon.core.errors import UsageError
from nguon.web.operation.domain.archive import (
    FORMAT,
    LISTING,
    MANIFEST,
    Hashed,
    Manifest,
    StoredFile,
    Table,
    file_member,
    member_of,
)
from nguon.web.operation.domain.tables import applied, apps_at, columns_of, lines, models_of, snapshot
from nguon.web.storage.files import blocks, store

Progress = Callable[[int, int], None]
"""Told of steps done and of all steps."""


def backup(path: Path, progress: Progress = lambda done, total: None) -> Manifest:
    """Write a backup: the database at one moment, and every stored file.

    Files are stored before the row that names them and never change, so that those read after the database hold
    all that its rows name. Never in it: ``incoming/``, sessions, the secret key, the settings file.

    Args:
        path: where to; it appears there only once it is whole and on the disk.
        progress: told how far it is, in rows and files.

    Raises:
        UsageError: there is a file already, or the database has no tables.
    """
    if path.exists():
        raise UsageError(f"{path} is there already", hint="Name a new file")
    with _fresh(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        manifest = _write(archive, progress)
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def _write(archive: zipfile.ZipFile, progress: Progress) -> Manifest:
    done, tables = 0, {}
    with snapshot() as at:
        migrations = applied(at)
        if not migrations:
            raise UsageError("The database has no tables", hint="Start it once with nguon serve")
        apps = apps_at(migrations)
        models = models_of(apps)
        total = sum(model._base_manager.using(at.alias).count() for model in models.values())
        for label, model in sorted(models.items()):
            columns, rows = columns_of(model), 0
            with archive.open(member_of(label), "w", force_zip64=True) as member:
                hashed = Hashed(member)
                for line in lines(model, columns, at.alias):
                    hashed.write(line)
                    rows += 1
                    if rows % 500 == 0:
                        progress(done + rows, total)
            done += rows
            progress(done, total)
            tables[label] = Table(columns=tuple(f.attname for f in columns), rows=rows, sha256=hashed.sha256)
        number, head = _head(apps, at.alias)
    files = list(_files(archive, lambda n, of: progress(done + n, total + of)))
    listing = b"".join(msgspec.json.encode(one) + b"\n" for one in files)
    with archive.open(LISTING, "w") as member:
        hashed = Hashed(member)
        hashed.write(listing)
    return Manifest(
        format=FORMAT,
        version=__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=tuple(sorted(migrations)),
        audit_number=number,
        audit_hash=head,
        tables=tables,
        files=len(files),
        bytes=sum(one.size for one in files),
        listing=hashed.sha256,
    )


def _head(apps: Apps, using: str) -> tuple[int, str]:
    entries = apps.get_model("audit", "LogEntry")._base_manager.using(using)
    last = entries.order_by("-number").values_list("number", "hash").first()
    return last or (0, "0" * 64)


def _files(archive: zipfile.ZipFile, progress: Progress) -> Iterator[StoredFile]:
    names = list(store().names())
    for count, name in enumerate(names, 1):
        info = zipfile.ZipInfo(file_member(name))
        info.compress_type = zipfile.ZIP_STORED  # pictures and documents are compressed already
        with store().open(name) as file, archive.open(info, "w", force_zip64=True) as member:
            hashed = Hashed(member)
            for block in blocks(file):
                hashed.write(block)
        yield StoredFile(name, hashed.size, hashed.sha256)
        progress(count, len(names))


@contextmanager
def _fresh(path: Path) -> Iterator[BinaryIO]:
    """A file that only its owner reads, that takes its name when it is whole."""
    partial = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.rename(path)
    except FileNotFoundError as error:
        raise UsageError(f"{partial} cannot be written", hint="Name a file in a folder that exists") from error
    finally:
        partial.unlink(missing_ok=True)
