"""Readers: bytes of one format → pages of lines, behind one registry; the order of the table is the order of asking."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import msgspec

from nguon.reading.document import DigitalSignature
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Page


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something a reader met that the person should know; becomes a problem of the Document.

    Attributes:
        code: stable name (``"too_many_pages"``, ``"damaged_page"`` …).
        what: one English sentence.
        page: 1-based; 0 where it is about the whole file.
        hint: what to do.
    """

    code: str
    what: str
    page: int = 0
    hint: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader gives for one file.

    Attributes:
        pages: in order.
        page_count: pages of the file, those not read included.
        remarks: what was met on the way.
        signatures: number of digital signature fields with a signature in them.
        digital_signatures: what can be said of each.
    """

    pages: tuple[Page, ...]
    page_count: int = 1
    remarks: tuple[Remark, ...] = ()
    signatures: int = 0
    digital_signatures: tuple[DigitalSignature, ...] = ()


Open = Callable[[bytes, ReadingOptions], AbstractContextManager[Source]]
"""Opens the bytes; the glyphs of the lines are good until the context ends. Raises ``ReadingError``."""
