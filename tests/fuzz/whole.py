"""Atheris target: text → Document → duties. Whatever the words, nothing but a ``ReadingError`` comes out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nguon.core.errors import ReadingError
from nguon.duties.extract import extract_duties
from nguon.reading.options import ReadingOptions
from nguon.reading.read import read as read_document

OPTIONS = ReadingOptions(max_characters=50_000, max_seconds=10.0, office="")
_SAMPLES = Path(__file__).parents[2] / "samples"


def read(data: bytes) -> None:
    """Read the bytes as whatever they are and find the duties."""
    try:
        document = read_document(data, OPTIONS)
    except ReadingError:
        return
    for value in document.values():
        assert value.sources
    extract_duties(document)


def seeds() -> Iterable[bytes]:
    """The samples as text and HTML."""
    for path in sorted(_SAMPLES.glob("*.txt")) + sorted(_SAMPLES.glob("*.html")):
        yield path.read_bytes()
