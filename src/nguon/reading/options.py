"""Limits and choices of reading, as one frozen object."""

from __future__ import annotations

from typing import Literal

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
        ocr: ``"auto"`` reads pages without usable text from their pictures where ``nguon[ocr]`` is installed, ``"off"``
            never does, ``"force"`` reads every page of a PDF from its picture.
        ocr_seconds: time for recognising one page, in seconds.
        max_ocr_seconds: time for recognising all pages of a file, in seconds, over and above ``max_seconds``.
        ocr_threads: pages recognised at the same time; 0 for as many as there are processors.
        trust_store: PEM file or folder of root certificates that digital signatures are held against; empty: their
            chains are unknown.
        office: program that reads .doc and RTF: a path, ``"auto"`` to look for LibreOffice, ``""`` for none.
    """

    max_bytes: int = 200_000_000
    max_pages: int = 2_000
    max_characters: int = 4_000_000
    max_unpacked: int = 300_000_000
    max_depth: int = 200
    max_seconds: float = 60.0
    ocr: Literal["auto", "off", "force"] = "auto"
    ocr_seconds: float = 30.0
    max_ocr_seconds: float = 900.0
    ocr_threads: int = 0
    trust_store: str = ""
    office: str = "auto"
