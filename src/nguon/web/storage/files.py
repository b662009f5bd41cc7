"""Every stored file goes through here, by the digest of its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from django.conf import settings

from nguon.web.storage.bucket import Bucket
from nguon.web.storage.folder import Folder

BLOCK: Final = 1 << 20


class Store(Protocol):
    """What a place of stored files can do; see ``Folder``."""

    def put(self, name: str, chunks: Iterable[bytes]) -> None: ...
    def open(self, name: str) -> BinaryIO: ...
    def exists(self, name: str) -> bool: ...
    def size(self, name: str) -> int: ...
    def names(self) -> Iterator[str]: ...
    def try_out(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored file, or the place of one: like a path, wherever it lies."""

    name: str

    def exists(self) -> bool:
        """Whether it is there."""
        return store().exists(self.name)

    def open(self, mode: str = "rb") -> BinaryIO:
        """Its bytes.

        Raises:
            FileNotFoundError: it is not there.
        """
        assert mode == "rb", "a stored file never changes"
        return store().open(self.name)

    def read_bytes(self) -> bytes:
        """All of it at once."""
        with self.open() as file:
            return file.read()

    def put(self, chunks: Iterable[bytes]) -> None:
        """Store it; twice is once."""
        store().put(self.name, chunks)


def stored(sha256: str) -> Stored:
    """The file of a digest."""
    return Stored(f"{sha256[:2]}/{sha256}")


def stored_picture(sha256: str, number: int) -> Stored:
    """The picture of a page of that file."""
    return Stored(f"{sha256[:2]}/{sha256}.pages/{number}.png")


def store() -> Store:
    """The place that the settings name."""
    return _store(settings.FILES_ADDRESS, Path(settings.FILES))


@cache
def _store(address: str, folder: Path) -> Store:
    return Bucket(address) if address else Folder(folder)


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file, a megabyte at a time."""
    while block := file.read(BLOCK):
        yield block
