"""The file of a backup: a zip of rows, stored files and, last, a manifest that names and hashes everything."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import msgspec

from nguon.core.errors import NguonError

FORMAT: Final = "nguon/backup/1"
MANIFEST: Final = "manifest.json"
LISTING: Final = "files.jsonl"
SAFE_NAME: Final = re.compile(r"[0-9a-z][0-9a-z._-]{0,120}(?:/[0-9a-z][0-9a-z._-]{0,120}){0,4}")
BLOCK: Final = 1 << 20
LONGEST_MANIFEST: Final = 16 << 20


class BackupDamaged(NguonError):
    """A file that is no backup, was cut off, or holds a byte that was changed."""

    code = "backup_damaged"


class BackupNewer(NguonError):
    """A backup that a later Nguồn made."""

    code = "backup_newer"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its columns, its rows, the SHA-256 of the member that holds them."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds.

    ``migrations`` are those that the database had; ``audit_number`` and ``audit_hash`` the last row of the action log;
    ``files`` and ``bytes`` what is stored, ``listing`` the SHA-256 of the list of their names, sizes and hashes.
    """

    format: str
    version: str
    made_at: str
    engine: str
    migrations: tuple[tuple[str, str], ...]
    audit_number: int
    audit_hash: str
    tables: dict[str, Table]
    files: int
    bytes: int
    listing: str


class StoredFile(msgspec.Struct, frozen=True, array_like=True):
    """One stored file: its name, its bytes, their SHA-256."""

    name: str
    size: int
    sha256: str


class Hashed:
    """A writer that hashes what passes, for one member of the archive."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out, self._hash, self.size = out, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Pass bytes on."""
        self._hash.update(data)
        self.size += len(data)
        self.out.write(data)

    @property
    def sha256(self) -> str:
        """The digest of what passed."""
        return self._hash.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive to read; whatever a damaged one raises becomes ``BackupDamaged``."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupDamaged(f"There is no file {path}", hint="Check the name") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise _damaged(f"{path}: {error}") from error
    except msgspec.DecodeError as error:
        raise _damaged(f"{path}: {error}") from error


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """The manifest.

    Raises:
        BackupDamaged: there is none. BackupNewer: its format is not this one.
    """
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise _damaged("the manifest is too long")
    data = archive.read(MANIFEST)
    said = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    if "format" in said and msgspec.json.decode(said["format"]) != FORMAT:
        raise BackupNewer(f"Its format is not {FORMAT}", hint="Install the Nguồn that made it")
    return msgspec.json.decode(data, type=Manifest)


def listing_of(archive: zipfile.ZipFile, manifest: Manifest) -> list[StoredFile]:
    """The stored files that it says it holds.

    Raises:
        BackupDamaged: the list was changed, or names a file outside the storage.
    """
    data = archive.read(LISTING)
    if hashlib.sha256(data).hexdigest() != manifest.listing:
        raise _damaged(f"{LISTING} was changed")
    found = [msgspec.json.decode(line, type=StoredFile) for line in data.splitlines()]
    for one in found:
        if not SAFE_NAME.fullmatch(one.name):
            raise _damaged(f"it names the file {one.name!r}")
    if len(found) != manifest.files:
        raise _damaged(f"it lists {len(found)} files instead of {manifest.files}")
    return found


def member_of(label: str) -> str:
    """The member that holds the rows of a table."""
    return f"rows/{label}.jsonl"


def file_member(name: str) -> str:
    """The member that holds a stored file."""
    return f"files/{name}"


def hold_against(archive: zipfile.ZipFile, member: str, sha256: str, size: int | None = None) -> None:
    """Read one member through.

    Raises:
        BackupDamaged: it is not what the manifest says.
    """
    said, seen = hashlib.sha256(), 0
    with archive.open(member) as file:
        while block := file.read(BLOCK):
            seen += len(block)
            if size is not None and seen > size:
                break
            said.update(block)
    if said.hexdigest() != sha256 or size not in (None, seen):
        raise _damaged(f"{member} was changed")


def _damaged(what: str) -> BackupDamaged:
    return BackupDamaged(f"The backup is damaged: {what}", hint="Take another copy of it")
