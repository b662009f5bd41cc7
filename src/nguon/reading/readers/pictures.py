"""Pictures of pages as documents: PNG, JPEG, HEIC, TIFF of several pages, and a folder of photographs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nguon.core.errors import ProgramMissing
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Source
from nguon.reading.scan import is_installed


@contextmanager
def open_picture(data: bytes, options: ReadingOptions) -> Iterator[Source]:
    """Read one file of pictures; see ``open_pictures``."""
    with open_pictures([data], options) as source:
        yield source


@contextmanager
def open_pictures(files: Sequence[bytes], options: ReadingOptions) -> Iterator[Source]:
    """Read pictures as the pages of one document, in the order given.

    Raises:
        ProgramMissing: ``nguon[ocr]`` is not installed, or recognition is switched off.
        DamagedFile: a picture cannot be opened.
        TooLarge: a picture has more pixels than a page needs.
    """
    if options.ocr == "off" or not is_installed():
        raise ProgramMissing(
            "Pictures are read only with nguon[ocr]", hint='Install it with pip install "nguon[ocr]"'
        )  # fmt: skip
    from nguon.reading.scan.photographs import read_photographs

    yield read_photographs(files, options)
