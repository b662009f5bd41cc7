"""Atheris target: bytes → pages of PDF. Any bytes are read or refused with a ``ReadingError``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nguon.core.errors import ReadingError
from nguon.reading.options import ReadingOptions
from nguon.reading.readers.pdf import open_pdf, recognises_pdf

OPTIONS = ReadingOptions(max_pages=20, max_characters=200_000, max_seconds=10.0)
_MATERIAL = Path(__file__).parents[1] / "material"
_SMALL = 60_000


def read(data: bytes) -> None:
    """Read the bytes as a PDF and ask for the box of every line."""
    recognises_pdf(data, ".pdf")
    try:
        with open_pdf(data, OPTIONS) as source:
            for page in source.pages:
                for line in page.lines:
                    line.text.encode()
                    if line.glyphs:
                        line.glyphs.box(0, len(line.text))
    except ReadingError:
        return


def seeds() -> Iterable[bytes]:
    """Small PDFs of the tests' material."""
    for path in sorted(_MATERIAL.rglob("*.pdf")):
        if path.stat().st_size <= _SMALL:
            yield path.read_bytes()
