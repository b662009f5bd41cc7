"""PDF files: their text layer as lines with boxes, columns and tables told apart."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from nguon.core.errors import DamagedFile, EmptyFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.page import Page
from nguon.reading.readers import Remark, Source

if TYPE_CHECKING:
    from nguon.reading.readers.pdf_layout import Frame
    from nguon.reading.readers.pdf_page import PageText
    from nguon.reading.readers.pdfium import Pdf

_HEADER_WITHIN = 1024  # bytes: readers accept that much before "%PDF-"


def recognises_pdf(data: bytes, suffix: str) -> bool:
    """Whether the bytes are a PDF; a cut-off file named .pdf counts, so that its error is told as a PDF's."""
    head = data[:_HEADER_WITHIN]
    if head.lstrip().startswith(b"%PDF-"):
        return True
    if suffix != ".pdf" or head.startswith(b"PK\x03\x04") or head.lstrip().startswith(b"<"):
        return False
    return b"%PDF-" in head or b" obj" in head or b"\0" in head


@contextmanager
def open_pdf(data: bytes, options: ReadingOptions) -> Iterator[Source]:
    """Read a PDF's pages; the boxes of its glyphs can be asked for until the context ends.

    Raises:
        EmptyFile: no bytes, or only white space.
        TooLarge: more bytes than ``options.max_bytes``.
        EncryptedFile: it opens only with a password.
        DamagedFile: it is cut off, or not a PDF.
    """
    if not data[:_HEADER_WITHIN].strip() and not data.strip():
        raise EmptyFile("The file is empty", hint="Ask for the file again")
    if len(data) > options.max_bytes:
        raise TooLarge(f"The file has {len(data)} bytes, more than the {options.max_bytes} allowed")
    from nguon.reading.readers.pdfium import LOCK, Pdf  # not before a PDF is read: starting PDFium takes 40 ms

    with LOCK:
        pdf = Pdf(data)
    try:
        with LOCK:
            source, frame = _read(pdf, options)
        yield _recognised(_signed(source, data, options), data, options, frame)
    finally:
        with LOCK:
            pdf.close()


def _signed(source: Source, data: bytes, options: ReadingOptions) -> Source:
    """The source with what can be said of its digital signatures; a signature names its bytes in clear."""
    if not source.signatures or b"/ByteRange" not in data:
        return source
    from nguon.reading.signatures import is_installed

    if not is_installed():
        what = "The file is signed; its digital signatures were not looked at"
        remark = Remark(
            code="signatures_unchecked", what=what, hint='Install them with pip install "nguon[signatures]"'
        )
        return msgspec.structs.replace(source, remarks=(*source.remarks, remark))
    from nguon.reading.signatures.check import digital_signatures

    found, remarks = digital_signatures(data, options.trust_store)
    return msgspec.structs.replace(source, digital_signatures=found, remarks=(*source.remarks, *remarks))


def _recognised(source: Source, data: bytes, options: ReadingOptions, frame: Frame) -> Source:
    """The source with the pages without usable text read from their pictures, where that is wanted and installed."""
    from nguon.reading.scan import is_installed

    if options.ocr == "off" or not is_installed():
        return source
    wanted = [page for page in source.pages if not page.text_layer or options.ocr == "force"]
    if not wanted:
        return source
    from nguon.reading.readers.pdf_layout import Frame
    from nguon.reading.readers.running_heads import without_running_heads
    from nguon.reading.scan.draw import pdf_pictures
    from nguon.reading.scan.pages import read_pictures

    remarks = list(source.remarks)
    with pdf_pictures(data) as draw:
        read = {page.number: page for page in read_pictures(wanted, draw, options, Frame(tables=frame.tables), remarks)}
    pages = without_running_heads([read.get(page.number, page) for page in source.pages])
    return msgspec.structs.replace(source, pages=tuple(pages), remarks=tuple(remarks))


def _read(pdf: Pdf, options: ReadingOptions) -> tuple[Source, Frame]:
    from nguon.reading.readers.pdf_layout import Frame
    from nguon.reading.readers.pdf_page import read_page
    from nguon.reading.readers.pdf_stamps import with_stamps
    from nguon.reading.readers.running_heads import without_running_heads

    started = time.monotonic()
    remarks: list[Remark] = []
    pages: list[Page] = []
    frame = Frame()
    characters = stamps = 0
    count = pdf.page_count
    if count < 1:
        raise DamagedFile("The PDF has no pages", hint="Ask for the file again")
    for index in range(count):
        stop = _limit_reached(index, count, characters, time.monotonic() - started, options)
        if stop:
            remarks.append(stop)
            break
        try:
            read = read_page(pdf, index, frame, options.max_characters - characters)
        except DamagedFile as error:
            pages.append(Page(number=index + 1))
            remarks.append(Remark(code="damaged_page", what=error.what, page=index + 1, hint="Ask for the file again"))
            continue
        pages.append(read.page)
        remarks += _remarks(read)
        characters += read.characters
        stamps += read.stamps
        if read.cut:
            break
    pages = without_running_heads(pages)
    if pages:
        pages[0] = with_stamps(pages[0], pdf.copy)
    if frame.headed:
        pages = [_with_heads(page, frame.headed) for page in pages]
    source = Source(
        pages=tuple(pages), page_count=count, remarks=tuple(remarks), signatures=max(pdf.signatures(), stamps)
    )
    return source, frame


def _limit_reached(index: int, count: int, characters: int, seconds: float, options: ReadingOptions) -> Remark | None:
    """What keeps the page ``index`` (0-based) from being read, if anything does."""
    if index >= options.max_pages:
        code, what = "too_many_pages", f"Of {count} pages the first {index} were read"
    elif characters >= options.max_characters:
        code, what = "too_much_text", f"Reading stopped before page {index + 1}, after {characters} characters"
    elif seconds > options.max_seconds:
        code, what = "too_slow", f"Reading stopped before page {index + 1}, after {options.max_seconds:g} seconds"
    else:
        return None
    return Remark(code=code, what=what, page=index + 1, hint="Raise the limit, or split the file")


def _remarks(read: PageText) -> Iterator[Remark]:
    number = read.page.number
    look = "Look at the page in the file"
    if read.blank:
        what = f"Page {number} shows nothing: it is blank, or its content is damaged"
        yield Remark(code="empty_page", what=what, page=number, hint=look)
    if read.unread:
        what = f"Page {number} draws text of which nothing can be read"
        yield Remark(code="unreadable_text", what=what, page=number, hint=look)
    if read.cut:
        what = f"Page {number} was read in part: the file has more characters than are allowed"
        yield Remark(code="too_much_text", what=what, page=number, hint="Raise the limit, or split the file")


def _with_heads(page: Page, tables: set[int]) -> Page:
    """The page with the first rows of tables that repeat their head marked as such."""
    if not any(line.cell and line.cell.table in tables for line in page.lines):
        return page
    lines = []
    for line in page.lines:
        cell = line.cell
        if cell and cell.table in tables and cell.row == 0 and not cell.header:
            line = msgspec.structs.replace(line, cell=msgspec.structs.replace(cell, header=True))
        lines.append(line)
    return msgspec.structs.replace(page, lines=tuple(lines))
