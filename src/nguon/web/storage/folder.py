"""Stored files in a folder of this machine: the default."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO


class Folder:
    """Names are relative paths with ``/``; what stands under a name is whole or not there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, chunks: Iterable[bytes]) -> None:
        """Store under a name, on the disk itself; nothing is left where that fails."""
        target = self.root / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        _settle(target.parent)

    def open(self, name: str) -> BinaryIO:
        """The bytes under a name.

        Raises:
            FileNotFoundError: there is nothing.
        """
        return (self.root / name).open("rb")

    def exists(self, name: str) -> bool:
        """Whether something stands under a name."""
        return (self.root / name).is_file()

    def size(self, name: str) -> int:
        """Bytes under a name."""
        return (self.root / name).stat().st_size

    def names(self) -> Iterator[str]:
        """Every name, in order; unfinished ones begin with a dot and are left out."""
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(self.root).as_posix()

    def try_out(self) -> None:
        """Write, read and remove a few bytes.

        Raises:
            OSError: it cannot be written.
        """
        probe = self.root / f".probe.{secrets.token_hex(4)}"
        try:
            probe.write_bytes(b"nguon")
        finally:
            probe.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """A name in a folder survives a power cut only once the folder was written."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
