"""Limits and choices of reading, as one frozen object."""

from __future__ import annotations

import msgspec


class ReadingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read; the library takes nothing from the environment.

    Attributes:
        max_bytes: largest file, in bytes.
        max_pages: pages read; the rest is left out with a problem ``too_many_pages``.
        max_characters: characters read in all; the rest is left out with a problem ``too_much_text``.
        max_unpacked: largest sum of unpacked parts of a ZIP container, in bytes.
        max_depth: deepest nesting of elements.
        max_seconds: time for the whole reading of one file, in seconds.
        office: program that reads .doc and RTF: a path, ``"auto"`` to look for LibreOffice, ``""`` for none.
    """

    max_bytes: int = 200_000_000
    max_pages: int = 2_000
    max_characters: int = 4_000_000
    max_unpacked: int = 300_000_000
    max_depth: int = 200
    max_seconds: float = 60.0
    office: str = "auto"
