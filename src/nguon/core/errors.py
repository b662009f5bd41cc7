"""One base for every error, with a stable code a class, a place and a hint."""

from __future__ import annotations

from typing import ClassVar

from nguon.core.provenance import Provenance


class NguonError(Exception):
    """Something a person can mend: says what was wrong, where, and what to do.

    Attributes:
        code: stable name of the kind of error; the command line and the web translate by it.
        what: one English sentence, without the place.
        where: the place in the document, if it is in a document.
        hint: what to do, one sentence; may be empty.
    """

    code: ClassVar[str] = "error"

    def __init__(self, what: str = "", *, where: Provenance | None = None, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        place = f" (page {self.where.page}, characters {self.where.start}-{self.where.end})" if self.where else ""
        return f"{self.what}{place}. {self.hint}" if self.hint else f"{self.what}{place}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.hint)


def _rebuild(kind: type[NguonError], what: str, where: Provenance | None, hint: str) -> NguonError:
    return kind(what, where=where, hint=hint)


class ReadingError(NguonError):
    """A file that cannot be read at all."""

    code = "unreadable"


class UnknownFormat(ReadingError):
    """Neither the bytes nor the name say a format that a reader is registered for."""

    code = "unknown_format"


class EmptyFile(ReadingError):
    """A file of zero bytes, or with nothing but white space."""

    code = "empty_file"


class EncryptedFile(ReadingError):
    """A file that opens only with a password."""

    code = "encrypted"


class DamagedFile(ReadingError):
    """A truncated or malformed file of a known format."""

    code = "damaged"


class TooLarge(ReadingError):
    """A file past one of the limits of the reading options (bytes, pages, unpacked bytes, depth, time)."""

    code = "too_large"


class ProgramMissing(ReadingError):
    """A format that only another program (LibreOffice) reads, and it is not installed."""

    code = "program_missing"


class DirectoryError(NguonError):
    """A directory of bodies that cannot be used: file, row, column and what to do."""

    code = "directory"


class UsageError(NguonError):
    """A call or command that cannot be carried out as asked."""

    code = "usage"
